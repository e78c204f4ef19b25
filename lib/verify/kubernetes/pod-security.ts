import { clusterOf, type Cluster, type Container, type Pod, type Rule } from './manifests';
import { at, fields, mappings, shown, text, texts, type Fields } from '../untyped';

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/ as of 1.28. */
export type PodSecurityLevel = 'baseline' | 'restricted';

const BASELINE_CAPABILITIES = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD',
  'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);
const SAFE_SYSCTLS = new Set([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_local_reserved_ports',
]);
const SELINUX_TYPES = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t']);
const RESTRICTED_VOLUMES = new Set([
  'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret',
]);
const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

const contextOf = ({ body }: Container): Fields => fields(body['securityContext']);
const podContext = ({ spec }: Pod): Fields => fields(spec['securityContext']);

/** The pod's own security context and each container's, with what messages call them. */
const contexts = (pod: Pod): readonly (readonly [string, Fields])[] => [
  [pod.label, podContext(pod)],
  ...pod.containers.map((container) => [container.label, contextOf(container)] as const),
];

function* baselinePod(pod: Pod): Iterable<string> {
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (pod.spec[field] === true) yield `${pod.label}: ${field}`;
  }
  for (const volume of mappings(pod.spec['volumes'])) {
    if ('hostPath' in volume) yield `${pod.label}: hostPath volume ${shown(volume['name'])}`;
  }
  for (const { name } of mappings(podContext(pod)['sysctls'])) {
    if (!SAFE_SYSCTLS.has(text(name) ?? '')) yield `${pod.label}: unsafe sysctl ${shown(name)}`;
  }
  for (const [key, value] of Object.entries(pod.annotations)) {
    if (!key.startsWith(APPARMOR_ANNOTATION)) continue;
    const profile = text(value) ?? '';
    if (profile !== 'runtime/default' && !profile.startsWith('localhost/')) yield `${pod.label}: AppArmor profile ${shown(value)}`;
  }
}

function* baselineContexts(pod: Pod): Iterable<string> {
  for (const [label, context] of contexts(pod)) {
    if (at(context['windowsOptions'], 'hostProcess') === true) yield `${label}: Windows HostProcess`;
    if (at(context['seccompProfile'], 'type') === 'Unconfined') yield `${label}: seccompProfile Unconfined`;
    const { type, user, role } = fields(context['seLinuxOptions']);
    if (!SELINUX_TYPES.has(text(type) ?? '')) yield `${label}: SELinux type ${shown(type)}`;
    if (text(user) || text(role)) yield `${label}: custom SELinux user or role`;
  }
}

function* baselineContainers(pod: Pod): Iterable<string> {
  for (const container of pod.containers) {
    const { label, body } = container;
    const context = contextOf(container);
    if (context['privileged'] === true) yield `${label}: privileged`;
    for (const capability of texts(at(context['capabilities'], 'add'))) {
      if (!BASELINE_CAPABILITIES.has(capability)) yield `${label}: adds capability ${capability}`;
    }
    for (const { hostPort } of mappings(body['ports'])) {
      if (hostPort !== undefined && hostPort !== 0) yield `${label}: hostPort ${String(hostPort)}`;
    }
    if (![undefined, 'Default'].includes(text(context['procMount']))) yield `${label}: procMount ${shown(context['procMount'])}`;
  }
}

/** A setting every container must have, by itself or from the pod. */
const inherited = (pod: Pod, container: Container, ...path: readonly string[]): unknown =>
  at(contextOf(container), ...path) ?? at(podContext(pod), ...path);

function* restricted(pod: Pod): Iterable<string> {
  for (const { name, ...sources } of mappings(pod.spec['volumes'])) {
    const source = Object.keys(sources).find((kind) => !RESTRICTED_VOLUMES.has(kind));
    if (source !== undefined) yield `${pod.label}: volume ${shown(name)} of type ${source}`;
  }
  for (const [label, context] of contexts(pod)) {
    if (context['runAsUser'] === 0) yield `${label}: runAsUser 0`;
  }
  for (const container of pod.containers) {
    if (inherited(pod, container, 'runAsNonRoot') !== true) yield `${container.label}: runAsNonRoot is not true`;
    if (at(pod.spec, 'os', 'name') !== 'windows') yield* restrictedLinux(pod, container);
  }
}

function* restrictedLinux(pod: Pod, container: Container): Iterable<string> {
  const { label } = container;
  const context = contextOf(container);
  const seccomp = inherited(pod, container, 'seccompProfile', 'type');
  if (context['allowPrivilegeEscalation'] !== false) yield `${label}: allowPrivilegeEscalation is not false`;
  if (seccomp !== 'RuntimeDefault' && seccomp !== 'Localhost') yield `${label}: no seccompProfile RuntimeDefault or Localhost`;
  if (!texts(at(context['capabilities'], 'drop')).includes('ALL')) yield `${label}: does not drop ALL capabilities`;
  for (const capability of texts(at(context['capabilities'], 'add'))) {
    if (capability !== 'NET_BIND_SERVICE') yield `${label}: adds capability ${capability}`;
  }
}

function violationsOf(pod: Pod, level: PodSecurityLevel): readonly string[] {
  const baseline = [...baselinePod(pod), ...baselineContexts(pod), ...baselineContainers(pod)];
  return [...new Set(level === 'baseline' ? baseline : [...baseline, ...restricted(pod)])];
}

/** What the Pod Security Standards of a level forbid in a pod or a workload's pod template; other objects have no violations. */
export function podSecurityViolations(object: unknown, level: PodSecurityLevel): string[] {
  return clusterOf([object]).pods.flatMap((pod) => violationsOf(pod, level));
}

const ENFORCE = 'pod-security.kubernetes.io/enforce';

function* enforcedLevels(cluster: Cluster): Iterable<string> {
  for (const { name, label, body } of cluster.ofKind('Namespace')) {
    const level = at(body, 'metadata', 'labels', ENFORCE);
    if (level === undefined || level === 'privileged') continue;
    if (level !== 'baseline' && level !== 'restricted') {
      yield `${label}: ${shown(level)} is not a pod security level`;
      continue;
    }
    for (const pod of cluster.pods.filter(({ owner }) => owner.namespace === name)) {
      for (const violation of violationsOf(pod, level)) yield `${violation} (namespace ${name} enforces ${level})`;
    }
  }
}

/** Pods in namespaces that enforce a level. */
export const POD_SECURITY_RULES: readonly Rule[] = [enforcedLevels];
