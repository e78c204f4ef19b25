import type { Codes } from '../diagnostics/declaration';
import type { Reporter } from '../diagnostics/findings';
import { FEATURES, featureUses, type Feature } from '../model/features';
import type { StackGraph } from '../model/graph';
import type { Target } from '../targets/target';

/** Reports every use of a feature that the target does not have as such; of those that it is not about, the names alone. */
export function reportLosses(target: Pick<Target, 'support' | 'gatewayFeatures'>, graph: StackGraph, findings: Reporter<Codes>): void {
  const lossy = new Set((Object.keys(target.support) as Feature[]).filter((feature) => target.support[feature].level !== 'native'));
  const outOfScope = new Map<string, Set<Feature>>();
  for (const { feature, path, detail } of featureUses(graph.model, lossy)) {
    if (target.gatewayFeatures?.has(feature) === false && graph.workloads.get(path)?.gateway) continue;
    const support = target.support[feature];
    if (support.level === 'unsupported' && support.perStack) outOfScope.set(support.code, (outOfScope.get(support.code) ?? new Set()).add(feature));
    else if (support.level !== 'native') findings.report(support.code, path, { detail } as never);
  }
  for (const [code, used] of outOfScope) {
    findings.report(code, graph.model.path, { detail: FEATURES.filter((feature) => used.has(feature)).join(', ') } as never);
  }
}
