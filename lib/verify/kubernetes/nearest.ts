/** The word that was probably meant: the same but for case, or at most two letters from it; none where two are as near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const same = words.filter((other) => other.toLowerCase() === word.toLowerCase());
  if (same.length === 1) return same[0];
  const limit = word.length < 4 ? 1 : 2;
  const near = words.map((other) => ({ other, distance: distance(word, other, limit) })).sort((a, b) => a.distance - b.distance);
  const [first, second] = near;
  return first !== undefined && first.distance <= limit && first.distance !== second?.distance ? first.other : undefined;
}

/** Letters to change, add or leave out; above the limit it does not matter how many. */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return Infinity;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? Infinity;
}
