import type { Codes } from '../diagnostics/declaration';
import type { Reporter } from '../diagnostics/findings';
import { FEATURES, featureUses, type Feature } from '../model/features';
import { grouped, type StackGraph } from '../model/graph';
import type { Target } from '../targets/target';

/** Reports every use of a feature that the target does not have as such; of those that it is not about, the names alone. */
export function reportLosses(target: Pick<Target, 'support' | 'gatewayFeatures'>, graph: StackGraph, findings: Reporter<Codes>): void {
  const lossy = new Set((Object.keys(target.support) as Feature[]).filter((feature) => target.support[feature].level !== 'native'));
  const outOfScope = new Map<string, Set<Feature>>();
  const uses = featureUses(graph.model, lossy).filter(({ feature, path }) => target.gatewayFeatures?.has(feature) !== false || !graph.workloads.get(path)?.gateway);
  for (const [name, ofFeature] of grouped(uses, ({ feature }) => feature)) {
    const feature = name as Feature;
    const support = target.support[feature];
    if (support.level === 'native') continue;
    if (support.level === 'unsupported' && support.perStack) {
      outOfScope.set(support.code, (outOfScope.get(support.code) ?? new Set()).add(feature));
      continue;
    }
    for (const [detail, alike] of grouped(ofFeature, (use) => use.detail)) findings.report(support.code, alike.map(({ path }) => path), { detail } as never);
  }
  for (const [code, used] of outOfScope) {
    findings.report(code, graph.model.path, { detail: FEATURES.filter((feature) => used.has(feature)).join(', ') } as never);
  }
}
