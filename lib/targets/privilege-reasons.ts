import type { SecurityModel } from '../model/container';

/** Why a workload has what the hardened default denies: labels in Compose, annotations in Kubernetes. */
export function privilegeReasons({ capabilities, rootReason, fuse, user }: SecurityModel): Record<string, string> {
  return {
    ...Object.fromEntries(capabilities.map(({ name, reason }) => [`cdk8s-compose/capability.${name}`, reason])),
    ...(fuse && { 'cdk8s-compose/fuse': fuse.reason }),
    ...(user === 0 && rootReason !== undefined && { 'cdk8s-compose/root': rootReason }),
  };
}
