import type { Place, Problem, Subject } from '../problem';
import { at, fields, isFields, items, shown, text, texts, type Fields } from '../untyped';
import { knownMinors } from './api/api';
import { inContainer, inPod, problem } from './finding';
import { clusterOfSubjects, type Cluster, type Container, type Manifest, type Pod, type Rule } from './manifests';

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/; what they say depends on the version of Kubernetes. */
export type PodSecurityLevel = 'baseline' | 'restricted';

interface Violation {
  readonly container?: Container;
  readonly place: Place;
  readonly detail: string;
}

const BASELINE_CAPABILITIES = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD',
  'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);
/** With the minor version from which on each is thought to be safe. */
const SAFE_SYSCTLS: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
};
const SELINUX_TYPES: Readonly<Record<string, number>> = { '': 0, container_t: 0, container_init_t: 0, container_kvm_t: 0, container_engine_t: 31 };
/** Hosts in probes and hooks lead a kubelet wherever the pod wants. */
const PROBE_HOSTS_SINCE = 34;
/** In a user namespace of its own, root is nobody. */
const USER_NAMESPACES_SINCE = 35;
const RESTRICTED_VOLUMES = new Set([
  'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret',
]);
const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
const ALLOWED_APPARMOR = ['RuntimeDefault', 'Localhost'];

const isSafe = (table: Readonly<Record<string, number>>, name: string, minor: number): boolean =>
  Object.hasOwn(table, name) && (table[name] ?? Infinity) <= minor;

const contextOf = ({ body }: Container): Fields => fields(body['securityContext']);
const podContext = ({ spec }: Pod): Fields => fields(spec['securityContext']);

/** The pod's own security context and each container's. */
const contexts = (pod: Pod): readonly (readonly [Container | undefined, Fields])[] => [
  [undefined, podContext(pod)],
  ...pod.containers.map((container) => [container, contextOf(container)] as const),
];

const hasUserNamespace = (pod: Pod, minor: number): boolean => minor >= USER_NAMESPACES_SINCE && pod.spec['hostUsers'] === false;

function* baselinePod(pod: Pod, minor: number): Iterable<Violation> {
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (pod.spec[field] === true) yield { place: [field], detail: field };
  }
  for (const [index, volume] of items(pod.spec['volumes']).entries()) {
    if (isFields(at(volume, 'hostPath'))) yield { place: ['volumes', index], detail: `hostPath volume ${shown(at(volume, 'name'))}` };
  }
  for (const sysctl of items(podContext(pod)['sysctls'])) {
    const name = at(sysctl, 'name');
    if (!isSafe(SAFE_SYSCTLS, text(name) ?? '', minor)) yield { place: ['securityContext', 'sysctls'], detail: `unsafe sysctl ${shown(name)}` };
  }
  for (const [key, value] of Object.entries(pod.annotations)) {
    const profile = text(value) ?? '';
    if (!key.startsWith(APPARMOR_ANNOTATION) || profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/')) continue;
    yield { place: [], detail: `AppArmor profile ${shown(value)}` };
  }
}

function* baselineContexts(pod: Pod, minor: number): Iterable<Violation> {
  for (const [container, context] of contexts(pod)) {
    const inContext = (field: string, detail: string): Violation => ({ ...(container && { container }), place: ['securityContext', field], detail });
    if (at(context['windowsOptions'], 'hostProcess') === true) yield inContext('windowsOptions', 'Windows HostProcess');
    if (at(context['seccompProfile'], 'type') === 'Unconfined') yield inContext('seccompProfile', 'seccompProfile Unconfined');
    const profile = text(at(context['appArmorProfile'], 'type'));
    if (profile !== undefined && !ALLOWED_APPARMOR.includes(profile)) yield inContext('appArmorProfile', `AppArmor profile ${profile}`);
    const { type, user, role } = fields(context['seLinuxOptions']);
    if (!isSafe(SELINUX_TYPES, text(type) ?? '', minor)) yield inContext('seLinuxOptions', `SELinux type ${shown(type)}`);
    if (text(user) || text(role)) yield inContext('seLinuxOptions', 'custom SELinux user or role');
  }
}

const HANDLERS: readonly (readonly string[])[] = [['livenessProbe'], ['readinessProbe'], ['startupProbe'], ['lifecycle', 'postStart'], ['lifecycle', 'preStop']];

function* baselineContainers(pod: Pod, minor: number): Iterable<Violation> {
  for (const container of pod.containers) {
    const { body } = container;
    const context = contextOf(container);
    if (context['privileged'] === true) yield { container, place: ['securityContext', 'privileged'], detail: 'privileged' };
    for (const capability of texts(at(context['capabilities'], 'add'))) {
      if (!BASELINE_CAPABILITIES.has(capability)) yield { container, place: ['securityContext', 'capabilities', 'add'], detail: `adds capability ${capability}` };
    }
    for (const [index, port] of items(body['ports']).entries()) {
      const hostPort = at(port, 'hostPort');
      if (typeof hostPort === 'number' && hostPort !== 0) yield { container, place: ['ports', index, 'hostPort'], detail: `hostPort ${hostPort}` };
    }
    const procMount = text(context['procMount']);
    if (procMount !== undefined && procMount !== 'Default' && !hasUserNamespace(pod, minor)) yield { container, place: ['securityContext', 'procMount'], detail: `procMount ${shown(procMount)}` };
    for (const [path, kind] of minor >= PROBE_HOSTS_SINCE ? HANDLERS.flatMap((handler) => [[handler, 'httpGet'], [handler, 'tcpSocket']] as const) : []) {
      const host = text(at(body, ...path, kind, 'host'));
      if (host) yield { container, place: [...path, kind, 'host'], detail: `${path.join('.')} asks another host (${host})` };
    }
  }
}

/** A setting every container must have, by itself or from the pod. */
const inherited = (pod: Pod, container: Container, ...path: readonly string[]): unknown =>
  at(contextOf(container), ...path) ?? at(podContext(pod), ...path);

function* restricted(pod: Pod, minor: number): Iterable<Violation> {
  for (const [index, volume] of items(pod.spec['volumes']).entries()) {
    const { name, ...sources } = fields(volume);
    const source = Object.keys(sources).find((kind) => !RESTRICTED_VOLUMES.has(kind));
    if (source !== undefined) yield { place: ['volumes', index], detail: `volume ${shown(name)} of type ${source}` };
  }
  const rootIsNobody = hasUserNamespace(pod, minor);
  for (const [container, context] of contexts(pod)) {
    if (context['runAsUser'] === 0 && !rootIsNobody) yield { ...(container && { container }), place: ['securityContext', 'runAsUser'], detail: 'runAsUser 0' };
  }
  for (const container of pod.containers) {
    if (!rootIsNobody && inherited(pod, container, 'runAsNonRoot') !== true) yield { container, place: ['securityContext'], detail: 'runAsNonRoot is not true' };
    if (at(pod.spec, 'os', 'name') !== 'windows') yield* restrictedLinux(pod, container);
  }
}

function* restrictedLinux(pod: Pod, container: Container): Iterable<Violation> {
  const context = contextOf(container);
  const seccomp = inherited(pod, container, 'seccompProfile', 'type');
  const lacks = (detail: string): Violation => ({ container, place: ['securityContext'], detail });
  if (context['allowPrivilegeEscalation'] !== false) yield lacks('allowPrivilegeEscalation is not false');
  if (seccomp !== 'RuntimeDefault' && seccomp !== 'Localhost') yield lacks('no seccompProfile RuntimeDefault or Localhost');
  if (!texts(at(context['capabilities'], 'drop')).includes('ALL')) yield lacks('does not drop ALL capabilities');
  for (const capability of texts(at(context['capabilities'], 'add'))) {
    if (capability !== 'NET_BIND_SERVICE') yield lacks(`adds capability ${capability}`);
  }
}

function violationsOf(pod: Pod, level: PodSecurityLevel, minor: number): readonly Violation[] {
  const baseline = [...baselinePod(pod, minor), ...baselineContexts(pod, minor), ...baselineContainers(pod, minor)];
  const all = level === 'baseline' ? baseline : [...baseline, ...restricted(pod, minor)];
  // Both levels speak of capabilities, restricted of all.
  const seen = new Set<string>();
  return all.filter(({ container, detail }) => {
    const key = `${container?.title ?? ''} ${detail}`;
    return !seen.has(key) && seen.add(key);
  });
}

function* podProblems(pod: Pod, level: PodSecurityLevel, minor: number, why: string, related: readonly Manifest[]): Iterable<Problem> {
  for (const { container, place, detail } of violationsOf(pod, level, minor)) {
    yield container === undefined
      ? inPod('manifest/pod-security', pod, place, `${detail}${why}`, related)
      : inContainer('manifest/pod-security', container, place, `: ${detail}${why}`, related);
  }
}

/** What the Pod Security Standards of a level forbid in the pods of manifests, whatever their namespaces say. */
export function podSecurityProblems(subjects: readonly Subject[], level: PodSecurityLevel, minor = 28): Problem[] {
  return clusterOfSubjects(subjects, { minor }).pods.flatMap((pod) => [...podProblems(pod, level, minor, '', [])]);
}

/** The strictest level whose standards all pods keep. */
export function strictestLevel(pods: readonly Pod[], minor: number): PodSecurityLevel | 'privileged' {
  return (['restricted', 'baseline'] as const).find((level) => pods.every((pod) => violationsOf(pod, level, minor).length === 0)) ?? 'privileged';
}

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const LABELS = ['enforce', 'audit', 'warn'].map((mode) => `pod-security.kubernetes.io/${mode}`);
const LEVELS = ['privileged', 'baseline', 'restricted'];

/** The version whose standards are meant: that of the server, unless the label says an older one. */
function enforcedMinor(version: unknown, minor: number): number | undefined {
  if (version === undefined || version === 'latest') return minor;
  const said = /^v1\.(\d+)$/.exec(text(version) ?? '')?.[1];
  return said === undefined ? undefined : Math.min(Number(said), minor);
}

function* enforcedLevels(cluster: Cluster): Iterable<Problem> {
  for (const namespace of cluster.ofKind('Namespace')) {
    const labels = fields(at(namespace.body, 'metadata', 'labels'));
    for (const label of LABELS) {
      const [level, version] = [labels[label], labels[`${label}-version`]];
      if (typeof level === 'string' && !LEVELS.includes(level)) yield problem('manifest/invalid-value', namespace, ['metadata', 'labels', label], `${shown(level)} is not a pod security level`);
      if (typeof version === 'string' && enforcedMinor(version, cluster.minor) === undefined) {
        yield problem('manifest/invalid-value', namespace, ['metadata', 'labels', `${label}-version`], `${shown(version)} is not a version of the pod security standards, like v1.${knownMinors().at(-1)} or latest`);
      }
    }
    const level = labels[ENFORCE];
    if (level !== 'baseline' && level !== 'restricted') continue;
    const minor = enforcedMinor(labels[`${ENFORCE}-version`], cluster.minor) ?? cluster.minor;
    for (const pod of cluster.pods.filter(({ owner }) => owner.namespace === namespace.name)) {
      yield* podProblems(pod, level, minor, ` (namespace ${namespace.name} enforces ${level})`, [namespace]);
    }
  }
}

/** Pods in namespaces that enforce a level. */
export const POD_SECURITY_RULES: readonly Rule[] = [enforcedLevels];
