import type { Reporter } from '../../diagnostics/findings';
import type { ModelCodes } from '../../diagnostics/model-codes';
import { answersWait } from '../../model/endpoint';
import { hasSingleWriter, type StackGraph } from '../../model/graph';
import { containersOf } from '../../model/workload';
import type { KubernetesCodes } from './codes';
import { waitName } from './task-wait';

/** What the model allows and a cluster cannot do. */
export function checkForKubernetes(graph: StackGraph, findings: Reporter<ModelCodes & KubernetesCodes>): void {
  const { namespace, path: stack } = graph.model;
  if (namespace === 'default' || namespace.startsWith('kube-')) findings.report('kubernetes/reserved-namespace', stack, { detail: namespace });
  for (const workload of graph.model.workloads) {
    const { path, kind, operations, startAfter } = workload;
    if (operations.rollingUpdate) {
      if (kind !== 'service') findings.report('kubernetes/rolling-update', path, { detail: 'it is not a service' });
      else if (hasSingleWriter(workload, graph)) findings.report('kubernetes/rolling-update', path, { detail: 'it has a volume for one writer' });
    }
    for (const edge of startAfter) {
      const peer = graph.workloads.get(edge.workload);
      if (!peer || !edge.enforced) continue;
      const name = waitName(peer);
      const taken = containersOf(workload).find((container) => container.name === name);
      if (taken) findings.report('model/duplicate-name', taken.path, { what: 'container', value: name, other: `the one that waits for ${peer.name} on Kubernetes` });
      if (edge.condition !== 'completed' && !peer.endpoints.some(answersWait)) findings.report('kubernetes/wait-endpoint', path, { detail: peer.name });
    }
  }
}
