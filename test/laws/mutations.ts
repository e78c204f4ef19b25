import { at, fields, isFields } from '../../lib/verify/untyped';
import type { Outputs } from './outputs';

export type Path = readonly (string | number)[];
/** Where, and what is written there; nothing takes away what is there. */
export type Mutation = readonly [title: string, path: Path, value?: unknown];

/** A copy of the outputs in which something has changed. */
export function mutated(outputs: Outputs, change: (copy: Outputs) => void): Outputs {
  const copy = structuredClone(outputs);
  change(copy);
  expect(copy).not.toEqual(outputs);
  return copy;
}

/** Writes a value, or takes away what is there. */
export function write(root: unknown, path: Path, value: unknown): void {
  const key = path[path.length - 1];
  const parent = path.slice(0, -1).reduce<unknown>((node, step) => (isFields(node) || Array.isArray(node) ? (node as Record<string | number, unknown>)[step] : undefined), root);
  if (Array.isArray(parent)) parent.splice(Number(key), 1, ...(value === undefined ? [] : [value]));
  else if (!isFields(parent)) throw new Error(`there is no ${path.join('.')}`);
  else if (value === undefined) Reflect.deleteProperty(parent, key);
  else Object.assign(parent, { [key]: value });
}

/** Whether an object is the one that is meant by `Kind/name`. */
export const isCalled = (label: string) => (object: unknown): boolean => {
  const [kind, name] = label.split('/');
  const own = String(at(object, 'metadata', 'name'));
  // The name of a Job ends with a hash.
  return fields(object)['kind'] === kind && (own === name || (kind === 'Job' && own.startsWith(`${name}-`)));
};
