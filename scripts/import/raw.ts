/** A mapping of a Compose file, as it was read. */
export type Raw = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** A list, or the one thing that stands in place of a list. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A mapping that may be written as a list of `NAME=value`; null for a name without a value. */
export function pairsOf(value: unknown): ReadonlyMap<string, string | null> | undefined {
  const pairs = new Map<string, string | null>();
  if (value === undefined || value === null) return pairs;
  if (isMapping(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (item !== null && !isScalar(item)) return undefined;
      pairs.set(name, item === null ? null : String(item));
    }
    return pairs;
  }
  if (!Array.isArray(value)) return undefined;
  for (const item of value) {
    if (!isScalar(item)) return undefined;
    const text = String(item);
    const at = text.indexOf('=');
    pairs.set(at < 0 ? text : text.slice(0, at), at < 0 ? null : text.slice(at + 1));
  }
  return pairs;
}
