import type { StackGraph } from '../../model/graph';
import type { ContainerModel } from '../../model/container';
import type { RelabelName } from '../../model/storage';
import type { WorkloadModel } from '../../model/workload';
import type { ChosenTexts } from './chosen';
import type { ComposeMount, ComposeService } from './document';
import { escapeDollar, interpolate, required } from './interpolation';
import { sharedVolumeName } from './shared-volume';
import { sourcePath } from './source-path';
import { byteSize } from './units';
import { certificateVariable, sharedMountVariable } from './variables';

type MountAttributes = Pick<ComposeService, 'configs' | 'secrets' | 'volumes' | 'tmpfs' | 'shm_size'>;

/** Everything that a container has mounted, by the attribute that Compose wants it in. */
export function lowerMounts({ mounts, security }: ContainerModel, workload: WorkloadModel, graph: StackGraph, texts: ChosenTexts): MountAttributes {
  const configs: { source: string; target: string }[] = [];
  const secrets: { source: string; target: string }[] = [];
  const volumes: ComposeMount[] = [];
  const tmpfs: string[] = [];
  let shmSize: string | undefined;
  for (const mount of mounts) {
    const target = escapeDollar(mount.target);
    switch (mount.kind) {
      case 'config':
        configs.push({ source: mount.config, target });
        break;
      case 'secret':
        secrets.push({ source: mount.secret, target });
        break;
      case 'volume': {
        const { hostPath, relabel } = graph.volumes.get(mount.volume)!;
        volumes.push(hostPath ? hostDirectory(interpolate(hostPath, graph), target, mount.readOnly, relabel) : {
          type: 'volume',
          source: mount.volume,
          target,
          ...(mount.readOnly && { read_only: true }),
          // The engine would fill a new volume with files of the image, which are another user's; Kubernetes never does.
          ...(!graph.volumes.get(mount.volume)!.ownedByImage && { volume: { nocopy: true } }),
        });
        break;
      }
      case 'host-path': {
        const source = mount.chosen ? interpolate(mount.chosen, graph) : escapeDollar(mount.path);
        volumes.push({ type: 'bind', source, target, ...(mount.readOnly && { read_only: true }), bind: { create_host_path: false, ...selinux(mount.relabel) } });
        break;
      }
      case 'source':
        // Without create_host_path: false a wrong path would become an empty directory owned by root.
        volumes.push({ type: 'bind', source: sourcePath(mount.source, graph), target, ...(mount.readOnly && { read_only: true }), bind: { create_host_path: false, ...selinux(mount.relabel) } });
        volumes.push(...mount.keep.map((keep): ComposeMount => ({ type: 'volume', target: escapeDollar(keep) })));
        break;
      case 'certificate':
        volumes.push({ type: 'bind', source: required(certificateVariable(mount)), target, read_only: true, bind: { create_host_path: false } });
        break;
      case 'propagated':
        // A named volume cannot carry propagation. The directory is the stack's own, below what the operator names.
        volumes.push({
          type: 'bind',
          source: `${required(sharedMountVariable(mount))}/${graph.model.name}/${mount.directory}`,
          target,
          bind: { create_host_path: true, propagation: mount.mounter ? 'rshared' : 'rslave' },
        });
        break;
      case 'scratch':
        // The engine gives a directory that the image has the image's mode, whatever is asked for: only an owner helps.
        tmpfs.push(`${target}:${[
          ...(mount.size === undefined ? [] : [`size=${byteSize(mount.size)}`]),
          ...(security.user === undefined ? [] : [`uid=${texts['user.uid'] ?? security.user}`, `gid=${texts['user.gid'] ?? security.group}`]),
          'mode=1777',
        ].join(',')}`);
        break;
      case 'shared-scratch':
        volumes.push({ type: 'volume', source: sharedVolumeName(workload, mount), target, volume: { nocopy: true } });
        break;
      case 'shared-memory':
        shmSize = byteSize(mount.size);
        break;
    }
  }
  return {
    ...(configs.length > 0 && { configs }),
    ...(secrets.length > 0 && { secrets }),
    ...(volumes.length > 0 && { volumes }),
    ...(tmpfs.length > 0 && { tmpfs }),
    ...(shmSize !== undefined && { shm_size: shmSize }),
  };
}

/** A directory of the host that holds what the application keeps; Compose makes it. */
export function hostDirectory(source: string, target: string, readOnly = false, relabel?: RelabelName): ComposeMount {
  return { type: 'bind', source, target, ...(readOnly && { read_only: true }), bind: { create_host_path: true, ...selinux(relabel) } };
}

function selinux(relabel: RelabelName | undefined): { selinux?: 'z' | 'Z' } {
  return relabel === undefined ? {} : { selinux: relabel === 'shared' ? 'z' : 'Z' };
}
