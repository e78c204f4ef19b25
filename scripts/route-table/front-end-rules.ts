import { partsOf, type Expected, type Rules } from './expected';
import { decoded, elementsOf, isBelow } from './paths';

/** A route of a front end, as it is documented in `Route`. */
export interface FrontEndRoute {
  readonly path: string;
  /** `app` and `files` serve files; the first has `index.html` for what is not there. */
  readonly kind: 'app' | 'files' | 'proxy' | 'web-socket';
  /** Who gets what is passed on. */
  readonly backend?: string;
  readonly stripPrefix?: boolean;
  /** Longest silence of the answer, in seconds. */
  readonly timeout?: number;
}

/** What is documented of a front end: paths by whole elements, the longest wins. */
export interface FrontEnd {
  readonly routes: readonly FrontEndRoute[];
  /** Paths of the files below the root. */
  readonly files: readonly string[];
  /** Largest body in bytes. */
  readonly mostBytes: number;
}

const HEALTH_PATH = '/healthz';
const NO_FILE: Expected = { answer: 'refused', statuses: [404] };

/** It is the same nginx in both targets, whatever the host is called. */
export function frontEndRules({ routes, files, mostBytes }: FrontEnd): Rules {
  return (asked, path) => {
    if (asked.length > mostBytes) return { answer: 'refused', statuses: [413] };
    if (path === HEALTH_PATH) return { answer: 'own', body: 'ok\n' };
    const [route] = routes.filter((candidate) => isBelow(path, candidate.path)).sort((one, other) => elementsOf(other.path).length - elementsOf(one.path).length);
    if (!route) return NO_FILE;
    if (route.backend !== undefined) return { answer: 'backend', backend: route.backend, target: route.stripPrefix ? stripped(asked.target, route.path) : asked.target };
    const file = decoded(path).slice(1);
    if (files.includes(file)) return { answer: 'file', file, isKept: route.kind === 'files' };
    return route.kind === 'files' ? NO_FILE : { answer: 'file', file: [...elementsOf(route.path), 'index.html'].join('/'), isKept: false };
  };
}

/** What is left is passed on as it was sent. */
function stripped(target: string, prefix: string): string {
  const { path, query } = partsOf(target);
  const left = path.split('/').slice(1 + elementsOf(prefix).length).join('/');
  return `/${left}${query}`;
}
