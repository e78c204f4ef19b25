import type { Comparison } from '../inside/compared';
import type { Lack } from './lacks';

/** By what a word is confirmed. */
export interface Confirmation {
  /** Each of them has to have been made of something that says the word. */
  readonly by: readonly Comparison[];
  /** What an engine has to have for that. */
  readonly needs: readonly Lack[];
}

/** Confirmed by these comparisons, on every engine. */
export const by = (...comparisons: readonly Comparison[]): Confirmation => ({ by: comparisons, needs: [] });

/** Confirmed by a comparison that takes an engine which has something that not every one has. */
export const where = (needs: Lack | readonly Lack[], ...comparisons: readonly Comparison[]): Confirmation => ({ by: comparisons, needs: typeof needs === 'string' ? [needs] : needs });

/** The target does not have it as such. */
export const ELSEWHERE: Confirmation = { by: [], needs: [] };
