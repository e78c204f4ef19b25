import { isFields } from '../verify/untyped';

/** A step of a JSON patch, as far as this library writes such. */
interface Step {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

/**
 * The value after a patch of steps that add, replace and remove; what was given stays as it is.
 *
 * @returns a sentence instead, if the patch is none of that kind or does not fit
 */
export function patched(value: unknown, patch: unknown): { readonly value: unknown } | string {
  if (!Array.isArray(patch)) return 'its patch is no list of steps';
  let result = value;
  for (const step of patch as readonly unknown[]) {
    if (!isStep(step)) return 'its patch has a step other than add, replace and remove';
    const next = applied(result, step, stepsOf(step.path));
    if (typeof next === 'string') return `${step.op} of ${step.path} does not fit: ${next}`;
    result = next.value;
  }
  return { value: result };
}

function isStep(step: unknown): step is Step {
  return isFields(step) && ['add', 'replace', 'remove'].includes(String(step['op'])) && typeof step['path'] === 'string' && /^(?:\/.*)?$/s.test(step['path']);
}

function stepsOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Copies what lies on the way. */
function applied(target: unknown, step: Step, [key, ...rest]: readonly string[]): { readonly value: unknown } | string {
  if (key === undefined) return step.op === 'remove' ? 'it would remove everything' : { value: step.value };
  if (Array.isArray(target)) return inList(target as readonly unknown[], step, key, rest);
  if (!isFields(target)) return `there is nothing with a "${key}"`;
  if (rest.length === 0) {
    if (step.op !== 'add' && !Object.hasOwn(target, key)) return `there is no "${key}"`;
    const { [key]: _removed, ...others } = target;
    return { value: step.op === 'remove' ? others : { ...target, [key]: step.value } };
  }
  const inner = applied(target[key], step, rest);
  return typeof inner === 'string' ? inner : { value: { ...target, [key]: inner.value } };
}

function inList(target: readonly unknown[], step: Step, key: string, rest: readonly string[]): { readonly value: unknown } | string {
  const index = key === '-' ? target.length : /^(?:0|[1-9][0-9]*)$/.test(key) ? Number(key) : -1;
  const isThere = index >= 0 && (index < target.length || (index === target.length && rest.length === 0 && step.op === 'add'));
  if (!isThere) return `there is no item "${key}"`;
  if (rest.length > 0) {
    const inner = applied(target[index], step, rest);
    return typeof inner === 'string' ? inner : { value: target.with(index, inner.value) };
  }
  return { value: target.toSpliced(index, step.op === 'add' ? 0 : 1, ...(step.op === 'remove' ? [] : [step.value])) };
}
