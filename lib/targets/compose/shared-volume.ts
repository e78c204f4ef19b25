import type { StackGraph } from '../../model/graph';
import type { MountModel, SharedScratchMount } from '../../model/storage';
import { containersOf, type WorkloadModel } from '../../model/workload';

/** A volume in place of a directory that the containers of one pod share. */
export interface SharedVolume {
  readonly name: string;
  readonly workload: WorkloadModel;
}

export function sharedVolumeName(workload: WorkloadModel, { name }: SharedScratchMount): string {
  return `${workload.name}-${name}`;
}

/** Those of a stack; most have none. */
export function sharedVolumes({ containers }: StackGraph): SharedVolume[] {
  const users = new Set(containers.filter(({ container }) => container.mounts.some(isShared)).map(({ workload }) => workload));
  return [...users].flatMap((workload) => sharedVolumesOf(workload).map((name) => ({ name, workload })));
}

function sharedVolumesOf(workload: WorkloadModel): string[] {
  const mounts = containersOf(workload).flatMap((container) => container.mounts.filter(isShared));
  return [...new Set(mounts.map((mount) => sharedVolumeName(workload, mount)))].sort();
}

function isShared(mount: MountModel): mount is SharedScratchMount {
  return mount.kind === 'shared-scratch';
}
