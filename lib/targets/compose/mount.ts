import type { StackGraph } from '../../model/graph';
import type { ContainerModel } from '../../model/container';
import type { MountModel, RelabelName } from '../../model/storage';
import type { WorkloadModel } from '../../model/workload';
import type { ChosenTexts } from './chosen';
import type { ComposeMount, ComposeService } from './document';
import { escapeDollar, interpolate, required } from './interpolation';
import { sharedVolumeName } from './shared-volume';
import { sourcePath } from './source-path';
import { byteSize } from './units';
import { certificateVariable, sharedMountVariable } from './variables';

type MountAttributes = Pick<ComposeService, 'configs' | 'secrets' | 'volumes' | 'tmpfs' | 'shm_size'>;

/** What the mounts of one container come to, by the attribute that Compose wants it in. */
interface Lowered {
  readonly configs: NonNullable<MountAttributes['configs']>;
  readonly secrets: NonNullable<MountAttributes['secrets']>;
  readonly volumes: ComposeMount[];
  readonly tmpfs: string[];
  shmSize?: string;
}

/** Whose mounts they are. */
interface Whose {
  readonly container: ContainerModel;
  readonly workload: WorkloadModel;
  readonly graph: StackGraph;
  readonly texts: ChosenTexts;
}

type Kinds = { readonly [K in MountModel['kind']]: (mount: Extract<MountModel, { readonly kind: K }>, target: string, to: Lowered, whose: Whose) => unknown };

const KINDS: Kinds = {
  config: (mount, target, { configs }) => configs.push({ source: mount.config, target }),
  secret: (mount, target, { secrets }) => secrets.push({ source: mount.secret, target }),
  volume: (mount, target, { volumes }, { graph }) => volumes.push(lowerVolume(mount, target, graph)),
  'host-path': (mount, target, { volumes }, { graph }) => {
    const source = mount.chosen ? interpolate(mount.chosen, graph) : escapeDollar(mount.path);
    volumes.push({ type: 'bind', source, target, ...(mount.readOnly && { read_only: true }), bind: { create_host_path: false, ...selinux(mount.relabel) } });
  },
  image: ({ reference, subPath }, target, { volumes }) =>
    volumes.push({ type: 'image', source: reference, target, read_only: true, ...(subPath !== undefined && { image: { subpath: escapeDollar(subPath) } }) }),
  source: (mount, target, { volumes }, { graph }) => {
    // Without create_host_path: false a wrong path would become an empty directory owned by root.
    volumes.push({ type: 'bind', source: sourcePath(mount.source, graph), target, ...(mount.readOnly && { read_only: true }), bind: { create_host_path: false, ...selinux(mount.relabel) } });
    volumes.push(...mount.keep.map((keep): ComposeMount => ({ type: 'volume', target: escapeDollar(keep) })));
  },
  certificate: (mount, target, { volumes }) => volumes.push({ type: 'bind', source: required(certificateVariable(mount)), target, read_only: true, bind: { create_host_path: false } }),
  // A named volume cannot carry propagation. The directory is the stack's own, below what the operator names.
  propagated: (mount, target, { volumes }, { graph }) => volumes.push({
    type: 'bind',
    source: `${required(sharedMountVariable(mount))}/${graph.model.name}/${mount.directory}`,
    target,
    bind: { create_host_path: true, propagation: mount.mounter ? 'rshared' : 'rslave' },
  }),
  scratch: (mount, target, { tmpfs }, whose) => tmpfs.push(`${target}:${scratchOptions(mount.size, whose)}`),
  'shared-scratch': (mount, target, { volumes }, { workload }) => volumes.push({ type: 'volume', source: sharedVolumeName(workload, mount), target, volume: { nocopy: true } }),
  'shared-memory': (mount, _, to) => (to.shmSize = byteSize(mount.size)),
};

/** Adds everything that a container has mounted to its service. */
export function addMounts(service: MountAttributes, container: ContainerModel, workload: WorkloadModel, graph: StackGraph, texts: ChosenTexts): void {
  const lowered: Lowered = { configs: [], secrets: [], volumes: [], tmpfs: [] };
  const whose = { container, workload, graph, texts };
  for (const mount of container.mounts) KINDS[mount.kind](mount as never, escapeDollar(mount.target), lowered, whose);
  const { configs, secrets, volumes, tmpfs, shmSize } = lowered;
  if (configs.length > 0) service.configs = configs;
  if (secrets.length > 0) service.secrets = secrets;
  if (volumes.length > 0) service.volumes = volumes;
  if (tmpfs.length > 0) service.tmpfs = tmpfs;
  if (shmSize !== undefined) service.shm_size = shmSize;
}

function lowerVolume({ volume, readOnly }: Extract<MountModel, { readonly kind: 'volume' }>, target: string, graph: StackGraph): ComposeMount {
  const { hostPath, relabel, ownedByImage } = graph.volumes.get(volume)!;
  if (hostPath) return hostDirectory(interpolate(hostPath, graph), target, readOnly, relabel);
  const mount: ComposeMount = { type: 'volume', source: volume, target };
  if (readOnly) mount.read_only = true;
  // The engine would fill a new volume with files of the image, which are another user's; Kubernetes never does.
  if (!ownedByImage) mount.volume = { nocopy: true };
  return mount;
}

/** The engine gives a directory that the image has the image's mode, whatever is asked for: only an owner helps. */
function scratchOptions(size: number | undefined, { container: { security: { user, group } }, texts }: Whose): string {
  const ofSize = size === undefined ? '' : `size=${byteSize(size)},`;
  const ofUser = user === undefined ? '' : `uid=${texts['user.uid'] ?? user},gid=${texts['user.gid'] ?? group},`;
  return `${ofSize}${ofUser}mode=1777`;
}

/** A directory of the host that holds what the application keeps; Compose makes it. */
export function hostDirectory(source: string, target: string, readOnly = false, relabel?: RelabelName): ComposeMount {
  return { type: 'bind', source, target, ...(readOnly && { read_only: true }), bind: { create_host_path: true, ...selinux(relabel) } };
}

function selinux(relabel: RelabelName | undefined): { selinux?: 'z' | 'Z' } {
  return relabel === undefined ? {} : { selinux: relabel === 'shared' ? 'z' : 'Z' };
}
