/** Writes the `.env.example` file that stands beside a Compose file: each variable with what it is for. */

/** One variable that the operator may or must set. */
export interface DotenvEntry {
  readonly name: string;
  /** What the variable is for: one or more lines of plain text, without `#`. */
  readonly comment: readonly string[];
  /** Whether Compose refuses to start without it. A required variable is left empty to be filled in. */
  readonly required: boolean;
  /** The default of an optional variable, shown commented out; a required one shows no value, not even if it is given here. */
  readonly value?: string;
  /** Whether the value of an optional one counts as soon as the file is used: then it is not commented out. */
  readonly isSet?: boolean;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Means itself without quotes, in Compose's dialect and in a shell. */
const BARE = /^[A-Za-z0-9_./:@%+,=-]*$/;

/** Means itself between single quotes: no quote, no line break, no backslash where it would take the closing quote with it. */
const SINGLE_QUOTED = /^(?:[^'\\\r\n]|\\(?!\\*$))*$/;

const LINE_BREAK = /\r\n|[\n\r]/;

/**
 * Writes a `.env` file: the header as a comment, then each entry in the order given, apart by empty lines: its comment, and
 * `NAME=` for a required variable or `# NAME=default` for an optional one, without the `#` for one that is set.
 *
 * Values are quoted, where they must be, so that Compose reads them exactly as given once the line is uncommented.
 *
 * @throws TypeError for a name that is no variable name, and for a value that no environment variable can have (a NUL character,
 * half a surrogate pair).
 */
export function stringifyDotenv(header: readonly string[], entries: readonly DotenvEntry[]): string {
  const blocks = entries.map((entry) => commentBlock(entry.comment) + assignment(entry));
  if (header.length > 0) blocks.unshift(commentBlock(header));
  return blocks.join('\n');
}

function commentBlock(lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split(LINE_BREAK))
    .map((line) => `# ${line}`.trimEnd() + '\n')
    .join('');
}

function assignment(entry: DotenvEntry): string {
  if (!NAME.test(entry.name)) {
    const name = JSON.stringify(entry.name);
    throw new TypeError(`cannot write ${name} to a .env file: a name has only letters, digits and "_", and does not start with a digit`);
  }
  if (entry.required) return `${entry.name}=\n`;
  return `${entry.isSet ? '' : '# '}${entry.name}=${dotenvValue(entry.name, entry.value ?? '')}\n`;
}

/** A value as such a file has it behind the name, in quotes where it needs them. */
export function dotenvValue(name: string, value: string): string {
  if (value.includes('\0') || /\p{Cs}/u.test(value)) {
    throw new TypeError(`cannot write ${JSON.stringify(value)} to a .env file as ${name}: no environment variable can have this value`);
  }
  if (BARE.test(value)) return value;
  if (SINGLE_QUOTED.test(value)) return `'${value}'`;
  // Between double quotes Compose also replaces `$NAME`, and knows these escapes and no \u.
  const escaped = value.replace(/["\\$]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
  return `"${escaped}"`;
}
