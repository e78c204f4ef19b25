import type { ContainerModel } from './container';
import type { ContainerInWorkload } from './graph';
import { mainOf, type WorkloadModel } from './workload';
import { CONTAINER_WORDS, reasonsOf, saidWords, WORKLOAD_WORDS } from './words';

/** Something that the hardened default denies, and why a container has it. */
export interface PrivilegeReason {
  /** What it is: `capability.CHOWN`, `privileged`. */
  readonly name: string;
  /** Where several are of one name, what this one is about. */
  readonly of?: string;
  readonly reason: string;
}

/** Why containers have what the hardened default denies, by container; most have none of it, and are not there. */
export type Privileges = ReadonlyMap<ContainerModel, readonly PrivilegeReason[]>;

/** Those of the containers of a stack. Reasons of a workload stand with its main container. */
export function privilegesOf(containers: readonly ContainerInWorkload[]): Privileges {
  const privileges = new Map<ContainerModel, readonly PrivilegeReason[]>();
  for (const { container, workload } of containers) {
    const reasons = isHardened(container, workload) ? NO_REASONS : reasonsFor(container, workload);
    if (reasons.length > 0) privileges.set(container, reasons);
  }
  return privileges;
}

const NO_REASONS: readonly PrivilegeReason[] = [];

function isHardened(container: ContainerModel, workload: WorkloadModel): boolean {
  const { capabilities, fuse, user } = container.security;
  return capabilities.length === 0 && !fuse && user !== 0 &&
    saidWords(CONTAINER_WORDS, container).length === 0 && saidWords(WORKLOAD_WORDS, workload).length === 0 &&
    !container.mounts.some(isOfHost);
}

function isOfHost({ kind }: ContainerModel['mounts'][number]): boolean {
  return kind === 'host-path';
}

function reasonsFor(container: ContainerModel, workload: WorkloadModel): PrivilegeReason[] {
  const { capabilities, rootReason, fuse, user } = container.security;
  const reasons: PrivilegeReason[] = [];
  for (const { name, reason } of capabilities) reasons.push({ name: `capability.${name}`, reason });
  if (fuse) reasons.push({ name: 'fuse', reason: fuse.reason });
  for (const mount of container.mounts) if (mount.kind === 'host-path') reasons.push({ name: 'host-path', of: mount.target, reason: mount.reason });
  if (user === 0 && rootReason !== undefined) reasons.push({ name: 'root', reason: rootReason });
  const said = reasonsOf(CONTAINER_WORDS, container);
  const all = container.path === mainOf(workload).path ? { ...reasonsOf(WORKLOAD_WORDS, workload), ...said } : said;
  for (const name of Object.keys(all)) reasons.push({ name, reason: all[name] });
  return reasons;
}

/** The same by name, as labels in Compose and annotations on Kubernetes say it. */
export function reasonNotes(container: ContainerModel, privileges: Privileges): Record<string, string> {
  const notes: Record<string, string> = {};
  for (const { name, of, reason } of privileges.get(container) ?? NO_REASONS) {
    const key = `cdk8s-compose/${name}`;
    const note = of === undefined ? reason : `${of}: ${reason}`;
    notes[key] = key in notes ? `${notes[key]}; ${note}` : note;
  }
  return notes;
}
