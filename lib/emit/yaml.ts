/**
 * Writes plain JSON-like data as YAML that every reader understands alike: the Go parsers behind kubectl and Compose, YAML 1.1
 * parsers such as PyYAML, and YAML 1.2 parsers. The same data gives the same bytes. No anchors, no tags, no folded lines.
 */

/** A sequence of short scalars stays on one line up to this column. */
const FLOW_WIDTH = 100;

/** Parsers refuse an implicit key of more than 1024 characters; longer ones are written as `? key`. */
const LONGEST_IMPLICIT_KEY = 1000;

/** Deeper data is a cycle, or nothing a parser with a recursion limit could read back. */
const DEEPEST_LEVEL = 200;

/** Steps of a path that an error message shows. */
const LONGEST_PATH = 20;

/** Keys of a level remembered before the memo starts over: documents repeat the same few, where values mostly differ. */
const REMEMBERED_KEYS = 512;

/** Plain in a flow sequence and as a key: starts like a word or a path, has no character that means anything in YAML. */
const PLAIN_EVERYWHERE = /^(?:[A-Za-z]|_+[A-Za-z]|\.{0,2}\/)[A-Za-z0-9_./@+=-]*$/;

/** Plain as a block value: the same, and colons inside (`postgres:16`, `http://backend:8000`). */
const PLAIN_IN_BLOCK = /^(?:[A-Za-z]|_+[A-Za-z]|\.{0,2}\/)[A-Za-z0-9_./@+=-]*(?::[A-Za-z0-9_./][A-Za-z0-9_./@+=-]*)*$/;

/** What may start with a digit without being anybody's number: durations and quantities (`30s`, `1m30s`, `500m`, `2Gi`). */
const UNIT = /^(?:[0-9]+(?:\.[0-9]+)?(?:ms|us|ns|s|m|h|[KMGT]i|[kMGT]|[kmg]b|g))+$/;

/** Booleans, nulls and floats that look like words in some YAML version; `e3` is a float to YAML 1.1 as the npm package reads it. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|infinity|e[-+]?[0-9_]*)$/i;

/**
 * What a literal block cannot carry, or only to some parsers, or only until an editor or a commit hook trims the file: characters
 * that YAML does not call printable, a carriage return, blanks before a line end, a tab where the indentation is measured.
 */
const LITERAL_HAZARD =
  /[^\n\t\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]|[ \t](?:\n|$)|^\n*\t/u;

/** Raw in JSON, but a line break (NEL, LS, PS), unprintable, a byte order mark or a hidden change of text direction in YAML. */
const ESCAPE = /[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** Needs no escapes between double quotes. */
const QUOTED_AS_IS = /^[ !#-[\]-~]*$/;

/** The start of each line that has text: empty lines are not indented. */
const LINE_START = /(?:^|\n)(?=[^\n])/g;

/** Would end a comment, or may not stand in a YAML file. */
const COMMENT_ESCAPE = /(?!\t)[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

const LONE_SURROGATE = /\p{Cs}/u;
const LINE_BREAK = /\r\n|[\n\r\x85\u2028\u2029]/;

/** Why a value cannot be written. Where it stands is looked for once that is to be told, see `stepsTo`. */
class Unwritable extends Error {}

const WHY_UNDEFINED = 'it is undefined';

/**
 * Writes one YAML document, ending in a line break. Keys keep their insertion order, and a key whose value is `undefined` is left out.
 *
 * @throws TypeError naming the path, for anything that is not plain JSON-like data: `undefined` in a sequence, dates, functions,
 * symbols, bigints, `NaN` and infinities, instances of classes, cycles, and strings with half a surrogate pair, which have no UTF-8.
 */
export function stringifyYaml(value: unknown): string {
  try {
    return new Writer().document(value, '');
  } catch (error) {
    throw refusal(error, '$', stepsTo(value, 0));
  }
}

/** What stands between two documents of one file. */
export const YAML_SEPARATOR = '---\n';

/**
 * Writes one of several YAML documents of a file.
 *
 * @throws TypeError as {@link stringifyYaml} does, with the index of the document in the path.
 */
export function stringifyDocument(value: unknown, index: number): string {
  return stringifyAfter('', value, index);
}

/** The same behind a text of the file, as one text: what is put together from two is copied when it is written. */
export function stringifyAfter(before: string, value: unknown, index: number): string {
  try {
    return new Writer().document(value, before);
  } catch (error) {
    throw refusal(error, `$[${index}]`, stepsTo(value, 0));
  }
}

/**
 * Writes an entry of the mapping that stands in a document under the given keys, to be put after its neighbours.
 *
 * @throws TypeError as {@link stringifyYaml} does.
 */
export function stringifyEntry(key: string, value: unknown, under: readonly string[]): string {
  try {
    return new Writer().entry(key, value, under.length);
  } catch (error) {
    throw refusal(error, '$', [...under, key, ...stepsTo(value, under.length + 1)]);
  }
}

/** Comment lines for the top of a file. */
export function yamlComment(lines: readonly string[]): string {
  return lines.flatMap((line) => line.split(LINE_BREAK)).map(commentLine).join('');
}

/** Writes several YAML documents into one text, after a comment of the header's lines. */
export function stringifyDocuments(documents: readonly unknown[], header: readonly string[] = []): string {
  return yamlComment(header) + documents.map(stringifyDocument).join(YAML_SEPARATOR);
}

function commentLine(line: string): string {
  return `# ${line.replace(COMMENT_ESCAPE, unicodeEscape)}`.trimEnd() + '\n';
}

/** What the user of the writer is told. */
function refusal(error: unknown, root: string, steps: readonly (string | number)[]): unknown {
  if (!(error instanceof Unwritable)) return error;
  return new TypeError(`cannot write ${root}${describePath(steps)} as YAML: ${error.message}`);
}

/** The steps from a value to what cannot be written in it: into the first part that cannot, and so on. */
function stepsTo(value: unknown, level: number): (string | number)[] {
  const steps: (string | number)[] = [];
  for (let at = firstUnwritable(value, level); at !== undefined; at = firstUnwritable(at.value, level + steps.length)) steps.push(at.step);
  return steps;
}

function firstUnwritable(value: unknown, level: number): { readonly step: string | number; readonly value: unknown } | undefined {
  if (typeof value !== 'object' || value === null || level > DEEPEST_LEVEL) return undefined;
  const parts = Array.isArray(value) ? [...(value as readonly unknown[])].map((part, index) => ({ step: index, value: part })) : Object.entries(value).filter(([, part]) => part !== undefined).map(([key, part]: [string, unknown]) => ({ step: key, value: part }));
  return parts.find((part) => !isWritable(part.step, part.value, level));
}

function isWritable(step: string | number, value: unknown, level: number): boolean {
  try {
    if (typeof step === 'number') new Writer().item(value, level);
    else new Writer().entry(step, value, level);
    return true;
  } catch {
    return false;
  }
}

type PlainMap = Record<string, unknown>;

/** Writes one text, in pieces: each line begins with the break that ends the one before. */
class Writer {
  private readonly out: string[] = [];

  public document(value: unknown, before: string): string {
    if (before !== '') this.out.push(before);
    if (typeof value === 'object' && value !== null) this.collection(value, 0, true, FLOW_WIDTH);
    else this.out.push(scalar(value));
    return this.text();
  }

  public entry(key: string, value: unknown, level: number): string {
    if (value === undefined) throw new Unwritable(WHY_UNDEFINED);
    this.out.push(indentation(level));
    // A map of this one key would be of a shape that no other has, and few keys of sections come twice.
    const { inline, room } = writtenKey(key, level);
    this.out.push(inline);
    if (typeof value === 'object' && value !== null) this.collection(value, level + 1, false, room);
    else this.out.push(' ', typeof value === 'string' ? blockText(value, level + 1) : scalar(value));
    return this.text();
  }

  /** What a sequence has at one place. */
  public item(value: unknown, level: number): string {
    this.sequence([value], level, true);
    return this.text();
  }

  private text(): string {
    this.out.push('\n');
    return this.out.join('');
  }

  /**
   * Goes on in the line, after a `-` or at the start, or after a key: on lines of its own then, unless it fits on that of the key.
   * One function for all, as most of the time of a synthesis is spent here: several that call each other are each compiled with the
   * others inside.
   *
   * @param room what is left of the line for a sequence of scalars
   */
  private collection(value: object, level: number, isInline: boolean, room: number): void {
    const { out } = this;
    if (Array.isArray(value)) {
      const flow = this.flow(value, room);
      if (flow === undefined) this.sequence(value, level, isInline);
      else out.push(isInline ? flow : ` ${flow}`);
      return;
    }
    const map = plainMap(value);
    const known = keysAt(level);
    let isFirst = true;
    // Of a plain map nothing is inherited, and no list of its keys has to be made for this.
    for (const key in map) {
      const part = map[key];
      if (part === undefined) continue;
      const text = known.get(key) ?? keyText(key, level);
      const goesOn = isFirst && isInline;
      isFirst = false;
      if (typeof part === 'object' && part !== null) {
        out.push(goesOn ? text.inline : text.ownLine);
        this.collection(part, level + 1, false, text.room);
      } else {
        out.push(goesOn ? text.inlineSpaced : text.spaced, typeof part === 'string' ? blockText(part, level + 1) : scalar(part));
      }
    }
    if (isFirst) out.push(isInline ? '{}' : ' {}');
  }

  private sequence(items: readonly unknown[], level: number, isInline: boolean): void {
    const next = `\n${indentation(level)}- `;
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      this.out.push(isInline && index === 0 ? '- ' : next);
      if (typeof item === 'object' && item !== null) this.collection(item, level + 1, true, FLOW_WIDTH - next.length + 1);
      else this.out.push(typeof item === 'string' ? blockText(item, level + 1) : scalar(item));
    }
  }

  /** A sequence on one line, if it holds only short scalars and there is room; what cannot be written at all is left to the items. */
  private flow(items: readonly unknown[], room: number): string | undefined {
    let atLeast = 2 * items.length;
    let quoteAll = false;
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      if (typeof item === 'string') {
        atLeast += item.length;
        if (atLeast > room || isLiteral(item)) return undefined;
        if (!isPlain(item, PLAIN_EVERYWHERE)) {
          if (LONE_SURROGATE.test(item)) return undefined;
          // One list, one style: a string that needs quotes has them beside its neighbours'.
          quoteAll = true;
        }
      } else if (typeof item !== 'boolean' && item !== null && !Number.isFinite(item)) {
        return undefined;
      }
    }
    if (atLeast > room && items.length > 0) return undefined;
    const line = flowLine(items, quoteAll);
    return line.length > room && items.length > 0 ? undefined : line;
  }
}

function flowLine(items: readonly unknown[], quoteAll: boolean): string {
  let line = '[';
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    line += `${index === 0 ? '' : ', '}${typeof item === 'string' && !quoteAll ? item : flowText(item)}`;
  }
  return `${line}]`;
}

function flowText(item: unknown): string {
  return typeof item === 'string' ? quote(item) : scalar(item);
}

function describePath(path: readonly (string | number)[]): string {
  const steps = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  if (steps.length > LONGEST_PATH) steps.splice(LONGEST_PATH, Infinity, '...');
  return steps.join('');
}

const indentations: string[] = [];

function indentation(level: number): string {
  if (level > DEEPEST_LEVEL) throw new Unwritable(`it is nested more than ${DEEPEST_LEVEL} levels deep, or contains itself`);
  return (indentations[level] ??= '  '.repeat(level));
}

function plainMap(value: object): PlainMap {
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object literal of another realm (a Jest sandbox, a vm) has a prototype of its own, which itself has none.
  if (prototype !== Object.prototype && prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    const name = (prototype as { constructor?: { name?: unknown } }).constructor?.name;
    throw new Unwritable(`it is an instance of ${typeof name === 'string' && name !== '' ? name : 'a class'}, not plain data`);
  }
  return value as PlainMap;
}

/** A string after its key or `-`: as it is, as a literal block at this level, or quoted. */
function blockText(text: string, level: number): string {
  if (isPlain(text, PLAIN_IN_BLOCK)) return text;
  return isLiteral(text) ? literal(text, level) : quote(text);
}

/** A literal block: the text as it is, with the sign that keeps its last line breaks; the break after it is not in it. */
function literal(text: string, level: number): string {
  const chomping = text.endsWith('\n\n') ? '+' : text.endsWith('\n') ? '' : '-';
  const body = text.replace(LINE_START, `$&${indentation(level)}`);
  // Where the first line cannot show the indentation, it is stated.
  const stated = text.startsWith(' ') || text.startsWith('\n') ? '2' : '';
  return `|${stated}${chomping}\n${chomping === '-' ? body : body.slice(0, -1)}`;
}

function scalar(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return isPlain(value, PLAIN_IN_BLOCK) ? value : quote(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return numberText(value);
    default:
      if (value === null) return 'null';
      throw new Unwritable(value === undefined ? WHY_UNDEFINED : `it is a ${typeof value}, not plain data`);
  }
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new Unwritable(`it is ${value}, which JSON has no number for`);
  const text = String(value);
  const exponent = text.indexOf('e');
  // YAML 1.1 takes `1e+21` for a string: its floats have a point.
  return exponent === -1 || text.includes('.') ? text : `${text.slice(0, exponent)}.0${text.slice(exponent)}`;
}

/** A key as it begins an entry of a map at one level. */
interface KeyText {
  /** In a line that has begun, and in one of its own. */
  readonly inline: string;
  readonly ownLine: string;
  /** The same before a scalar. */
  readonly inlineSpaced: string;
  readonly spaced: string;
  /** What is left of the line for a sequence. */
  readonly room: number;
}

/** By level. */
const knownKeys: Map<string, KeyText>[] = [];

/** The keys that are known at a level. */
function keysAt(level: number): Map<string, KeyText> {
  while (knownKeys.length <= level) knownKeys.push(new Map());
  return knownKeys[level];
}

function keyText(key: string, level: number): KeyText {
  const indent = indentation(level);
  const { inline, room } = writtenKey(key, level);
  // Joined texts are copied in one go, those that are put together with + piece by piece, each time.
  const text = (...pieces: string[]): string => pieces.join('');
  const made: KeyText = {
    inline,
    ownLine: text('\n', indent, inline),
    inlineSpaced: text(inline, ' '),
    spaced: text('\n', indent, inline, ' '),
    room,
  };
  const known = keysAt(level);
  if (known.size >= REMEMBERED_KEYS) known.clear();
  known.set(key, made);
  return made;
}

/** A key in a line that has begun, and what it leaves of that for a sequence. */
function writtenKey(key: string, level: number): Pick<KeyText, 'inline' | 'room'> {
  const indent = indentation(level);
  const written = isPlain(key, PLAIN_EVERYWHERE) ? key : quote(key);
  const room = FLOW_WIDTH - indent.length - 1;
  return written.length < LONGEST_IMPLICIT_KEY ? { inline: `${written}:`, room: room - written.length - 1 } : { inline: `? ${written}\n${indent}:`, room: room - 1 };
}

function isPlain(text: string, pattern: RegExp): boolean {
  return (pattern.test(text) && !WORD.test(text)) || UNIT.test(text);
}

function isLiteral(text: string): boolean {
  return text.includes('\n') && !LITERAL_HAZARD.test(text) && /[^\n]/.test(text);
}

/** Writes a double-quoted scalar on one line, with the escapes that JSON and YAML share. */
function quote(text: string): string {
  if (QUOTED_AS_IS.test(text)) return `"${text}"`;
  // Go refuses the escape of a lone surrogate and UTF-8 has no bytes for it: better an error here than a file kubectl cannot read.
  if (LONE_SURROGATE.test(text)) throw new Unwritable(`${JSON.stringify(text)} has half a surrogate pair, which is no character`);
  return JSON.stringify(text).replace(ESCAPE, unicodeEscape);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
