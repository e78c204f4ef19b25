import type { ContainerModel } from '../../model/container';
import type { StackGraph } from '../../model/graph';
import { mainOf, type WorkloadModel } from '../../model/workload';
import { lowerEach } from '../words';
import { allowsRootAmongOwnUsers, type KubernetesSettings } from './settings';
import { CONTAINER_WORDS, POD_WORDS, type PodSecurityLevel } from './words';

/** What the Pod Security Standards allow to add. */
const RESTRICTED_CAPABILITIES = new Set(['NET_BIND_SERVICE']);
const BASELINE_CAPABILITIES = new Set([
  ...RESTRICTED_CAPABILITIES,
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]);

/** The strictest level under which each container may run. */
export type PodSecurityLevels = ReadonlyMap<ContainerModel, PodSecurityLevel>;

export function podSecurityLevels({ containers }: StackGraph, settings: KubernetesSettings): PodSecurityLevels {
  return new Map(containers.map(({ container, workload }) => [container, podSecurityLevel(container, workload, settings)]));
}

/** What is said of the workload counts with its main one. */
function podSecurityLevel(container: ContainerModel, workload: WorkloadModel, settings: KubernetesSettings): PodSecurityLevel {
  const levels = [securityLevel(container, workload.userNamespace === true && allowsRootAmongOwnUsers(settings))];
  const add = (level: PodSecurityLevel | ((of: KubernetesSettings) => PodSecurityLevel) | undefined): void => {
    if (level !== undefined) levels.push(typeof level === 'string' ? level : level(settings));
  };
  if (container === mainOf(workload)) for (const { level } of lowerEach(POD_WORDS, workload)) add(level);
  for (const { level } of lowerEach(CONTAINER_WORDS, container)) add(level);
  return weakest(levels);
}

/** The strictest level under which all may run. */
export function weakest(levels: readonly PodSecurityLevel[]): PodSecurityLevel {
  if (levels.includes('privileged')) return 'privileged';
  return levels.includes('baseline') ? 'baseline' : 'restricted';
}

function securityLevel({ security, mounts }: ContainerModel, mayBeRoot: boolean): PodSecurityLevel {
  if (security.fuse || mounts.some(({ kind }) => kind === 'host-path')) return 'privileged';
  const { user, capabilities } = security;
  if ((mayBeRoot || (user !== undefined && user !== 0)) && capabilities.every(({ name }) => RESTRICTED_CAPABILITIES.has(name))) return 'restricted';
  return capabilities.every(({ name }) => BASELINE_CAPABILITIES.has(name)) ? 'baseline' : 'privileged';
}
