import type { Codes } from '../diagnostics/declaration';
import type { Reporter } from '../diagnostics/findings';
import type { ModelCodes } from '../diagnostics/model-codes';
import { FEATURES, featureUses, type Feature } from '../model/features';
import { grouped, type StackGraph } from '../model/graph';
import type { Target } from '../targets/target';

/** Reports every use of a feature that the target does not have as such; of those that it is not about, the names alone. */
export function reportLosses(target: Pick<Target, 'title' | 'support' | 'gatewayFeatures'>, graph: StackGraph, findings: Reporter<ModelCodes & Codes>): void {
  // A target of another package may have been compiled against fewer features.
  const support: Partial<Target['support']> = target.support;
  const lossy = new Set(FEATURES.filter((feature) => support[feature]?.level !== 'native'));
  const undecided = new Set<Feature>();
  const outOfScope = new Map<string, Set<Feature>>();
  const uses = featureUses(graph.model, lossy).filter(({ feature, path }) => target.gatewayFeatures?.has(feature) !== false || !graph.workloads.get(path)?.gateway);
  for (const [name, ofFeature] of grouped(uses, ({ feature }) => feature)) {
    const feature = name as Feature;
    const decision = support[feature];
    if (!decision) {
      undecided.add(feature);
      continue;
    }
    if (decision.level === 'native') continue;
    if (decision.level === 'unsupported' && decision.perStack) {
      outOfScope.set(decision.code, (outOfScope.get(decision.code) ?? new Set()).add(feature));
      continue;
    }
    for (const [detail, alike] of grouped(ofFeature, (use) => use.detail)) findings.report(decision.code, alike.map(({ path }) => path), { detail } as never);
  }
  if (undecided.size > 0) findings.report('model/undecided-feature', graph.model.path, { value: target.title, detail: FEATURES.filter((feature) => undecided.has(feature)).join(', ') });
  for (const [code, used] of outOfScope) {
    findings.report(code, graph.model.path, { detail: FEATURES.filter((feature) => used.has(feature)).join(', ') } as never);
  }
}
