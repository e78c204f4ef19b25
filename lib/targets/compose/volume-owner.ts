import type { StackGraph } from '../../model/graph';
import type { VolumeModel } from '../../model/storage';
import type { WorkloadModel } from '../../model/workload';
import type { ComposeService } from './document';
import { SCHEDULED_PROFILE } from './operations';

const IMAGE = 'busybox:1.36.1';

/** The service that makes a new volume writable for an unprivileged user: what `fsGroup` does on Kubernetes. */
export interface VolumeOwner {
  readonly name: string;
  readonly service: ComposeService;
  readonly volume: VolumeModel;
}

/** The services that have to end before a workload can write to its volumes. */
export function volumeOwnersOf(workload: WorkloadModel, graph: StackGraph): string[] {
  return workload.mounts.flatMap((mount) =>
    mount.kind === 'volume' && !mount.readOnly && needsOwner(graph.volumes.get(mount.volume)!) ? [ownerName(mount.volume)] : [],
  );
}

/** It may do one thing, change owners, and only to the volume. A second run changes nothing. */
export function lowerVolumeOwners(graph: StackGraph): VolumeOwner[] {
  const writers = new Map<string, WorkloadModel[]>();
  for (const workload of graph.model.workloads) {
    for (const mount of workload.mounts) {
      if (mount.kind === 'volume' && !mount.readOnly) writers.set(mount.volume, [...(writers.get(mount.volume) ?? []), workload]);
    }
  }
  return graph.model.volumes.filter(needsOwner).flatMap((volume) => {
    const [writer, ...others] = writers.get(volume.name) ?? [];
    if (!writer) return [];
    const { user, group } = writer.security;
    // With nobody in the project who waits for it, its end would make `up --wait` fail.
    const scheduled = [writer, ...others].every(({ operations }) => operations.schedule !== undefined);
    const service: ComposeService = {
      image: IMAGE,
      command: ['chown', `${user}:${group}`, '/volume'],
      volumes: [{ type: 'volume', source: volume.name, target: '/volume' }],
      network_mode: 'none',
      user: '0:0',
      read_only: true,
      cap_drop: ['ALL'],
      cap_add: ['CHOWN'],
      security_opt: ['no-new-privileges:true'],
      ...(scheduled && { profiles: [SCHEDULED_PROFILE] }),
      restart: 'no',
      deploy: {
        replicas: 1,
        resources: { limits: { cpus: '0.1', memory: '32m' }, reservations: { cpus: '0.01', memory: '16m' } },
      },
    };
    return { name: ownerName(volume.name), service, volume };
  });
}

function needsOwner(volume: VolumeModel): boolean {
  return !volume.ownedByImage;
}

/** The name of the service, which no workload may have. */
export function ownerName(volume: string): string {
  return `${volume}-owner`;
}
