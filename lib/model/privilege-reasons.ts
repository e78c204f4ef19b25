import type { ContainerModel } from './container';
import { mainOf, type WorkloadModel } from './workload';
import { CONTAINER_WORDS, reasonsOf, WORKLOAD_WORDS } from './words';

/** Something that the hardened default denies, and why a container has it. */
export interface PrivilegeReason {
  /** What it is: `capability.CHOWN`, `privileged`. */
  readonly name: string;
  /** Where several are of one name, what this one is about. */
  readonly of?: string;
  readonly reason: string;
}

/** Why a container has what the hardened default denies. Reasons of the workload stand with its main container. */
export function privilegeReasons({ security, mounts, ...container }: ContainerModel, workload: WorkloadModel): PrivilegeReason[] {
  const { capabilities, rootReason, fuse, user } = security;
  const said = { ...(container.path === mainOf(workload).path && reasonsOf(WORKLOAD_WORDS, workload)), ...reasonsOf(CONTAINER_WORDS, container) };
  return [
    ...capabilities.map(({ name, reason }) => ({ name: `capability.${name}`, reason })),
    ...(fuse ? [{ name: 'fuse', reason: fuse.reason }] : []),
    ...mounts.flatMap((mount) => (mount.kind === 'host-path' ? [{ name: 'host-path', of: mount.target, reason: mount.reason }] : [])),
    ...(user === 0 && rootReason !== undefined ? [{ name: 'root', reason: rootReason }] : []),
    ...Object.entries(said).map(([name, reason]) => ({ name, reason })),
  ];
}

/** The same by name, as labels in Compose and annotations on Kubernetes say it. */
export function reasonNotes(container: ContainerModel, workload: WorkloadModel): Record<string, string> {
  const notes: Record<string, string> = {};
  for (const { name, of, reason } of privilegeReasons(container, workload)) {
    const key = `cdk8s-compose/${name}`;
    const note = of === undefined ? reason : `${of}: ${reason}`;
    notes[key] = key in notes ? `${notes[key]}; ${note}` : note;
  }
  return notes;
}
