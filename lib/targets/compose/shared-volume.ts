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

const NONE: readonly string[] = [];

export function sharedVolumesOf(workload: WorkloadModel): readonly string[] {
  let names: Set<string> | undefined;
  for (const { mounts } of containersOf(workload)) for (const mount of mounts) if (mount.kind === 'shared-scratch') (names ??= new Set()).add(sharedVolumeName(workload, mount));
  return names ? [...names].sort() : NONE;
}
