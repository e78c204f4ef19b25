import type { Findings } from '../diagnostics/findings';
import { expressionsOf } from '../model/connections';
import type { ContainerModel } from '../model/container';
import { visitLeaves } from '../model/expression';
import type { StackGraph } from '../model/graph';
import { containersOf, mainOf, sidecarsOf } from '../model/workload';

/** What has containers beside it never ends by itself, and whatever one of them mounts is seen by the main one. */
export function checkSidecars(graph: StackGraph, findings: Findings): void {
  for (const workload of graph.model.workloads) {
    const main = mainOf(workload);
    for (const sidecar of sidecarsOf(workload)) {
      const { path, mounts } = sidecar;
      const refuse = (rule: string): void => findings.report('model/sidecar', path, { value: workload.name, rule });
      if (workload.kind === 'task') refuse('a task is complete only when all containers of its pod have ended');
      for (const mount of mounts) {
        if (mount.kind !== 'propagated') continue;
        const isSeen = main.mounts.some((other) => other.kind === 'propagated' && other.directory === mount.directory);
        if (!isSeen) refuse(`something else is mounted there at ${mount.target}`);
        if (refersTo(sidecar, workload.path, graph)) refuse('it asks an endpoint of that one, which waits for it');
      }
    }
    const [, ...others] = containersOf(workload);
    if (workload.gateway) for (const { path } of others) findings.report('model/sidecar', path, { value: workload.name, rule: 'on Kubernetes a proxy is an Ingress, which has no containers' });
  }
}

function refersTo(container: ContainerModel, workload: string, graph: StackGraph): boolean {
  let found = false;
  for (const expression of expressionsOf({ containers: [container] }, graph.configFiles)) visitLeaves(expression, (leaf) => void (found ||= leaf.kind === 'host' && leaf.peer === workload));
  return found;
}
