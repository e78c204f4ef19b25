import type { Reporter } from '../../diagnostics/findings';
import { answersWait } from '../../model/endpoint';
import { hasSingleWriter, type StackGraph } from '../../model/graph';
import type { KubernetesCodes } from './codes';

/** What the model allows and a cluster cannot do. */
export function checkForKubernetes(graph: StackGraph, findings: Reporter<KubernetesCodes>): void {
  for (const workload of graph.model.workloads) {
    const { path, kind, operations, startAfter } = workload;
    if (operations.rollingUpdate) {
      if (kind !== 'service') findings.report('kubernetes/rolling-update', path, { detail: 'it is not a service' });
      else if (hasSingleWriter(workload, graph)) findings.report('kubernetes/rolling-update', path, { detail: 'it has a volume for one writer' });
    }
    for (const edge of startAfter) {
      const peer = graph.workloads.get(edge.workload);
      if (!peer || !edge.enforced || edge.condition === 'completed') continue;
      if (!peer.endpoints.some(answersWait)) findings.report('kubernetes/wait-endpoint', path, { detail: peer.name });
    }
  }
}
