import type { Findings } from '../diagnostics/findings';
import { grouped, type StackGraph } from '../model/graph';
import { containersOf } from '../model/workload';

/** A volume of which each replica has its own belongs to replicas that can be told apart, and to nobody else. */
export function checkVolumesPerReplica(graph: StackGraph, findings: Findings): void {
  const volumes = graph.model.volumes.filter(({ perReplica }) => perReplica);
  if (volumes.length === 0) return;
  const users = grouped(graph.model.workloads.flatMap((workload) => [...mountedBy(workload)].map((volume) => ({ volume, workload }))), ({ volume }) => volume);
  for (const { name, path, shared } of volumes) {
    const workloads = (users.get(name) ?? []).map(({ workload }) => workload);
    const [only, ...others] = workloads;
    const report = (rule: string): void => findings.report('model/volume-per-replica', path, { value: name, rule });
    if (shared) report('it is shared as well, so that all have the same');
    if (only === undefined) report('nobody mounts it');
    else if (others.length > 0) report(`it is mounted by ${workloads.map((workload) => workload.name).join(' and ')}`);
    else if (only.kind !== 'stateful') report(`it is mounted by ${only.name}, which is a ${only.kind}`);
  }
}

function mountedBy(workload: StackGraph['model']['workloads'][number]): Set<string> {
  return new Set(containersOf(workload).flatMap(({ mounts }) => mounts.flatMap((mount) => (mount.kind === 'volume' ? [mount.volume] : []))));
}
