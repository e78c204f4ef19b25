/** A name without what an engine or a cluster does not take in it. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}

/** Whether a name of the output is that of the file, in the only spelling that both targets take. */
export function isRenamed(original: string, ours: string, kind: string): boolean {
  const wanted = plain(original);
  return [wanted, `${kind}-${wanted}`].some((name) => ours === name || (name.length > 52 && ours.length >= 40 && name.startsWith(ours)));
}

/** The name that each of the file has among those of the output. */
export function pairNames(originals: Iterable<string>, ours: readonly string[], kind: string): ReadonlyMap<string, string> {
  const free = new Set(ours);
  const pairs = new Map<string, string>();
  const all = [...originals];
  for (const match of [(a: string, b: string) => a === b, (a: string, b: string) => isRenamed(a, b, kind)]) {
    for (const original of all) {
      if (pairs.has(original)) continue;
      const found = [...free].find((name) => match(original, name));
      if (found === undefined) continue;
      pairs.set(original, found);
      free.delete(found);
    }
  }
  return pairs;
}
