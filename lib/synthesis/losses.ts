import type { Codes } from '../diagnostics/declaration';
import type { Reporter } from '../diagnostics/findings';
import type { ModelCodes } from '../diagnostics/model-codes';
import { FEATURES, type Feature, type FeatureUse } from '../model/features';
import { grouped, type StackGraph } from '../model/graph';
import type { Target } from '../targets/target';

/**
 * Reports every use of a feature that the target does not have as such; of those that it is not about, the names alone.
 *
 * @param usesOf finds the uses of a feature in the stack
 */
export function reportLosses(
  target: Pick<Target, 'title' | 'support' | 'gatewayFeatures'>,
  graph: StackGraph,
  usesOf: (feature: Feature) => readonly FeatureUse[],
  findings: Reporter<ModelCodes & Codes>,
): void {
  // A target of another package may have been compiled against fewer features.
  const support: Partial<Target['support']> = target.support;
  const undecided: Feature[] = [];
  const outOfScope = new Map<string, Feature[]>();
  for (const feature of FEATURES) {
    const decision = support[feature];
    if (decision?.level === 'native' || (decision?.level === 'approximated' && decision.saidByItself)) continue;
    const isForGateways = target.gatewayFeatures?.has(feature) !== false;
    const uses = isForGateways ? usesOf(feature) : usesOf(feature).filter(({ path }) => !graph.workloads.get(path)?.gateway);
    if (uses.length === 0) continue;
    if (!decision) {
      undecided.push(feature);
    } else if (decision.level === 'unsupported' && decision.perStack) {
      outOfScope.set(decision.code, [...(outOfScope.get(decision.code) ?? []), feature]);
    } else {
      for (const [detail, alike] of grouped(uses, (use) => use.detail)) findings.report(decision.code, alike.map(({ path }) => path), { detail } as never);
    }
  }
  if (undecided.length > 0) findings.report('model/undecided-feature', graph.model.path, { value: target.title, detail: undecided.join(', ') });
  for (const [code, used] of outOfScope) findings.report(code, graph.model.path, { detail: used.join(', ') } as never);
}
