/** Unchanged lines that are shown around a change. */
const CONTEXT = 3;

/** Beyond this many pairs of lines the exact comparison takes too long to be worth it. */
const MOST_PAIRS = 4_000_000;

/** A line of one or both texts, with the sign that a diff puts before it. */
type Line = readonly [sign: ' ' | '-' | '+', text: string];

/** What has to change to get from one text to another: `-` and `+` lines with a little of what is around them. */
export function lineDiff(from: readonly string[], to: readonly string[]): string[] {
  const lines = compare(from, to);
  const shown = new Set<number>();
  lines.forEach(([sign], at) => {
    if (sign !== ' ') for (let near = at - CONTEXT; near <= at + CONTEXT; near++) shown.add(near);
  });
  const out: string[] = [];
  lines.forEach(([sign, text], at) => {
    if (shown.has(at)) out.push(text === '' ? sign : `${sign} ${text}`);
    else if (shown.has(at - 1) || at === 0) out.push('  ...');
  });
  return out;
}

/** A text without a line break at its end differs from one with it, and a carriage return is no part of a line. */
export function linesOf(text: string): string[] {
  const lines = text.replaceAll('\r', '\\r').split('\n');
  const last = lines.pop()!;
  return last === '' ? lines : [...lines, `${last} (no line break at the end)`];
}

function compare(from: readonly string[], to: readonly string[]): Line[] {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let end = 0;
  while (end < from.length - start && end < to.length - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  return [
    ...from.slice(0, start).map((text): Line => [' ', text]),
    ...compareMiddle(from.slice(start, from.length - end), to.slice(start, to.length - end)),
    ...from.slice(from.length - end).map((text): Line => [' ', text]),
  ];
}

/** The longest common subsequence; of two texts with little in common, one after the other. */
function compareMiddle(from: readonly string[], to: readonly string[]): Line[] {
  const lines: Line[] = [];
  let at = 0;
  let other = 0;
  if (from.length * to.length <= MOST_PAIRS) {
    const common = commonLengths(from, to);
    while (at < from.length && other < to.length) {
      if (from[at] === to[other]) {
        lines.push([' ', from[at++]]);
        other++;
      } else if (common[at + 1][other] >= common[at][other + 1]) lines.push(['-', from[at++]]);
      else lines.push(['+', to[other++]]);
    }
  }
  for (const text of from.slice(at)) lines.push(['-', text]);
  for (const text of to.slice(other)) lines.push(['+', text]);
  return lines;
}

/** How many lines the rests of both texts have in common, by where the rests begin. */
function commonLengths(from: readonly string[], to: readonly string[]): Uint32Array[] {
  const lengths = Array.from({ length: from.length + 1 }, () => new Uint32Array(to.length + 1));
  for (let at = from.length - 1; at >= 0; at--) {
    for (let other = to.length - 1; other >= 0; other--) {
      lengths[at][other] = from[at] === to[other] ? lengths[at + 1][other + 1] + 1 : Math.max(lengths[at + 1][other], lengths[at][other + 1]);
    }
  }
  return lengths;
}
