/** One step of an RFC 6902 patch. */
export interface JsonPatchStep {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: unknown;
}

/** The steps that make one document of another. Items of a list that have a name stay where they are. */
export function jsonDifference(base: unknown, variant: unknown, path = ''): JsonPatchStep[] {
  if (JSON.stringify(base) === JSON.stringify(variant)) return [];
  if (Array.isArray(base) && Array.isArray(variant)) return listDifference(base, variant, path);
  if (!isObject(base) || !isObject(variant)) return [{ op: 'replace', path, value: variant }];
  const steps: JsonPatchStep[] = [];
  const at = (key: string): string => `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  for (const key of Object.keys(base)) if (!(key in variant)) steps.push({ op: 'remove', path: at(key) });
  for (const [key, value] of Object.entries(variant)) {
    if (key in base) steps.push(...jsonDifference(base[key], value, at(key)));
    else steps.push({ op: 'add', path: at(key), value });
  }
  return steps;
}

function listDifference(base: readonly unknown[], variant: readonly unknown[], path: string): JsonPatchStep[] {
  if (!canBeAligned(base, variant)) return [{ op: 'replace', path, value: variant }];
  const steps: JsonPatchStep[] = [];
  const current = [...base];
  const kept = new Set(variant.map(identity));
  for (let index = current.length - 1; index >= 0; index--) {
    if (kept.has(identity(current[index]))) continue;
    steps.push({ op: 'remove', path: `${path}/${index}` });
    current.splice(index, 1);
  }
  variant.forEach((item, index) => {
    if (index < current.length && identity(current[index]) === identity(item)) {
      steps.push(...jsonDifference(current[index], item, `${path}/${index}`));
    } else {
      steps.push({ op: 'add', path: `${path}/${index}`, value: item });
      current.splice(index, 0, item);
    }
  });
  return steps;
}

/** Whether items can be told apart, and those in both lists stand in the same order. */
function canBeAligned(base: readonly unknown[], variant: readonly unknown[]): boolean {
  const before = base.map(identity);
  const after = variant.map(identity);
  if (new Set(before).size < before.length || new Set(after).size < after.length) return false;
  return before.filter((item) => after.includes(item)).join('\n') === after.filter((item) => before.includes(item)).join('\n');
}

function identity(item: unknown): string {
  if (!isObject(item)) return JSON.stringify(item);
  // Two mounts may be of one volume.
  return JSON.stringify(item.mountPath ?? item.name ?? item);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
