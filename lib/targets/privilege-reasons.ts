import type { ContainerModel } from '../model/container';
import { mainOf, type WorkloadModel } from '../model/workload';
import { CONTAINER_WORDS, reasonsOf, WORKLOAD_WORDS } from '../model/words';

/** Why a container has what the hardened default denies: labels in Compose, annotations in Kubernetes. Those of the workload stand with its main container. */
export function privilegeReasons(container: ContainerModel, workload: WorkloadModel): Record<string, string> {
  const { capabilities, rootReason, fuse, user } = container.security;
  const ofHost = container.mounts.flatMap((mount) => (mount.kind === 'host-path' ? [`${mount.target}: ${mount.reason}`] : []));
  const said = {
    ...Object.fromEntries(capabilities.map(({ name, reason }) => [`capability.${name}`, reason])),
    ...(fuse && { fuse: fuse.reason }),
    ...(ofHost.length > 0 && { 'host-path': ofHost.join('; ') }),
    ...(user === 0 && rootReason !== undefined && { root: rootReason }),
    ...(container === mainOf(workload) && reasonsOf(WORKLOAD_WORDS, workload)),
    ...reasonsOf(CONTAINER_WORDS, container),
  };
  return Object.fromEntries(Object.entries(said).map(([name, reason]) => [`cdk8s-compose/${name}`, reason]));
}
