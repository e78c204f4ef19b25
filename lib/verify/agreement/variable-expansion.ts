/** How the two engines read strings with variables in them, after compose-go's `template` and the kubelet's `expansion`. */

/** An unset variable of Compose, or a text that Compose refuses. */
export class InterpolationError extends Error {}

const REFERENCE = /\$(?:(?<escaped>\$)|(?<named>[_a-z][_a-z0-9]*)|\{(?:(?<braced>[_a-z][_a-z0-9]*(?::?[-+?][^\n]*)?)\}|))/i;
const OPERATION = /^(?<name>[_a-z][_a-z0-9]*)(?:(?<operator>:?[-+?])(?<operand>[^\n]*))?$/i;

/** What Compose makes of a string of its file, with the variables of its environment. */
export function interpolate(template: string, variables: ReadonlyMap<string, string>): string {
  let done = '';
  let rest = template;
  for (let match = REFERENCE.exec(rest); match; match = REFERENCE.exec(rest)) {
    done += rest.slice(0, match.index);
    let found = match[0];
    // A greedy match may reach beyond the brace that closes the reference.
    const end = closingBrace(found);
    if (end >= 0) found = found.slice(0, end + 1);
    rest = rest.slice(match.index + found.length);
    const { escaped, named, braced } = REFERENCE.exec(found)?.groups ?? {};
    if (escaped !== undefined) done += '$';
    else if (named !== undefined) done += variables.get(named) ?? '';
    else if (braced !== undefined) done += resolve(braced, variables);
    else throw new InterpolationError(`invalid interpolation format in ${JSON.stringify(template)}`);
  }
  return done + rest;
}

/** As compose-go counts: the character after a brace that opens is not looked at. */
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

function resolve(braced: string, variables: ReadonlyMap<string, string>): string {
  const { name = '', operator = '', operand = '' } = OPERATION.exec(braced)?.groups ?? {};
  const value = variables.get(name);
  const isSet = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  // Read even where it is not needed: Compose refuses what is wrong in it all the same.
  const alternative = interpolate(operand, variables);
  switch (operator.at(-1)) {
    case '-':
      return isSet ? value! : alternative;
    case '+':
      return isSet ? alternative : (value ?? '');
    case '?':
      if (!isSet) throw new InterpolationError(`required variable ${name} is missing a value: ${alternative}`);
      return value!;
    default:
      return value ?? '';
  }
}

/** What the kubelet makes of a string with `$(NAME)` in it; a name that it does not know stays as it is. */
export function expand(template: string, variables: ReadonlyMap<string, string>): string {
  return template.replace(/\$(?:(\$)|\(([^)]*)\))/g, (found, dollar: string | undefined, name: string | undefined) =>
    dollar ?? variables.get(name!) ?? found);
}

/** The names that the kubelet would look up in a string. */
export function referencesIn(template: string): string[] {
  return [...template.matchAll(/\$(?:(\$)|\(([^)]*)\))/g)].flatMap(([, , name]) => (name === undefined ? [] : [name]));
}
