import type { StackGraph } from '../../model/graph';
import type { MountModel, VolumeModel } from '../../model/storage';
import type { WorkloadModel } from '../../model/workload';
import type { ClaimSpec, PersistentVolumeClaim, PodVolume, StatefulSet, VolumeMount } from './api';
import { bucketVolumeName } from './bucket';
import { stackMeta } from './labels';
import { byteQuantity } from './units';

export interface PodStorage {
  readonly mounts: VolumeMount[];
  readonly volumes: PodVolume[];
  readonly claimTemplates: NonNullable<StatefulSet['spec']['volumeClaimTemplates']>;
}

/** What a pod has mounted. A stateful workload gets the claims that are its alone from templates. */
export function lowerStorage(workload: WorkloadModel, graph: StackGraph, hasOneUser: (volume: string) => boolean): PodStorage {
  const storage: PodStorage = { mounts: [], volumes: [], claimTemplates: [] };
  for (const mount of workload.mounts) {
    if (mount.kind === 'source') continue;
    const name = volumeName(mount);
    storage.mounts.push({
      name,
      mountPath: mount.target,
      // A file is mounted by itself, so that its siblings in the image stay visible.
      ...(mount.kind === 'config' && { subPath: graph.configFiles.get(mount.config)!.fileName }),
      ...((mount.kind === 'config' || (mount.kind === 'volume' && mount.readOnly)) && { readOnly: true }),
    });
    if (storage.volumes.some((volume) => volume.name === name) || storage.claimTemplates.some((claim) => claim.metadata?.name === name)) continue;
    if (mount.kind === 'volume' && workload.kind === 'stateful' && hasOneUser(mount.volume) && !graph.volumes.get(mount.volume)!.bucket) {
      storage.claimTemplates.push({ metadata: { name }, spec: claimSpec(graph.volumes.get(mount.volume)!) });
    } else {
      storage.volumes.push(podVolume(name, mount));
    }
  }
  return storage;
}

function podVolume(name: string, mount: Exclude<MountModel, { kind: 'source' }>): PodVolume {
  switch (mount.kind) {
    case 'volume':
      return { name, persistentVolumeClaim: { claimName: mount.volume, ...(mount.readOnly && { readOnly: true }) } };
    case 'config':
      return { name, configMap: { name: mount.config, defaultMode: 0o444 } };
    case 'scratch':
    case 'shared-memory':
      return { name, emptyDir: { medium: 'Memory', sizeLimit: byteQuantity(mount.size) } };
  }
}

/** `/var/cache/nginx` becomes `var-cache-nginx`; a hash of nothing, so that moving a construct changes no pod. */
function volumeName(mount: Exclude<MountModel, { kind: 'source' }>): string {
  if (mount.kind === 'volume') return mount.volume;
  if (mount.kind === 'config') return mount.config;
  return `scratch-${mount.target.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`.slice(0, 63).replace(/-$/, '');
}

export function lowerClaim(volume: VolumeModel, graph: StackGraph): PersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: stackMeta(volume.name, graph.model),
    spec: {
      ...claimSpec(volume),
      // An empty class keeps the cluster's default one from making a disk.
      ...(volume.bucket?.provisioning === 'static' && { storageClassName: '', volumeName: bucketVolumeName(volume, graph) }),
    },
  };
}

function claimSpec(volume: VolumeModel): ClaimSpec {
  return {
    accessModes: [volume.shared ? 'ReadWriteMany' : 'ReadWriteOnce'],
    ...(volume.storageClass !== undefined && { storageClassName: volume.storageClass }),
    resources: { requests: { storage: byteQuantity(volume.size) } },
  };
}
