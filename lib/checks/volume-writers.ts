import type { Findings } from '../diagnostics/findings';
import { grouped, type StackGraph } from '../model/graph';
import { containersOf } from '../model/workload';

/**
 * A volume that is not shared has one writer: Kubernetes would let two pods on one node corrupt it and leave two on
 * different nodes waiting for ever; Compose would let both write.
 */
export function checkVolumeWriters(graph: StackGraph, findings: Findings): void {
  const uses = graph.model.workloads.flatMap((workload) =>
    containersOf(workload).flatMap(({ mounts }) => mounts).flatMap((mount) => (mount.kind === 'volume' ? [{ volume: mount.volume, workload }] : [])),
  );
  for (const [name, users] of grouped(uses, (use) => use.volume)) {
    const volume = graph.volumes.get(name);
    if (!volume || volume.shared || volume.perReplica) continue;
    const workloads = [...new Set(users.map((use) => use.workload))];
    const writers = workloads.map(({ name: workload, replicas, kind }) => (replicas > 1 ? `${replicas} replicas of ${workload}` : kind === 'daemon' ? `one ${workload} on each node` : workload));
    if (workloads.length > 1 || workloads[0].replicas > 1 || workloads[0].kind === 'daemon') {
      findings.report('model/volume-writers', volume.path, { value: name, writers: writers.join(' and ') });
    }
  }
}
