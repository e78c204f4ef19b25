/** Typed access to parsed YAML, whose shape is what the validators are there to judge: nothing here throws on a wrong shape. */

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The mapping itself, or an empty one: a wrong shape is the schema's finding, rules only look at what is there. */
export const fields = (value: unknown): Fields => (isFields(value) ? value : {});

export const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const mappings = (value: unknown): readonly Fields[] => items(value).filter(isFields);

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const texts = (value: unknown): readonly string[] => items(value).filter((item) => typeof item === 'string');

export const integer = (value: unknown): number | undefined => (Number.isInteger(value) ? (value as number) : undefined);

export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((node, key) => fields(node)[key], value);
}

/** Values that occur more than once, each named once. */
export function repeated(values: Iterable<string | undefined>): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) {
    if (value === undefined) continue;
    (seen.has(value) ? twice : seen).add(value);
  }
  return [...twice];
}

/** A value as it appears in a message, short enough for one line. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 80 ? `${json.slice(0, 77)}...` : json;
}

/** Text or a number without quotes; anything else as it appears in a message. */
export const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : shown(value));
