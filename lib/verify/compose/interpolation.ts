import type { Place, Problem } from '../problem';
import { at, fields, isFields, shown } from '../untyped';
import { fault, shownPlace, subjectAt } from './fault';

/** What stands between the literal parts of an interpolated string. */
interface Reference {
  readonly name: string;
  readonly operator: string;
  readonly operand: string;
}

interface Template {
  readonly parts: readonly (string | Reference)[];
  readonly faults: readonly string[];
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
/** No line break on the right: the dot of the original expression does not match one. */
const BRACED = /^([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])(.*))?$/;

/** Where the brace that opens at `start` closes; braces inside nest, whether they belong to a reference or not. */
function closingBrace(value: string, start: number): number {
  let depth = 0;
  for (let index = start; index < value.length; index += 1) {
    if (value[index] === '{') depth += 1;
    if (value[index] === '}') depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

/** Reads a string as Compose does: `$$` is a dollar, `$NAME` and `${NAME...}` are references, any other `$` is itself. */
function templateOf(value: string): Template {
  const parts: (string | Reference)[] = [];
  const faults: string[] = [];
  let index = 0;
  while (index < value.length) {
    const dollar = value.indexOf('$', index);
    if (dollar < 0) break;
    parts.push(value.slice(index, dollar));
    const rest = value.slice(dollar + 1);
    const name = NAME.exec(rest)?.[0];
    if (rest.startsWith('{')) {
      const end = closingBrace(value, dollar + 1);
      const inside = BRACED.exec(end < 0 ? '' : value.slice(dollar + 2, end));
      if (inside === null) {
        faults.push(value.slice(dollar, end < 0 ? undefined : end + 1));
        index = dollar + 2;
        continue;
      }
      const [, braced = '', operator = '', operand = ''] = inside;
      parts.push({ name: braced, operator, operand });
      faults.push(...templateOf(operand).faults);
      index = end + 1;
    } else if (name !== undefined) {
      parts.push({ name, operator: '', operand: '' });
      index = dollar + 1 + name.length;
    } else {
      parts.push('$');
      index = dollar + (rest.startsWith('$') ? 2 : 1);
    }
  }
  parts.push(value.slice(index));
  return { parts, faults };
}

/** The text a value becomes when no variable is set, or undefined when that is an error or an unset variable. */
export function withDefaults(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const texts = templateOf(value).parts.map((part) => {
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

export function* interpolationFaults(document: unknown): Iterable<Problem> {
  for (const [whole, value] of strings(document, [])) {
    for (const wrong of templateOf(value).faults) {
      const { subject, place } = subjectAt(whole);
      yield fault('project/interpolation', subject, place, `${shownPlace(place)}: ${shown(wrong)} is not a valid interpolation`.replace(/^: /, ''));
    }
  }
}

function referencedIn(value: string): readonly string[] {
  return templateOf(value).parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name, ...referencedIn(part.operand)]));
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
