import type { Problem } from '../problem';
import type { INPUT_CODES } from './codes';

/** A line of a file that was read. */
export interface Origin {
  readonly file: string;
  /** From 1; missing for what is wrong with the file as a whole. */
  readonly line?: number;
}

/** A problem, with where it was written. */
export interface LocatedProblem extends Problem {
  readonly origin?: Origin;
}

/** What keeps a file from being judged. Its subject is the file. */
export function fileProblem(code: keyof typeof INPUT_CODES, file: string, detail: string, line?: number): LocatedProblem {
  return { code, subject: file, place: [], detail, origin: { file, ...(line !== undefined && { line }) } };
}
