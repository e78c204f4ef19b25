import type { Codes } from '../diagnostics/declaration';
import type { Reporter } from '../diagnostics/findings';
import { featureUses, type Feature } from '../model/features';
import type { StackGraph } from '../model/graph';
import type { Target } from '../targets/target';

/** Reports every use of a feature that the target does not have as such. */
export function reportLosses(target: Pick<Target, 'support' | 'gatewayFeatures'>, graph: StackGraph, findings: Reporter<Codes>): void {
  const lossy = new Set((Object.keys(target.support) as Feature[]).filter((feature) => target.support[feature].level !== 'native'));
  for (const { feature, path, detail } of featureUses(graph.model, lossy)) {
    if (target.gatewayFeatures?.has(feature) === false && graph.workloads.get(path)?.gateway) continue;
    const support = target.support[feature];
    if (support.level !== 'native') findings.report(support.code, path, { detail } as never);
  }
}
