import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import type { WorkloadModel } from '../model/workload';

/**
 * A volume that is not shared has one writer: Kubernetes would let two pods on one node corrupt it and leave two on
 * different nodes waiting for ever; Compose would let both write.
 */
export function checkVolumeWriters(graph: StackGraph, findings: Findings): void {
  for (const [name, users] of usersByVolume(graph)) {
    const volume = graph.volumes.get(name);
    if (!volume || volume.shared || volume.perReplica) continue;
    const workloads = [...users];
    const writers = workloads.map(({ name: workload, replicas, kind }) => (replicas > 1 ? `${replicas} replicas of ${workload}` : kind === 'daemon' ? `one ${workload} on each node` : workload));
    if (workloads.length > 1 || workloads[0].replicas > 1 || workloads[0].kind === 'daemon') {
      findings.report('model/volume-writers', volume.path, { value: name, writers: writers.join(' and ') });
    }
  }
}

function usersByVolume({ containers }: StackGraph): Map<string, Set<WorkloadModel>> {
  const users = new Map<string, Set<WorkloadModel>>();
  for (const { container: { mounts }, workload } of containers) {
    for (const mount of mounts) {
      if (mount.kind === 'volume') users.set(mount.volume, (users.get(mount.volume) ?? new Set()).add(workload));
    }
  }
  return users;
}
