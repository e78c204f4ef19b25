import type { Code } from '../diagnostics/catalogue';
import type { Findings } from '../diagnostics/findings';
import { featureUses, type Feature } from '../model/features';
import type { StackGraph } from '../model/graph';

/**
 * What a target makes of a feature. `approximated` and `unsupported` carry the code under which every use is reported,
 * so that a loss cannot be silent.
 */
export type Support =
  | { readonly level: 'native' }
  | { readonly level: 'approximated'; readonly code: Code; readonly as: string }
  | { readonly level: 'unsupported'; readonly code: Code };

/** One decision for each feature; a new feature does not compile until every target has decided it. */
export type SupportTable = Readonly<Record<Feature, Support>>;

export const NATIVE: Support = { level: 'native' };

export function approximated(code: Code, as: string): Support {
  return { level: 'approximated', code, as };
}

export function unsupported(code: Code): Support {
  return { level: 'unsupported', code };
}

/** What every target implements: it decides, it lowers, and it says where it could not follow. */
export interface Target<Output> {
  readonly name: string;
  readonly support: SupportTable;
  /** All that a gateway comes to, where it is no container; a target that runs one has all of its features. */
  readonly gatewayFeatures?: ReadonlySet<Feature>;
  /** Turns a checked model into the target's own objects; `findings` takes what only shows while doing it. */
  lower(graph: StackGraph, hatches: Hatches, findings: Findings): Output;
}

/** What users attached to their constructs for one target, by construct path; it is no part of the model. */
export interface Hatches {
  construct(path: string): unknown;
}

/** Reports every use of a feature that the target does not have as such. */
export function reportLosses(target: Pick<Target<unknown>, 'support' | 'gatewayFeatures'>, graph: StackGraph, findings: Findings): void {
  const lossy = new Set(
    (Object.keys(target.support) as Feature[]).filter((feature) => target.support[feature].level !== 'native'),
  );
  for (const { feature, path, detail } of featureUses(graph.model, lossy)) {
    if (target.gatewayFeatures?.has(feature) === false && graph.workloads.get(path)?.gateway) continue;
    const support = target.support[feature];
    if (support.level !== 'native') findings.report(support.code, path, { detail } as never);
  }
}
