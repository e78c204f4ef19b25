import { readingsOf } from './paths';

/** What may become of a request. */
export type Expected = AtBackend | AsFile | ByItself | Refused;

/** A backend gets it, with this request target. */
export interface AtBackend {
  readonly answer: 'backend';
  readonly backend: string;
  readonly target: string;
}

/** A file of the front end, by its path below the root. */
export interface AsFile {
  readonly answer: 'file';
  readonly file: string;
  /** Whether browsers may keep it. */
  readonly isKept: boolean;
}

/** The front end's own answer. */
export interface ByItself {
  readonly answer: 'own';
  readonly body: string;
}

/** Neither a backend nor a file. */
export interface Refused {
  readonly answer: 'refused';
  readonly statuses: readonly number[];
}

/** What an entrance is asked for. */
export interface Asked {
  /** The request target in origin form, as it was sent. */
  readonly target: string;
  /** The host that is asked for, without its port; undefined if the request names none. */
  readonly host: string | undefined;
  /** Length of the body. */
  readonly length: number;
}

/**
 * What the rules of an entrance mean for a request.
 *
 * @param path how the path is read; what is sent on stays `asked.target` where the rules say so
 */
export type Rules = (asked: Asked, path: string) => Expected;

/** What somebody who cannot make sense of a request may answer. */
const REFUSAL: Refused = { answer: 'refused', statuses: [400, 403, 404, 405, 411, 414, 421, 431, 494] };

/** Splits a target; the query has its question mark. */
export function partsOf(target: string): { readonly path: string; readonly query: string } {
  const at = target.indexOf('?');
  return at < 0 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at) };
}

/** What the specification leaves open about a request, and why. */
export interface Open {
  /** `path`: how it is read. `host`: whether it decides. */
  readonly about: 'path' | 'host';
  readonly why: string;
}

/**
 * What may become of a request: one thing, or where the specification leaves it open, what the rules mean under each reading,
 * sent on as it came or as it was read, or a refusal.
 *
 * @param ownHost the host for which the entrance is made
 */
export function permitted(rules: Rules, asked: Asked, ownHost: string, open?: Open): readonly Expected[] {
  const { path, query } = partsOf(asked.target);
  if (!open) return [rules(asked, path)];
  if (open.about === 'host') return [rules(asked, path), rules({ ...asked, host: ownHost }, path), REFUSAL];
  const paths = readingsOf(path);
  const outcomes = paths.flatMap((read) => paths.map((sent) => rules({ ...asked, target: `${sent}${query}` }, read)));
  return [...new Map([...outcomes, REFUSAL].map((outcome) => [JSON.stringify(outcome), outcome])).values()];
}
