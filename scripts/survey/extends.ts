import { isMapping, isScalar, pairsOf, type Raw } from '../import/raw';

/** Attributes that are not taken over. */
const OWN: ReadonlySet<string> = new Set(['links', 'volumes_from', 'depends_on', 'extends']);
/** Lists that the second takes the place of. */
const REPLACED: ReadonlySet<string> = new Set(['command', 'entrypoint', 'test']);

/**
 * Every service with what it extends, if that stands in the same file: then nothing is left of `extends`. What stands in
 * another file is not known here, and the attribute stays.
 */
export function withExtended(services: ReadonlyMap<string, Raw>): ReadonlyMap<string, Raw> {
  const resolve = (name: string, before: readonly string[]): Raw => {
    const raw = services.get(name) ?? {};
    const { extends: base, ...own } = raw;
    const other = isScalar(base) ? String(base) : isMapping(base) && base.file === undefined ? String(base.service) : undefined;
    if (other === undefined || !services.has(other) || before.includes(other)) return raw;
    const inherited = Object.fromEntries(Object.entries(resolve(other, [...before, name])).filter(([attribute]) => !OWN.has(attribute)));
    return merged(inherited, own);
  };
  return new Map([...services.keys()].map((name) => [name, resolve(name, [])]));
}

function merged(first: Raw, second: Raw): Raw {
  const result: Record<string, unknown> = { ...first };
  for (const [name, value] of Object.entries(second)) result[name] = name in first ? both(name, first[name], value) : value;
  return result;
}

function both(name: string, first: unknown, second: unknown): unknown {
  if (REPLACED.has(name)) return second;
  if (name === 'environment' || name === 'labels' || name === 'args') return Object.fromEntries([...(pairsOf(first) ?? []), ...(pairsOf(second) ?? [])]);
  if (isMapping(first) && isMapping(second)) return merged(first, second);
  if (Array.isArray(first) && Array.isArray(second)) return [...first, ...second];
  return second;
}
