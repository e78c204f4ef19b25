import type { Reporter } from '../../diagnostics/findings';
import { volumesPerReplica, type StackGraph } from '../../model/graph';
import type { MountModel, VolumeModel } from '../../model/storage';
import type { ContainerModel } from '../../model/container';
import { containersOf, type WorkloadModel } from '../../model/workload';
import type { PersistentVolumeClaim, PodVolume, VolumeMount } from './api';
import { bucketVolumeName } from './bucket';
import type { KubernetesCodes } from './codes';
import { stackMeta } from './labels';
import { secretKeyOf, secretNameOf } from './names';
import type { KubernetesSettings } from './settings';
import { byteQuantity } from './units';

export interface PodStorage {
  /** By the path of the container. */
  readonly mounts: ReadonlyMap<string, VolumeMount[]>;
  readonly volumes: PodVolume[];
}

/** What the containers of a pod have mounted. */
export function lowerStorage(workload: WorkloadModel, graph: StackGraph): PodStorage {
  const mounted = new Map(containersOf(workload).map((container) => [container.path, mountsOf(container)]));
  const all = [...mounted.values()].flat();
  const owners = ownersOfClaims(all);
  const mounts = new Map<string, VolumeMount[]>();
  const volumes = new Map<string, PodVolume>();
  mounted.forEach((own, path) => mounts.set(path, own.map((mount) => {
    const name = freeName(volumeName(mount), ownerOf(mount, path), owners);
    // A template of the StatefulSet is a volume of the pod by its name alone.
    const isOfTemplate = mount.kind === 'volume' && graph.volumes.get(mount.volume)!.perReplica;
    if (!isOfTemplate && !volumes.has(name)) volumes.set(name, podVolume(name, mount, all, graph));
    return volumeMount(name, mount, graph);
  })));
  return { mounts, volumes: [...volumes.values()] };
}

/** What is mounted in a pod, too: sources are the checkout's. */
function mountsOf({ mounts }: ContainerModel): readonly PodMount[] {
  return mounts.some(isSource) ? mounts.filter((mount) => !isSource(mount)) : (mounts as readonly PodMount[]);
}

function isSource(mount: MountModel): mount is Extract<MountModel, { kind: 'source' }> {
  return mount.kind === 'source';
}

function volumeMount(name: string, mount: PodMount, graph: StackGraph): VolumeMount {
  const lowered: VolumeMount = { name, mountPath: mount.target };
  if (mount.kind === 'propagated') lowered.mountPropagation = mount.mounter ? 'Bidirectional' : 'HostToContainer';
  // A file is mounted by itself, so that its siblings in the image stay visible.
  const subPath = fileOf(mount, graph);
  if (subPath !== undefined) lowered.subPath = subPath;
  if (isReadOnly(mount)) lowered.readOnly = true;
  return lowered;
}

function fileOf(mount: PodMount, graph: StackGraph): string | undefined {
  if (mount.kind === 'config') return graph.configFiles.get(mount.config)!.fileName;
  if (mount.kind === 'secret') return mount.secret;
  return mount.kind === 'image' ? mount.subPath : undefined;
}

function isReadOnly(mount: PodMount): boolean {
  if (mount.kind === 'volume' || mount.kind === 'host-path') return mount.readOnly;
  return mount.kind === 'config' || mount.kind === 'secret' || mount.kind === 'certificate' || mount.kind === 'image';
}

/** How its claim is called. */
export function claimOf(volume: string, graph: StackGraph): string {
  return graph.volumes.get(volume)?.existing?.claim ?? volume;
}

/** What has to be there, so that a pod says so where it is not. */
const HOST_TYPES = { directory: 'Directory', file: 'File', socket: 'Socket' };

type PodMount = Exclude<MountModel, { kind: 'source' }>;

function podVolume(name: string, mount: PodMount, all: readonly PodMount[], graph: StackGraph): PodVolume {
  switch (mount.kind) {
    case 'volume': {
      const readOnly = all.every((other) => other.kind !== 'volume' || other.volume !== mount.volume || other.readOnly);
      return { name, persistentVolumeClaim: { claimName: claimOf(mount.volume, graph), ...(readOnly && { readOnly }) } };
    }
    case 'host-path':
      return { name, hostPath: { path: mount.path, type: HOST_TYPES[mount.type] } };
    case 'image':
      // How it is pulled is what a server puts there: as an image of that name.
      return { name, image: { reference: mount.reference } };
    case 'config':
      return { name, configMap: { name: mount.config, defaultMode: graph.configFiles.get(mount.config)!.mode ?? 0o444 } };
    case 'certificate':
      return { name, secret: { secretName: mount.secret, defaultMode: 0o444 } };
    case 'secret':
      return { name, secret: { secretName: secretNameOf(mount.secret, graph.model), items: [{ key: secretKeyOf(mount.secret, graph.model), path: mount.secret }], defaultMode: mount.mode ?? 0o444 } };
    case 'propagated':
      return { name, emptyDir: {} };
    case 'shared-scratch':
      return { name, emptyDir: { sizeLimit: byteQuantity(mount.size) } };
    case 'scratch':
    case 'shared-memory':
      return { name, emptyDir: { medium: 'Memory', ...(mount.size !== undefined && { sizeLimit: byteQuantity(mount.size) }) } };
  }
}

/** Each volume, file and directory of a pod has a name of its own, and claims are called after their volumes: these names are taken. */
function ownersOfClaims(mounts: readonly PodMount[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const mount of mounts) if (mount.kind === 'volume') owners.set(mount.volume, ownerOf(mount, ''));
  return owners;
}

/** The name that an owner has already, or that nobody has. */
function freeName(base: string, owner: string, owners: Map<string, string>): string {
  let name = base;
  for (let n = 2; (owners.get(name) ?? owner) !== owner; n++) name = `${base.slice(0, 60)}-${n}`;
  owners.set(name, owner);
  return name;
}

/** What is private to a container has its own volume; the rest is shared within the pod. */
function ownerOf(mount: PodMount, path: string): string {
  if (mount.kind === 'volume') return `volume ${mount.volume}`;
  if (mount.kind === 'config') return `config ${mount.config}`;
  if (mount.kind === 'secret') return `secret ${mount.secret} ${mount.mode}`;
  if (mount.kind === 'propagated') return `propagated ${mount.directory}`;
  if (mount.kind === 'shared-scratch') return `shared ${mount.name}`;
  return `${path} ${mount.target}`;
}

/** `/var/cache/nginx` becomes `scratch-var-cache-nginx`; a hash of nothing, so that moving a construct changes no pod. */
function volumeName(mount: PodMount): string {
  if (mount.kind === 'volume') return mount.volume;
  if (mount.kind === 'config') return mount.config;
  if (mount.kind === 'propagated') return mount.directory;
  if (mount.kind === 'shared-scratch') return labelOf('shared', mount.name);
  if (mount.kind === 'secret') return labelOf('secret', mount.secret);
  if (mount.kind === 'certificate') return labelOf('certificate', mount.secret);
  if (mount.kind === 'host-path') return labelOf('host', mount.target);
  if (mount.kind === 'image') return labelOf('image', mount.target);
  return labelOf('scratch', mount.target);
}

function labelOf(prefix: string, text: string): string {
  return `${prefix}-${text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`.slice(0, 63).replace(/-$/, '');
}

function classOf({ storageClass, shared }: VolumeModel, settings: KubernetesSettings): string | undefined {
  return storageClass ?? (shared ? settings.sharedStorageClass : settings.storageClass);
}

/** Says which claims have a class by a setting, and which need one. */
export function reportClasses({ model }: StackGraph, settings: KubernetesSettings, findings: Reporter<KubernetesCodes>): void {
  for (const volume of model.volumes) {
    const { name, path, size, storageClass, bucket, shared } = volume;
    if (size === undefined || bucket || storageClass !== undefined) continue;
    const kubernetes = classOf(volume, settings);
    if (kubernetes !== undefined) {
      const differences = kubernetes === '' ? [] : [{ workload: '', what: `volume ${name} class`, kubernetes }];
      findings.report('kubernetes/target-setting', path, { setting: shared ? 'sharedStorageClass' : 'storageClass', detail: `the storage class ${kubernetes}`, differences });
    } else if (shared) findings.report('kubernetes/shared-storage-class', path, { detail: name });
  }
}

/** The claim of a volume, called as the volume is: not after who mounts it, or the data would seem gone when that changes. None of one that is there. */
export function lowerClaim(volume: VolumeModel, graph: StackGraph, settings: KubernetesSettings): PersistentVolumeClaim | undefined {
  const { size, perReplica } = volume;
  if (size === undefined || perReplica) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: stackMeta(volume.name, graph.model),
    spec: {
      ...claimSpec(volume, size, settings),
      ...(volume.bucket?.provisioning === 'static' && { volumeName: bucketVolumeName(volume, graph) }),
    },
  };
}

/**
 * What a StatefulSet makes the claims of each replica of. It has the labels of a claim by which all claims of a stack are found, and none that
 * a user can change: a template cannot be. Kind and version are what a server adds, so that nothing differs from what it has.
 */
export function lowerClaimTemplates(workload: WorkloadModel, graph: StackGraph, settings: KubernetesSettings): PersistentVolumeClaim[] {
  return volumesPerReplica(workload, graph).flatMap((volume): PersistentVolumeClaim[] => {
    const { name, labels } = stackMeta(volume.name, graph.model);
    return volume.size === undefined ? [] : [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, labels }, spec: claimSpec(volume, volume.size, settings) }];
  });
}

function claimSpec(volume: VolumeModel, size: number, settings: KubernetesSettings): PersistentVolumeClaim['spec'] {
  // An empty class keeps the cluster's default one from making a disk for a bucket.
  const storageClassName = volume.bucket?.provisioning === 'static' ? '' : classOf(volume, settings);
  return {
    accessModes: [volume.shared ? 'ReadWriteMany' : 'ReadWriteOnce'],
    ...(storageClassName !== undefined && { storageClassName }),
    resources: { requests: { storage: byteQuantity(size) } },
  };
}
