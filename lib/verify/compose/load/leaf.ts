/** A reference to a variable, and what has become of it. */
export interface Replaced {
  /** `${PORT:-80}`. */
  readonly source: string;
  readonly value: string;
}

/** What stands in a text, in order: texts as they are, and references. */
export type Parts = readonly (string | Replaced)[];

export type Scalar = string | number | boolean | null;

/** What a text consists of, between two of its characters. A reference that is cut is no reference any more, but text. */
export function partsBetween(parts: Parts, from: number, to: number): Parts {
  const found: (string | Replaced)[] = [];
  let at = 0;
  for (const part of parts) {
    const text = typeof part === 'string' ? part : part.value;
    const [start, end] = [Math.max(from, at), Math.min(to, at + text.length)];
    const isWhole = start === at && end === at + text.length;
    // What has become of nothing is still a reference where it stood: not at the border of a piece, which is another one's.
    if (typeof part !== 'string' && isWhole && (text !== '' || (from < at && at < to) || (from === 0 && at === 0) || parts.length === 1)) found.push(part);
    else if (end > start) found.push(text.slice(start - at, end - at));
    at += text.length;
  }
  return found;
}

/** The text as it would be written in a Compose file. */
export function writtenText(parts: Parts): string {
  return parts.map((part) => (typeof part === 'string' ? escaped(part) : part.source)).join('');
}

export function escaped(text: string): string {
  return text.replaceAll('$', '$$$$');
}

export function hasReference(parts: Parts): boolean {
  return parts.some((part) => typeof part !== 'string');
}

/** What Go makes of a value that is a text in the end. */
export function textOfScalar(value: Scalar): string {
  if (typeof value !== 'number' || Number.isInteger(value) || !Number.isFinite(value)) return String(value ?? '');
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -4 && exponent < 6) return String(value);
  const [digits, power] = value.toExponential().split('e');
  return `${digits}e${power[0]}${power.slice(1).padStart(2, '0')}`;
}
