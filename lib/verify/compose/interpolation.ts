import type { Place, Problem } from '../problem';
import { at, fields, isFields, shown } from '../untyped';
import { shownPlace } from '../place-text';
import { fault, subjectAt } from './fault';

/** What stands between the literal parts of an interpolated string. */
export interface Reference {
  readonly name: string;
  /** `-`, `+` or `?`, each also with a colon before it; empty for a name alone. */
  readonly operator: string;
  readonly operand: string;
  /** As written. */
  readonly source: string;
}

export interface Template {
  readonly parts: readonly (string | Reference)[];
  readonly faults: readonly string[];
}

/** Up to the last brace of the line: what is behind the one that closes is read again. */
const REFERENCE = /\$(?:(\$)|([_a-z][_a-z0-9]*)|\{(?:([_a-z][_a-z0-9]*(?::?[-+?][^\n]*)?)\}|))/i;
const INSIDE = /^([_a-z][_a-z0-9]*)(?:(:?[-+?])([^]*))?$/i;

/** Where the brace that opens first closes. The character behind one that opens is not looked at, as in Compose. */
function closingBrace(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
    if (text[at] === '{') {
      depth += 1;
      at += 1;
    }
  }
  return -1;
}

/**
 * Reads a string as Compose does: `$$` is a dollar, `$NAME` and `${NAME...}` are references, any other `$` is itself. What is
 * wrong inside of a reference is not looked at: it is read where it is needed.
 */
export function readTemplate(value: string): Template {
  const parts: (string | Reference)[] = [];
  const faults: string[] = [];
  let rest = value;
  for (let match = REFERENCE.exec(rest); match; match = REFERENCE.exec(rest)) {
    if (match.index > 0) parts.push(rest.slice(0, match.index));
    rest = rest.slice(match.index);
    const [whole, dollar, named] = match;
    const end = closingBrace(whole);
    const source = end < 0 ? whole : whole.slice(0, end + 1);
    rest = rest.slice(source.length);
    const inside = INSIDE.exec(named ?? source.slice(2, -1));
    if (dollar !== undefined) parts.push('$');
    else if (inside === null || (named === undefined && match[3] === undefined)) {
      const close = closingBrace(`${source}${rest}`);
      faults.push(close < 0 ? `${source}${rest}` : `${source}${rest}`.slice(0, close + 1));
    } else {
      const [, name = '', operator = '', operand = ''] = inside;
      parts.push({ name, operator, operand, source });
    }
  }
  if (rest !== '') parts.push(rest);
  return { parts, faults };
}

/** The text a value becomes when no variable is set, or undefined when that is an error or an unset variable. */
export function withDefaults(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  if (!value.includes('$')) return value;
  const texts = readTemplate(value).parts.map((part) => {
    if (typeof part === 'string') return part;
    if (part.operator.endsWith('-')) return withDefaults(part.operand);
    return part.operator.endsWith('+') ? '' : undefined;
  });
  return texts.includes(undefined) ? undefined : texts.join('');
}

/** Every string value at any depth with its place. Keys are not interpolated. */
function* strings(value: unknown, place: Place): Iterable<readonly [Place, string]> {
  if (typeof value === 'string') yield [place, value];
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* strings(item, [...place, index]);
  } else if (isFields(value)) {
    for (const [key, item] of Object.entries(value)) yield* strings(item, [...place, key]);
  }
}

/** Also in what a reference falls back to. */
function faultsIn(value: string): readonly string[] {
  const { parts, faults } = readTemplate(value);
  return [...faults, ...parts.flatMap((part) => (typeof part === 'string' ? [] : faultsIn(part.operand)))];
}

export function* interpolationFaults(document: unknown): Iterable<Problem> {
  for (const [whole, value] of strings(document, [])) {
    if (!value.includes('$')) continue;
    for (const wrong of faultsIn(value)) {
      const { subject, place } = subjectAt(whole);
      yield fault('project/interpolation', subject, place, `${shownPlace(place)}: ${shown(wrong)} is not a valid interpolation`.replace(/^: /, ''));
    }
  }
}

function referencedIn(value: string): readonly string[] {
  return readTemplate(value).parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name, ...referencedIn(part.operand)]));
}

/** Variables of a container that have no value of their own, but that of the operator's variable of the same name. */
function handedOn(document: unknown): string[] {
  return Object.values(fields(at(document, 'services')))
    .flatMap((service) => Object.entries(fields(at(service, 'environment'))))
    .flatMap(([name, value]) => (value === null ? [name] : []));
}

/** The names of all variables a document takes from the operator, sorted: an unescaped `$host` shows up here. */
export function operatorsVariables(document: unknown): string[] {
  return [...new Set([...[...strings(document, [])].flatMap(([, value]) => referencedIn(value)), ...handedOn(document)])].sort();
}
