import { isDeepStrictEqual } from 'node:util';
import type { FieldEntry, FieldFacts, KindFacts, SpannedFacts } from '../../lib/verify/kubernetes/api/table';

interface Version {
  readonly minor: number;
  readonly types: ReadonlyMap<string, ReadonlyMap<string, FieldFacts>>;
  readonly kinds: readonly KindFacts[];
}

/** Facts of one thing in each version that has it, as spans of versions in which they are the same. */
function spans<Facts extends object>(versions: readonly { readonly minor: number }[], factsIn: (index: number) => Facts | undefined): (Facts & { since?: number; until?: number })[] {
  const result: { facts: Facts; since: number; until: number }[] = [];
  versions.forEach(({ minor }, index) => {
    const facts = factsIn(index);
    const last = result.at(-1);
    if (facts === undefined) return;
    if (last?.until === minor - 1 && isDeepStrictEqual(last.facts, facts)) last.until = minor;
    else result.push({ facts, since: minor, until: minor });
  });
  const [first, last] = [versions[0]!.minor, versions.at(-1)!.minor];
  return result.map(({ facts, since, until }) => ({ ...facts, ...(since !== first && { since }), ...(until !== last && { until }) }));
}

/** The shortest that says it: the type alone where nothing else is to be said. */
function entryOf(facts: readonly SpannedFacts[]): FieldEntry {
  const [only] = facts;
  if (facts.length !== 1 || only === undefined) return facts;
  return Object.keys(only).length === 1 ? only.type : only;
}

export function merged(versions: readonly Version[]): Record<string, Record<string, FieldEntry>> {
  const names = (maps: readonly (ReadonlyMap<string, unknown> | undefined)[]): readonly string[] => [...new Set(maps.flatMap((map) => [...(map?.keys() ?? [])]))].sort();
  return Object.fromEntries(names(versions.map(({ types }) => types)).map((id) => {
    const types = versions.map((version) => version.types.get(id));
    return [id, Object.fromEntries(names(types).map((field) => [field, entryOf(spans(versions, (index) => types[index]?.get(field)))]))];
  }));
}

export function mergedKinds(versions: readonly Version[]): KindFacts[] {
  const keys = [...new Set(versions.flatMap(({ kinds }) => kinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)))].sort();
  return keys.flatMap((key) => spans(versions, (index) => versions[index]!.kinds.find(({ apiVersion, kind }) => `${apiVersion} ${kind}` === key)));
}
