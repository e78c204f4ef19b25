import type { Declaration } from '../diagnostics/declaration';

/** Something that is judged by itself: a manifest, an element of a Compose project. */
export interface Subject {
  /** Once among those that are judged together: `Deployment/api`, `services.api`. */
  readonly name: string;
  readonly value: unknown;
}

/** Keys and indices that lead from a subject to a place in it. */
export type Place = readonly (string | number)[];

/** One thing that is wrong with what is about to be written, or has been. It knows no file and no construct: who asked the judge does. */
export interface Problem {
  readonly code: string;
  /** Name of the subject; empty for what is about all of them. */
  readonly subject: string;
  /** Where in the subject, as far as the judge can say. */
  readonly place: Place;
  /** What is wrong, to be read after the name of the subject. */
  readonly detail: string;
  /** Names of other subjects without which it would be right. */
  readonly related?: readonly string[];
  /** Where in the first of them. */
  readonly relatedPlace?: Place;
}

/** What the codes of problems are told. */
export interface Judgement {
  /** Name of the subject. */
  readonly value: string;
  readonly detail: string;
}

/** The declaration of a code for problems; what its fix says does not depend on the problem. */
export function problemCode(title: string, expected: string, fix: string): Declaration<Judgement> {
  return { severity: 'error', title, says: ({ value, detail }) => (value === '' ? detail : `${value}: ${detail}`), expected, fix };
}
