import { isIP } from 'node:net';

/*
 * Why a text or number cannot be the value of a word, in the words of a finding; undefined if it can.
 */

type Problem = string | undefined;

const LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(`^(?=.{1,253}$)${LABEL}(\\.${LABEL})*$`);

/** One part of a host name. */
export function labelProblem(text: string): Problem {
  if (text === 'localhost') return 'that name is the loopback address of every container';
  return new RegExp(`^${LABEL}$`).test(text) ? undefined : 'it has to be a label of at most 63 lower-case letters, digits and "-"';
}

/** A name with or without dots. */
export function domainProblem(text: string): Problem {
  return DOMAIN.test(text) ? undefined : 'it has to be a DNS name in lower case';
}

/** An IPv4 or IPv6 address. */
export function addressProblem(text: string): Problem {
  return isIP(text) === 0 ? 'it has to be an IP address' : undefined;
}

export function wholeProblem(value: number, minimum: number, maximum = Number.MAX_SAFE_INTEGER): Problem {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return undefined;
  return maximum === Number.MAX_SAFE_INTEGER ? `it has to be a whole number of at least ${minimum}` : `it has to be a whole number from ${minimum} to ${maximum}`;
}

/** The problem of a part of a value. */
export function within(field: string, problem: Problem): Problem {
  return problem === undefined ? undefined : `${field}: ${problem}`;
}

/** The first problem of several. */
export function firstOf<T>(items: readonly T[], problem: (item: T) => Problem): Problem {
  for (const item of items) {
    const found = problem(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
