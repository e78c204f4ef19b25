/** The elements of a path, as an Ingress compares them; a slash at the end makes none. */
export function elementsOf(path: string): readonly string[] {
  const elements = path.split('/').slice(1);
  return elements.at(-1) === '' ? elements.slice(0, -1) : elements;
}

/** Whether each element of the prefix is an element of the path, from the first on. */
export function isBelow(path: string, prefix: string): boolean {
  const elements = elementsOf(path);
  return elementsOf(prefix).every((element, at) => elements[at] === element);
}

const NORMALIZATIONS: readonly ((path: string) => string)[] = [decoded, withoutDoubledSlashes, withoutDots];

/** The path as it was sent, and what somebody may read who decodes it, joins slashes, resolves dots, or several of these. */
export function readingsOf(path: string): readonly string[] {
  let readings = [path];
  for (const normalize of NORMALIZATIONS) readings = [...readings, ...readings.map(normalize)];
  return [...new Set(readings)];
}

/** Each character is a byte; what is no encoding stays as it is. */
export function decoded(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}

function withoutDoubledSlashes(path: string): string {
  return path.replace(/\/{2,}/g, '/');
}

/** As RFC 3986, 5.2.4: nothing leads above the root. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  const elements = path.split('/').slice(1);
  for (const [at, element] of elements.entries()) {
    const isLast = at === elements.length - 1;
    if (element === '..') kept.pop();
    if (element !== '.' && element !== '..') kept.push(element);
    else if (isLast) kept.push('');
  }
  return `/${kept.join('/')}`;
}
