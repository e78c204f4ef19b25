/** Elements of a path as a URL writes them, none of which has to be encoded or means something in nginx.conf. */
const PATH = /^(?:\/[\w.~!()*+,=:@&-]+)*\/?$/;
const DOTS = /\/\.{1,2}(?:\/|$)/;

export const PATH_RULE = 'one that begins with "/", of letters, digits and -._~!()*+,=:@&, without empty elements and those of dots alone';

export function isRoutePath(path: string): boolean {
  return path.startsWith('/') && PATH.test(path) && !DOTS.test(path);
}

/** The same path without the slash at its end, which means nothing to an Ingress; `/` is the empty one. */
export function elementsOf(path: string): string {
  return path.replace(/\/$/, '');
}

/** The location of what is at the path or below it: `/api` and `/api/x`, but not `/api-keys`. */
export function locationOf(path: string): string {
  const elements = elementsOf(path);
  return elements === '' ? 'location /' : `location ~ ^${asPattern(elements)}(/|$)`;
}

/** Name of the variable that has what is passed on of a path below the route with that number. */
export const belowVariable = (route: number): string => `$below_route_${route}`;

/**
 * What is left of a path, as it was sent, when the prefix is taken away at an element's end. nginx itself compares paths
 * after it has decoded them and joined slashes, so what is sent may begin in another way: then nothing is left.
 */
export function belowMap(path: string, route: number): string[] {
  const prefix = elementsOf(path).split('/').map(asPattern).join('/+');
  return [
    `  map $request_uri ${belowVariable(route)} {`,
    `    "~^${prefix}(/.*)$" $1;`,
    `    "~^${prefix}(\\?.*)?$" /$1;`,
    "    default '';",
    '  }',
  ];
}

/**
 * nginx chooses the route of a path in which `..` and `.` are resolved, but passes on what was sent: a backend that
 * resolves in another way would see a path that this route does not have. Browsers never send such elements.
 */
export const DOT_SEGMENTS_MAP: readonly string[] = [
  '  # Elements of dots alone, in all the ways in which servers understand them.',
  '  map $request_uri $has_dot_elements {',
  '    "~*^[^?]*(/|\\x5c|%2f|%5c)(\\.|%2e){1,2}([/\\x5c;?]|%2f|%5c|%3b|$)" 1;',
  '    default 0;',
  '  }',
];

/** A regular expression that matches the text itself. */
function asPattern(text: string): string {
  return text.replace(/[.*+?^()|[\]]/g, '\\$&');
}
