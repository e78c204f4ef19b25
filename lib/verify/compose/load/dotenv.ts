import { substitute } from './substitute';
import type { Variables } from './context';

/** Why a file of variables cannot be read. */
export interface DotenvFault {
  readonly line: number;
  readonly detail: string;
}

export interface Dotenv {
  readonly variables: ReadonlyMap<string, string>;
  readonly fault?: DotenvFault;
}

const BLANK = /[\t\v\f\r \u0085\u00a0]/;
const KEY = /[\p{L}\p{N}_.\-[\]]/u;
const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', c: '\\c', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '"': '"', '\\': '\\' };

/**
 * A file of variables, as Compose reads it: `NAME=value`, `NAME: value` or `export NAME=value`, texts in quotes over several
 * lines, comments, and references to variables that are known or stand before. A name alone takes the value of the environment.
 *
 * @param known variables that references and names alone are looked up in, before those of the file
 */
export function readDotenv(source: string, known: Variables, before: Variables = new Map()): Dotenv {
  const variables = new Map(before);
  const text = source.replace(/^\uFEFF/, '');
  const lookUp = (name: string): string | undefined => known.get(name) ?? variables.get(name);
  let at = 0;
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const failed = (offset: number, detail: string): Dotenv => ({ variables, fault: { line: lineOf(offset), detail } });
  for (;;) {
    at = skipToStatement(text, at);
    if (at >= text.length) return { variables };
    const start = at;
    const exported = /^export[\t\v\f\r \u0085\u00a0]+/.exec(text.slice(at));
    if (exported) at += exported[0].length;
    let end = at;
    while (end < text.length && !'=:\n'.includes(text[end])) {
      const character = String.fromCodePoint(text.codePointAt(end)!);
      if (!BLANK.test(character) && !KEY.test(character)) return failed(start, `${JSON.stringify(character)} cannot be in the name of a variable`);
      end += character.length;
    }
    if (end >= text.length) {
      // Without a line break behind it, a name alone is nothing, and the end is reached.
      return failed(start, 'a name without a value has to end with a line break');
    }
    const name = text.slice(at, end).trimEnd();
    if (name.includes(' ')) return failed(start, `the name ${JSON.stringify(name)} has a blank in it`);
    const isAlone = text[end] === '\n';
    at = end + 1;
    while (at < text.length && BLANK.test(text[at])) at++;
    if (isAlone) {
      const value = known.get(name);
      if (value !== undefined) variables.set(name, value);
      continue;
    }
    const quote = text[at];
    if (quote !== '"' && quote !== "'") {
      const lineEnd = text.indexOf('\n', at);
      const line = text.slice(at, lineEnd === -1 ? undefined : lineEnd);
      const value = substitute(line.split(' #')[0].trimEnd(), lookUp);
      if (value.fault !== undefined) return failed(at, value.fault);
      variables.set(name, value.text);
      at = lineEnd === -1 ? text.length : lineEnd + 1;
      continue;
    }
    const quoted = inQuotes(text, at);
    if (!quoted) return failed(at, 'a text in quotes has no end');
    const value = quote === '"' ? substitute(withEscapes(quoted.text), lookUp) : { text: quoted.text };
    if ('fault' in value && value.fault !== undefined) return failed(at, value.fault);
    variables.set(name, value.text);
    at = quoted.end;
  }
}

function skipToStatement(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && /[\s\u0085]/.test(text[at])) at++;
    if (text[at] !== '#') return at;
    const end = text.indexOf('\n', at);
    if (end === -1) return text.length;
    at = end;
  }
}

/** A backslash keeps the quote from being the end; before anything else it stays. */
function inQuotes(text: string, from: number): { readonly text: string; readonly end: number } | undefined {
  const quote = text[from];
  let found = '';
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === quote) return { text: found, end: at + 1 };
    if (text[at] === '\\' && at + 1 < text.length) {
      at++;
      found += text[at] === quote ? quote : `\\${text[at]}`;
    } else found += text[at];
  }
  return undefined;
}

function withEscapes(text: string): string {
  return text.replace(/\\(?:([abcfnrtv$"\\])|0(\d{0,3}))/g, (whole, letter: string | undefined, octal: string | undefined) => {
    if (letter === '$') return '$$';
    if (letter !== undefined) return ESCAPES[letter];
    return /^[0-7]{3}$/.test(octal!) && Number.parseInt(octal!, 8) < 256 ? String.fromCharCode(Number.parseInt(octal!, 8)) : whole;
  });
}
