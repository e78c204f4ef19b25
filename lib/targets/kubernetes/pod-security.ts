import type { ContainerModel } from '../../model/container';
import { mainOf, type WorkloadModel } from '../../model/workload';
import { lowerEach } from '../words';
import type { KubernetesSettings } from './settings';
import { CONTAINER_WORDS, POD_WORDS, type PodSecurityLevel } from './words';

/** What the Pod Security Standards allow to add. */
const RESTRICTED_CAPABILITIES = new Set(['NET_BIND_SERVICE']);
const BASELINE_CAPABILITIES = new Set([
  ...RESTRICTED_CAPABILITIES,
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]);

/** The strictest level under which the container may run; what is said of the workload counts with its main one. */
export function podSecurityLevel(container: ContainerModel, workload: WorkloadModel, settings: KubernetesSettings): PodSecurityLevel {
  const words = [...(container === mainOf(workload) ? lowerEach(POD_WORDS, workload) : []), ...lowerEach(CONTAINER_WORDS, container)];
  return weakest([securityLevel(container), ...words.map(({ level = 'restricted' }) => (typeof level === 'string' ? level : level(settings)))]);
}

/** The strictest level under which all may run. */
export function weakest(levels: readonly PodSecurityLevel[]): PodSecurityLevel {
  return (['privileged', 'baseline'] as const).find((weak) => levels.includes(weak)) ?? 'restricted';
}

function securityLevel({ security, mounts }: ContainerModel): PodSecurityLevel {
  if (security.fuse || mounts.some(({ kind }) => kind === 'host-path')) return 'privileged';
  const names = security.capabilities.map(({ name }) => name);
  if (security.user !== undefined && security.user !== 0 && names.every((name) => RESTRICTED_CAPABILITIES.has(name))) return 'restricted';
  return names.every((name) => BASELINE_CAPABILITIES.has(name)) ? 'baseline' : 'privileged';
}
