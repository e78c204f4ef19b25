/** Who reads a file in the end: kubectl and Compose do not take every plain word for the same. */
export type Reader = 'kubernetes' | 'compose';

const DECIMAL = /^[-+]?(?:0|[1-9][0-9]*)$/;
const OCTAL = /^([-+]?)0[oO]?([0-7]+)$/;
const HEXADECIMAL = /^([-+]?)0[xX]([0-9a-fA-F]+)$/;
const BINARY = /^([-+]?)0[bB]([01]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

const TRUE = ['true', 'True', 'TRUE'];
const FALSE = ['false', 'False', 'FALSE'];
/** kubectl reads YAML 1.1 here, Compose does not. */
const OLD_TRUE = ['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'];
const OLD_FALSE = ['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'];

const TRUE_FOR: Readonly<Record<Reader, ReadonlySet<string>>> = { kubernetes: new Set([...TRUE, ...OLD_TRUE]), compose: new Set(TRUE) };
const FALSE_FOR: Readonly<Record<Reader, ReadonlySet<string>>> = { kubernetes: new Set([...FALSE, ...OLD_FALSE]), compose: new Set(FALSE) };

/** The boolean that a plain word is for a reader. */
export function booleanOf(word: string, reader: Reader): boolean | undefined {
  if (TRUE_FOR[reader].has(word)) return true;
  return FALSE_FOR[reader].has(word) ? false : undefined;
}

/**
 * The whole number that a plain word is. Both readers take `0644` for an octal number, as YAML 1.1 does and 1.2 does not, and
 * both leave `22:22` a text, as YAML 1.2 does and 1.1 does not.
 */
export function integerOf(word: string): number | undefined {
  const digits = word.replaceAll('_', '');
  if (DECIMAL.test(digits)) return Number(digits);
  for (const [form, base] of [[OCTAL, 8], [HEXADECIMAL, 16], [BINARY, 2]] as const) {
    const [, sign, value] = form.exec(digits) ?? [];
    if (value !== undefined) return (sign === '-' ? -1 : 1) * Number.parseInt(value, base);
  }
  return undefined;
}

/** The number that a plain word is, whole or not; one that is too large for a number stays a text. */
export function floatOf(word: string): number | undefined {
  const digits = word.replaceAll('_', '');
  if (FLOAT.test(digits)) return Number.isFinite(Number(digits)) ? Number(digits) : undefined;
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
  return /^\.(?:nan|NaN|NAN)$/.test(word) ? NaN : undefined;
}
