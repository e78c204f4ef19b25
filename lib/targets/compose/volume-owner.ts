import type { ContainerModel } from '../../model/container';
import { grouped, type StackGraph } from '../../model/graph';
import type { VolumeModel } from '../../model/storage';
import type { WorkloadModel } from '../../model/workload';
import type { ComposeService } from './document';
import { SCHEDULED_PROFILE } from './operations';
import type { ComposeSettings } from './settings';
import { sharedVolumeName, sharedVolumes } from './shared-volume';

/** The service that makes a new volume writable for an unprivileged user: what `fsGroup` does on Kubernetes. */
export interface VolumeOwner {
  readonly name: string;
  readonly construct: string;
  readonly service: ComposeService;
}

/** The services that have to end before a container can write to its volumes. */
export function volumeOwnersOf({ mounts }: ContainerModel, workload: WorkloadModel, graph: StackGraph): string[] {
  return mounts.flatMap((mount) => {
    if (mount.kind === 'shared-scratch') return [ownerName(sharedVolumeName(workload, mount))];
    return mount.kind === 'volume' && !mount.readOnly && needsOwner(graph.volumes.get(mount.volume)!) ? [ownerName(mount.volume)] : [];
  });
}

/** They may do one thing, change an owner or a mode, and only of the volume. A second run changes nothing. */
export function lowerVolumeOwners(graph: StackGraph, { ownerImage }: ComposeSettings): VolumeOwner[] {
  const writers = grouped(
    graph.containers.flatMap(({ container, workload }) =>
      container.mounts.flatMap((mount) => (mount.kind === 'volume' && !mount.readOnly ? [{ volume: mount.volume, container, workload }] : []))),
    ({ volume }) => volume,
  );
  const ofVolumes = graph.model.volumes.filter(needsOwner).flatMap(({ name, path }): VolumeOwner[] => {
    const found = writers.get(name) ?? [];
    if (found.length === 0) return [];
    const { user, group } = found[0].container.security;
    // With nobody in the project who waits for it, its end would make `up --wait` fail.
    const isScheduled = found.every(({ workload }) => workload.operations.schedule !== undefined);
    // Nobody here knows who the image's own user is, so everybody may write.
    const service = user === undefined
      ? ownerService(name, ownerImage, ['chmod', '0777', '/volume'], [], isScheduled)
      : ownerService(name, ownerImage, ['chown', `${user}:${group}`, '/volume'], ['CHOWN'], isScheduled);
    return [{ name: ownerName(name), construct: path, service }];
  });
  const ofShared = sharedVolumes(graph).map(({ name, workload }): VolumeOwner => {
    const service = ownerService(name, ownerImage, ['chmod', '1777', '/volume'], [], workload.operations.schedule !== undefined);
    return { name: ownerName(name), construct: workload.path, service };
  });
  return [...ofVolumes, ...ofShared];
}

function ownerService(volume: string, image: string, command: string[], capabilities: string[], isScheduled: boolean): ComposeService {
  return {
    image,
    command,
    volumes: [{ type: 'volume', source: volume, target: '/volume' }],
    network_mode: 'none',
    user: '0:0',
    read_only: true,
    cap_drop: ['ALL'],
    ...(capabilities.length > 0 && { cap_add: capabilities }),
    security_opt: ['no-new-privileges:true'],
    ...(isScheduled && { profiles: [SCHEDULED_PROFILE] }),
    restart: 'no',
    deploy: {
      replicas: 1,
      resources: { limits: { cpus: '0.1', memory: '32m' }, reservations: { cpus: '0.01', memory: '16m' } },
    },
  };
}

function needsOwner(volume: VolumeModel): boolean {
  return !volume.ownedByImage;
}

/** The name of the service, which no workload may have. */
export function ownerName(volume: string): string {
  return `${volume}-owner`;
}
