import type { Codes } from '../diagnostics/declaration';
import type { Reporter } from '../diagnostics/findings';
import { featureUses, type Feature } from '../model/features';
import { grouped, type StackGraph } from '../model/graph';
import type { Target } from '../targets/target';

/** Reports every use of a feature that the target does not have as such; of those that it is not about, the names alone. */
export function reportLosses(target: Pick<Target, 'support' | 'gatewayFeatures'>, graph: StackGraph, findings: Reporter<Codes>): void {
  const lossy = new Set((Object.keys(target.support) as Feature[]).filter((feature) => target.support[feature].level !== 'native'));
  const outOfScope: { readonly code: string; readonly feature: Feature }[] = [];
  for (const { feature, path, detail } of featureUses(graph.model, lossy)) {
    if (target.gatewayFeatures?.has(feature) === false && graph.workloads.get(path)?.gateway) continue;
    const support = target.support[feature];
    if (support.level === 'unsupported' && support.perStack) outOfScope.push({ code: support.code, feature });
    else if (support.level !== 'native') findings.report(support.code, path, { detail } as never);
  }
  for (const [code, uses] of grouped(outOfScope, (use) => use.code)) {
    const features = [...new Set(uses.map(({ feature }) => feature))].join(', ');
    findings.report(code, graph.model.path, { detail: features } as never);
  }
}
