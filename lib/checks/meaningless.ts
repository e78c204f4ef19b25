import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';

/** What is said of something that is not there is said of nothing. */
export function checkMeaningless(graph: StackGraph, findings: Findings): void {
  for (const { path, endpoints } of graph.model.workloads) {
    for (const { name, exposure } of endpoints) {
      if (exposure?.kind !== 'public' || exposure.tls || !exposure.certificate) continue;
      const value = `the ${exposure.certificate.issuer === undefined ? 'tlsSecret' : 'clusterIssuer'} of the endpoint "${name}"`;
      findings.report('model/meaningless-property', path, { value, rule: 'its host is served without TLS' });
    }
  }
}
