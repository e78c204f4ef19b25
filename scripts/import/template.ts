/** A variable in a text of a Compose file: `${NAME:-word}`. */
export interface Variable {
  readonly name: string;
  /** Empty for `${NAME}`. */
  readonly operator: Operator;
  /** What stands behind the operator. */
  readonly word: Template;
}

/** What Compose does of a variable that is not set, or with a colon of one that is empty too. */
export type Operator = '' | ':-' | '-' | ':?' | '?' | ':+' | '+';

/** A text of a Compose file, in which variables are replaced: a string stands for itself. */
export type Template = readonly (string | Variable)[];

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
const OPERATOR = /^(?::-|-|:\?|\?|:\+|\+)/;

/** The text as Compose reads it; a `$` that begins no variable stands for itself, though Compose refuses most of those. */
export function parseTemplate(text: string): Template {
  const parts: (string | Variable)[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    if (rest.startsWith('$$')) {
      plain += '$';
      at += 2;
      continue;
    }
    const found = rest.startsWith('$') ? variableIn(rest) : undefined;
    if (found) {
      if (plain !== '') parts.push(plain);
      plain = '';
      parts.push(found.variable);
      at += found.length;
    } else {
      plain += text[at];
      at++;
    }
  }
  if (plain !== '') parts.push(plain);
  return parts;
}

function variableIn(text: string): { readonly variable: Variable; readonly length: number } | undefined {
  const isBraced = text[1] === '{';
  const name = NAME.exec(text.slice(isBraced ? 2 : 1))?.[0];
  if (name === undefined) return undefined;
  if (!isBraced) return { variable: { name, operator: '', word: [] }, length: 1 + name.length };
  const end = closingBrace(text);
  if (end === undefined) return undefined;
  const behind = text.slice(2 + name.length, end);
  const operator = (OPERATOR.exec(behind)?.[0] ?? '') as Operator;
  if (operator === '' && behind !== '') return undefined;
  return { variable: { name, operator, word: parseTemplate(behind.slice(operator.length)) }, length: end + 1 };
}

/** Compose counts the braces of variables only. */
function closingBrace(text: string): number | undefined {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith('${', at)) open++;
    else if (text[at] === '}' && --open === 0) return at;
  }
  return undefined;
}

/** The text if there are no variables in it. */
export function plainText(template: Template): string | undefined {
  return template.every((part) => typeof part === 'string') ? template.join('') : undefined;
}

/** The text if nobody sets a variable: what Compose would take. */
export function defaultText(template: Template): string {
  return template.map((part) => {
    if (typeof part === 'string') return part;
    return part.operator === ':-' || part.operator === '-' ? defaultText(part.word) : '';
  }).join('');
}

/** Every variable in it, those in the words of others too. */
export function variablesIn(template: Template): readonly Variable[] {
  return template.flatMap((part) => (typeof part === 'string' ? [] : [part, ...variablesIn(part.word)]));
}

/** Splits a text at a character, but not inside of a variable. */
export function splitOutside(text: string, separator: string): string[] {
  const pieces: string[] = [''];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith('${', at)) depth++;
    else if (text[at] === '}' && depth > 0) depth--;
    if (text[at] === separator && depth === 0) pieces.push('');
    else pieces[pieces.length - 1] += text[at];
  }
  return pieces;
}
