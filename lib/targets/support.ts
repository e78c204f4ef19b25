import type { Codes } from '../diagnostics/declaration';
import type { Feature } from '../model/features';

/**
 * What a target makes of a feature. `approximated` and `unsupported` carry the code under which every use is reported,
 * so that a loss cannot be silent. `perStack` is for what the target is not about: one finding names all such features
 * that the stack uses, since one for each use would hide the others.
 */
export type Support =
  | { readonly level: 'native' }
  | { readonly level: 'approximated'; readonly code: string; readonly as: string; readonly saidByItself?: true }
  | { readonly level: 'unsupported'; readonly code: string; readonly perStack?: true };

/** One decision for each feature; a new feature does not compile until every target has decided it. */
export type SupportTable = Readonly<Record<Feature, Support>>;

/** The target has the feature as such. */
export const NATIVE: Support = { level: 'native' };

/** The decisions of a target about what it has in another form, or not at all: each names one of its codes, which take a `Detail`. */
export function decisions<C extends Codes>(): Decisions<keyof C & string> {
  return {
    approximated: (code, as) => ({ level: 'approximated', code, as }),
    saidByItself: (code, as) => ({ level: 'approximated', code, as, saidByItself: true }),
    unsupported: (code) => ({ level: 'unsupported', code }),
    outOfScope: (code) => ({ level: 'unsupported', code, perStack: true }),
  };
}

/** How a target that has codes of its own decides. */
export interface Decisions<Code extends string> {
  /** Another form, named by `as`. */
  approximated(code: Code, as: string): Support;
  /** Another form in some places and none in others, which the target tells apart when it lowers, and reports. */
  saidByItself(code: Code, as: string): Support;
  /** Not at all; reported at every use. */
  unsupported(code: Code): Support;
  /** Not what the target is about; reported once a stack. */
  outOfScope(code: Code): Support;
}
