import type { Reporter } from '../../diagnostics/findings';
import type { ContainerModel } from '../../model/container';
import type { ContainerInWorkload, StackGraph } from '../../model/graph';
import type { VolumeModel } from '../../model/storage';
import type { WorkloadModel } from '../../model/workload';
import { chosenTexts, userText } from './chosen';
import type { ComposeCodes } from './codes';
import type { ComposeMount, ComposeService } from './document';
import { escapeDollar, interpolate } from './interpolation';
import { hostDirectory } from './mount';
import { profiles, profilesOfAll } from './operations';
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

/** Says which containers write to a volume that belongs to the user of another one. */
export function checkVolumeUsers(graph: StackGraph, findings: Reporter<ComposeCodes>): void {
  const writers = writersOf(graph);
  for (const { name } of graph.model.volumes.filter(needsOwner)) {
    const [owner, ...others] = writers.get(name) ?? [];
    if (owner?.container.security.user === undefined) continue;
    const { user, group } = owner.container.security;
    for (const { container: { path, security } } of others) {
      const mayWrite = security.user === user || security.capabilities.some((capability) => capability.name === 'DAC_OVERRIDE');
      if (!mayWrite) findings.report('compose/volume-user', path, { detail: `the volume ${name} belongs to ${user}:${group}, the user of ${owner.container.path}` });
    }
  }
}

/**
 * Everything in the volume, if it belongs to somebody else: it is new, or the user of its container has changed. The volume
 * itself comes last, so that a run that was ended midway is begun anew.
 */
const HAND_OVER = escapeDollar('test "$(stat -c %u:%g "$2")" = "$1" || find "$2" -depth -exec chown -h "$1" {} +');

/** The same of a directory that the host has, which may be somebody's: only while there is nothing in it. */
const HAND_OVER_EMPTY = escapeDollar('test -n "$(ls -A "$2")" || chown "$1" "$2"');
const OPEN_EMPTY = escapeDollar('test -n "$(ls -A /volume)" || chmod 0777 /volume');

/** They may do one thing, change an owner or a mode, and only of the volume. A second run changes nothing. */
export function lowerVolumeOwners(graph: StackGraph, { ownerImage }: ComposeSettings): VolumeOwner[] {
  const writers = writersOf(graph);
  const ofVolumes = graph.model.volumes.filter(needsOwner).flatMap(({ name, path, hostPath, relabel }): VolumeOwner[] => {
    const found = writers.get(name) ?? [];
    if (found.length === 0) return [];
    const { user, group } = found[0].container.security;
    const chosen = profilesOfAll(found.map(({ workload }) => workload), graph.model);
    // Nobody here knows who the image's own user is, so everybody may write.
    const place: ComposeMount = hostPath ? hostDirectory(interpolate(hostPath, graph), '/volume', false, relabel) : { type: 'volume', source: name, target: '/volume' };
    const open = hostPath ? ['sh', '-c', OPEN_EMPTY] : ['chmod', '0777', '/volume'];
    const handOver = ['sh', '-c', hostPath ? HAND_OVER_EMPTY : HAND_OVER, 'hand-over', userText(user ?? 0, group, chosenTexts(found[0].container, graph)), '/volume'];
    const service = user === undefined
      ? ownerService(place, ownerImage, open, hostPath ? ['DAC_OVERRIDE', 'FOWNER'] : [], chosen)
      : ownerService(place, ownerImage, handOver, ['CHOWN', 'DAC_OVERRIDE'], chosen);
    return [{ name: ownerName(name), construct: path, service }];
  });
  const ofShared = sharedVolumes(graph).map(({ name, workload }): VolumeOwner => {
    const service = ownerService({ type: 'volume', source: name, target: '/volume' }, ownerImage, ['chmod', '1777', '/volume'], [], profiles(workload, graph.model));
    return { name: ownerName(name), construct: workload.path, service };
  });
  return [...ofVolumes, ...ofShared];
}

function writersOf(graph: StackGraph): Map<string, ContainerInWorkload[]> {
  const writers = new Map<string, ContainerInWorkload[]>();
  for (const each of graph.containers) {
    for (const mount of each.container.mounts) {
      if (mount.kind !== 'volume' || mount.readOnly) continue;
      const known = writers.get(mount.volume);
      if (known) known.push(each);
      else writers.set(mount.volume, [each]);
    }
  }
  return writers;
}

function ownerService(volume: ComposeMount, image: string, command: string[], capabilities: string[], chosen: Pick<ComposeService, 'profiles'>): ComposeService {
  return {
    image,
    command,
    volumes: [volume],
    network_mode: 'none',
    user: '0:0',
    read_only: true,
    cap_drop: ['ALL'],
    ...(capabilities.length > 0 && { cap_add: capabilities }),
    security_opt: ['no-new-privileges:true'],
    ...chosen,
    restart: 'no',
    deploy: {
      replicas: 1,
      resources: { limits: { cpus: '0.1', memory: '32m' }, reservations: { cpus: '0.01', memory: '16m' } },
    },
  };
}

/** Whether a volume has to be handed over to the user of its container. */
export function needsOwner(volume: VolumeModel): boolean {
  // The engine gives no directory of the host to the user of the image, as it does a volume of its own.
  return !volume.ownedByImage || volume.hostPath !== undefined;
}

/** The name of the service, which no workload may have. */
export function ownerName(volume: string): string {
  return `${volume}-owner`;
}
