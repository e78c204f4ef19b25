import type { Codes } from '../diagnostics/declaration';
import type { Feature } from '../model/features';

/**
 * What a target makes of a feature. `approximated` and `unsupported` carry the code under which every use is reported,
 * so that a loss cannot be silent.
 */
export type Support =
  | { readonly level: 'native' }
  | { readonly level: 'approximated'; readonly code: string; readonly as: string }
  | { readonly level: 'unsupported'; readonly code: string };

/** One decision for each feature; a new feature does not compile until every target has decided it. */
export type SupportTable = Readonly<Record<Feature, Support>>;

export const NATIVE: Support = { level: 'native' };

/** The decisions of a target about what it has in another form, or not at all: each names one of its codes, which take a `Detail`. */
export function decisions<C extends Codes>(): Decisions<keyof C & string> {
  return {
    approximated: (code, as) => ({ level: 'approximated', code, as }),
    unsupported: (code) => ({ level: 'unsupported', code }),
  };
}

export interface Decisions<Code extends string> {
  approximated(code: Code, as: string): Support;
  unsupported(code: Code): Support;
}
