import type { StackGraph } from '../../model/graph';
import type { SharedScratchMount } from '../../model/storage';
import { containersOf, type WorkloadModel } from '../../model/workload';

/** A volume in place of a directory that the containers of one pod share. */
export interface SharedVolume {
  readonly name: string;
  readonly workload: WorkloadModel;
}

export function sharedVolumeName(workload: WorkloadModel, { name }: SharedScratchMount): string {
  return `${workload.name}-${name}`;
}

export function sharedVolumes(graph: StackGraph): SharedVolume[] {
  return graph.model.workloads.flatMap((workload) => sharedVolumesOf(workload).map((name) => ({ name, workload })));
}

export function sharedVolumesOf(workload: WorkloadModel): string[] {
  const shared = containersOf(workload).flatMap(({ mounts }) => mounts.flatMap((mount) => (mount.kind === 'shared-scratch' ? [sharedVolumeName(workload, mount)] : [])));
  return [...new Set(shared)].sort();
}
