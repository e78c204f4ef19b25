import type { Findings } from '../diagnostics/findings';
import { OUTSIDE } from '../model/draft';
import type { StackGraph } from '../model/graph';

/** A sidecar has a workload that never ends by itself and that it does not need, and whatever it mounts is seen there. */
export function checkSidecars(graph: StackGraph, findings: Findings): void {
  for (const { sidecarOf, mounts, path } of graph.model.workloads) {
    if (sidecarOf === undefined) continue;
    const owner = graph.workloads.get(sidecarOf);
    if (!owner) {
      findings.report('model/unresolved-reference', path, { what: 'workload', value: sidecarOf.replace(OUTSIDE, '') });
      continue;
    }
    const refuse = (rule: string): void => findings.report('model/sidecar', path, { value: owner.name, rule });
    if (owner.kind === 'task') refuse('a task is complete only when all containers of its pod have ended');
    if (graph.outgoing.get(path)?.some(({ to }) => to === sidecarOf)) refuse('it asks an endpoint of that one, which waits for it');
    for (const mount of mounts) {
      if (mount.kind !== 'propagated') continue;
      const isSeen = owner.mounts.some((other) => other.kind === 'propagated' && other.directory === mount.directory);
      if (!isSeen) refuse(`something else is mounted there at ${mount.target}`);
    }
  }
}
