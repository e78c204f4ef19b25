import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';

/** A number of replicas that the workload's kind can have. */
export function checkReplicas(graph: StackGraph, findings: Findings): void {
  for (const { kind, replicas, retries, path } of graph.model.workloads) {
    if (!Number.isInteger(replicas) || replicas < 0) findings.report('model/invalid-replicas', path, { value: replicas, rule: 'it has to be a whole number, 0 or more' });
    else if (kind === 'task' && replicas !== 1) findings.report('model/invalid-replicas', path, { value: replicas, rule: 'a task runs once' });
    else if (kind === 'daemon' && replicas !== 1) findings.report('model/invalid-replicas', path, { value: replicas, rule: 'a daemon runs once on each node' });
    if (!Number.isInteger(retries) || retries < 0) {
      findings.report('model/invalid-quantity', path, { field: 'retries', value: retries, rule: 'a whole number, 0 or more' });
    }
  }
}
