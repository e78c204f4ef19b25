import { parseTemplate, type Template, type Variable } from '../../import/template';
import { worst, type Level } from './place';

/** Names of services that are others in the output. */
export type Names = ReadonlyMap<string, string>;

const NO_NAMES: Names = new Map();

/**
 * A text of the file and one of the output, each with its variables. Equal are `${A}` and `${A:-}`, and `${A:?why}` and
 * `${A:?other}`; in another form a variable that is renamed to `APP_A`, one that has a default where it had none, one for
 * which unset and empty are no longer two things, and hosts that are renamed.
 */
export function compareText(original: unknown, ours: unknown, names: Names = NO_NAMES): Level {
  if (ours === undefined || ours === null) return 'none';
  return compareTemplates(parseTemplate(String(original)), parseTemplate(String(ours)), names);
}

export function compareTemplates(original: Template, ours: Template, names: Names = NO_NAMES): Level {
  if (original.length !== ours.length) return 'none';
  return worst(original.map((part, at): Level => {
    const other = ours[at];
    if (typeof part === 'string') return typeof other === 'string' ? compareLiteral(part, other, names) : 'none';
    return typeof other === 'string' ? 'none' : compareVariable(part, other, names);
  }));
}

/** Variables whose whole value is a host. */
export const HOST_VARIABLE = /HOST|SERVER|ADDR|URL|URI|ENDPOINT|BROKER|PEER|NODE|(?:^|_)IP$/i;

/** A text that is the whole value of a variable: only the value of one that is called after a host is one. */
export function compareValue(variable: string, original: Template, ours: Template, names: Names): Level {
  const isWord = original.length === 1 && typeof original[0] === 'string' && names.has(original[0]);
  return compareTemplates(original, ours, isWord && !HOST_VARIABLE.test(variable) ? NO_NAMES : names);
}

/** Whether a variable without a default has one now: that of another place in the file. */
export function takesDefault(original: Template, ours: Template): boolean {
  return original.some((part, at) => {
    const other = ours[at];
    return typeof part !== 'string' && part.word.length === 0 && typeof other === 'object' && other.operator.endsWith('-') && other.word.length > 0;
  });
}

function compareVariable(original: Variable, ours: Variable, names: Names): Level {
  const isSame = original.name === ours.name;
  if (!isSame && ours.name !== `APP_${original.name}`) return 'none';
  return worst([isSame ? 'exact' : 'typed', compareFallback(original, ours, names)]);
}

function compareFallback(original: Variable, ours: Variable, names: Names): Level {
  const [first, second] = [original, ours].map(normal);
  if (first.kind !== second.kind) {
    // Whoever gave no default meant a value to be given.
    const isUnsaid = first.kind === 'default' && original.word.length === 0;
    return isUnsaid && second.kind === 'required' ? 'typed' : 'none';
  }
  if (first.kind === 'required') return first.colon === second.colon ? 'exact' : 'typed';
  const words = compareValue(original.name, original.word, ours.word, names);
  if (words === 'none') return first.kind === 'default' && original.word.length === 0 ? 'typed' : 'none';
  return worst([words, first.colon === second.colon ? 'exact' : 'typed']);
}

function normal({ operator, word }: Variable): { readonly kind: 'default' | 'required' | 'other'; readonly colon: boolean } {
  const kind = operator.endsWith('?') ? 'required' : operator.endsWith('+') ? 'other' : 'default';
  // Without a default, unset and empty are one.
  return { kind, colon: operator.startsWith(':') || operator === '' || (kind === 'default' && word.length === 0) };
}

/** Every host of another name has to be renamed; what only looks like one may be. */
function compareLiteral(original: string, ours: string, names: Names): Level {
  if (original === ours) return [...names].some(([name, other]) => name !== other && hasHost(original, name)) ? 'none' : 'exact';
  const pattern = expected(original, names);
  return pattern && new RegExp(`^${pattern}$`, 's').test(ours) ? 'typed' : 'none';
}

const HOST_BEFORE = /(?:^|\/\/|@)$/;
const HOST_BEHIND = /^(?:$|:\d|\/)/;

function isHost(text: string, at: number, name: string): boolean {
  return HOST_BEFORE.test(text.slice(0, at)) && HOST_BEHIND.test(text.slice(at + name.length));
}

function hasHost(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) if (isHost(text, at, name)) return true;
  return false;
}

function expected(text: string, names: Names): string | undefined {
  const renamed = [...names].filter(([name, other]) => name !== other).sort(([a], [b]) => b.length - a.length);
  if (renamed.length === 0) return undefined;
  let pattern = '';
  let at = 0;
  while (at < text.length) {
    const found = renamed.find(([name]) => text.startsWith(name, at) && !/[\w.-]$/.test(text.slice(0, at)) && !/^[\w-]/.test(text.slice(at + name.length)));
    if (!found) {
      pattern += escaped(text[at]);
      at++;
      continue;
    }
    const [name, other] = found;
    pattern += isHost(text, at, name) ? escaped(other) : `(?:${escaped(name)}|${escaped(other)})`;
    at += name.length;
  }
  return pattern;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
