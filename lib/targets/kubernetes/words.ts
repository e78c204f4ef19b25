import type { ContainerModel } from '../../model/container';
import { grouped } from '../../model/graph';
import { containersOf, type WorkloadModel } from '../../model/workload';
import { WORKLOAD_WORDS, type ContainerWords, type WorkloadWords } from '../../model/words';
import type { DeviceModel, ExtraHost, SysctlModel } from '../../model/word-values';
import { decisions, NATIVE } from '../support';
import { defineWords, joined, lowerEach } from '../words';
import type { Container, ObjectMeta, PodSpec } from './api';
import type { KubernetesCodes } from './codes';
import { safeSysctls, type KubernetesSettings } from './settings';

/** The levels of the Pod Security Standards, strictest first. */
export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged';

/** What a word comes to on Kubernetes. */
export interface WordAttributes {
  readonly pod?: Partial<PodSpec>;
  /** Of a word about a pod, those of each of its containers. */
  readonly container?: Partial<Container>;
  /** Of all objects of the workload. */
  readonly metadata?: Pick<ObjectMeta, 'labels' | 'annotations'>;
  /** The strictest level that allows it, of the version if it depends on that; missing for one that all do. */
  readonly level?: PodSecurityLevel | ((settings: KubernetesSettings) => PodSecurityLevel);
}

/** What the words about a pod and about its containers come to in it. */
export function podAttributes(workload: WorkloadModel): Partial<PodSpec> {
  let attributes: Partial<PodSpec> = {};
  for (const { pod } of lowerEach(POD_WORDS, workload)) if (pod) attributes = joined(attributes, pod);
  for (const container of containersOf(workload)) for (const { pod } of lowerEach(CONTAINER_WORDS, container)) if (pod) attributes = joined(attributes, pod);
  return attributes;
}

/** What the words about a container and about its pod come to in it. */
export function containerAttributes(container: ContainerModel, workload: WorkloadModel): Partial<Container> {
  let attributes: Partial<Container> = {};
  for (const { container: said } of lowerEach(POD_WORDS, workload)) if (said) attributes = joined(attributes, said);
  for (const { container: said } of lowerEach(CONTAINER_WORDS, container)) if (said) attributes = joined(attributes, said);
  return attributes;
}

const words = defineWords<WordAttributes, KubernetesCodes>();
const { approximated, unsupported } = decisions<KubernetesCodes>();

/** What becomes of parameters that a kubelet does not let every pod set. */
export const UNSAFE_SYSCTLS = approximated('kubernetes/unsafe-sysctls', 'what a kubelet has to allow');

const HOOK_SETTINGS = approximated('kubernetes/hook-settings', 'what the container has');

/** What becomes of a hook that only lets time pass, where a kubelet does not do it. */
export const HOOK_SLEEP = approximated('kubernetes/hook-sleep', 'the `sleep` of the image');

const PULL_POLICIES = { always: 'Always', missing: 'IfNotPresent', never: 'Never' } as const;

/** What each word about a pod comes to in it. */
export const POD_WORDS = words.table<WorkloadWords>({
  hostname: words.word(NATIVE, lowerHostname, { 'workload.hostname-no-label': unsupported('kubernetes/hostname') }),
  domainname: words.unsupported('kubernetes/domainname'),
  macAddress: words.unsupported('kubernetes/mac-address'),
  // What these two come to stands in `network.ts`: Services of their own, and whom a policy lets in.
  aliases: words.word(NATIVE, () => undefined, { 'network.dotted-aliases': unsupported('kubernetes/dotted-alias') }),
  sharedNetworks: words.approximated('kubernetes/shared-network', 'a namespace whose pods are let in', () => undefined),
  labels: words.word(NATIVE, (labels) => ({ metadata: { labels } })),
  annotations: words.word(NATIVE, (annotations) => ({ metadata: { annotations } })),
  hostIpc: words.word(NATIVE, () => ({ pod: { hostIPC: true }, level: 'privileged' })),
  hostPid: words.word(NATIVE, () => ({ pod: { hostPID: true }, level: 'privileged' })),
  hostNetwork: words.approximated('kubernetes/host-network', 'the network of the node', () => ({ pod: { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }, level: 'privileged' })),
  // Whether the version has it stands in `pod.ts`.
  userNamespace: words.word(NATIVE, () => ({ pod: { hostUsers: false } })),
  shareableIpc: words.approximated('kubernetes/shareable-ipc', 'what the containers of a pod share anyway', () => undefined),
  restartPolicy: words.word(NATIVE, () => undefined, { 'operations.restart-limited': unsupported('kubernetes/restart-policy') }),
  extraHosts: words.word(NATIVE, (hosts) => ({ pod: lowerHosts(hosts) }), { 'network.host-gateway': unsupported('kubernetes/host-gateway') }),
  dnsConfig: words.word(NATIVE, (config) => ({ pod: { dnsConfig: config as PodSpec['dnsConfig'] } }), { 'network.nameservers': approximated('kubernetes/nameservers', 'those that are asked when the cluster does not answer') }),
  runtimeClass: words.approximated('kubernetes/runtime-class', 'the RuntimeClass of that name', (name) => ({ pod: { runtimeClassName: name } })),
  sysctls: words.word(NATIVE, lowerSysctls, { 'security.unsafe-sysctls': UNSAFE_SYSCTLS, 'security.sysctls-since-1.29': UNSAFE_SYSCTLS, 'security.sysctls-since-1.32': UNSAFE_SYSCTLS }),
  profiles: words.approximated('kubernetes/profiles', 'a set of manifests for each choice', () => undefined),
  platform: words.word(NATIVE, lowerPlatform, {
    'workload.platform-variant': approximated('kubernetes/platform-variant', 'any node of the architecture'),
    'workload.platform-wasm': approximated('kubernetes/platform-wasm', 'any node with the runtime'),
  }),
});

/** What each word about a container comes to in it, or in its pod. */
export const CONTAINER_WORDS = words.table<ContainerWords>({
  containerName: words.unsupported('kubernetes/container-name'),
  imagePullPolicy: words.word(NATIVE, (policy) => (policy === 'build' ? undefined : { container: { imagePullPolicy: PULL_POLICIES[policy] } }), { 'image.built-always': unsupported('kubernetes/build') }),
  // It never makes the check of an image.
  noHealth: words.word(NATIVE, () => undefined),
  groupNames: words.unsupported('kubernetes/group-names'),
  // What they come to besides stands in `lowerPrivileges`, which knows what goes together.
  privileged: words.word(NATIVE, () => ({ level: 'privileged' })),
  privilegeEscalation: words.word(NATIVE, () => ({ level: 'baseline' })),
  unconfinedSeccomp: words.word(NATIVE, () => ({ container: { securityContext: { seccompProfile: { type: 'Unconfined' } } }, level: 'privileged' })),
  unconfinedAppArmor: words.word(NATIVE, () => ({ level: 'privileged' })),
  devices: words.word(NATIVE, lowerDevices, { 'security.devices-without-plugin': approximated('kubernetes/device', 'a privileged container, which has all devices') }),
  gpus: words.word(NATIVE, ({ count = 1, resource }) => ({ container: { resources: { limits: { [resource]: String(count) } } } }), { 'resources.all-gpus': approximated('kubernetes/all-gpus', 'one') }),
  ulimits: words.unsupported('kubernetes/ulimits'),
  pidsLimit: words.unsupported('kubernetes/pids-limit'),
  stdin: words.word(NATIVE, (stdin) => ({ container: { stdin } })),
  tty: words.word(NATIVE, (tty) => ({ container: { stdin: true, tty } })),
  openFiles: words.unsupported('kubernetes/open-files'),
  init: words.approximated('kubernetes/init', 'a process namespace shared with the pause container', () => ({ pod: { shareProcessNamespace: true } })),
  logRotation: words.unsupported('kubernetes/log-rotation'),
  logDriver: words.unsupported('kubernetes/log-driver'),
  apiSocket: words.unsupported('kubernetes/api-socket'),
  models: words.unsupported('kubernetes/models'),
  // What these two come to stands in `hooks.ts`, which knows the version.
  postStart: words.word(NATIVE, () => undefined, { 'lifecycle.post-start-settings': HOOK_SETTINGS, 'lifecycle.post-start-sleep': HOOK_SLEEP }),
  preStop: words.word(NATIVE, () => undefined, { 'lifecycle.pre-stop-settings': HOOK_SETTINGS, 'lifecycle.pre-stop-sleep': HOOK_SLEEP }),
  watch: words.unsupported('kubernetes/watch'),
});

/** A pod's is a label. */
function lowerHostname(hostname: string): WordAttributes {
  const isLabel = WORKLOAD_WORDS.hostname.aspects['workload.hostname-no-label'](hostname) === undefined;
  return isLabel ? { pod: { hostname } } : {};
}

/** By address, of which each is written once. */
function lowerHosts(hosts: readonly ExtraHost[]): Partial<PodSpec> {
  const known = grouped(hosts.filter(({ address }) => address !== 'host-gateway'), ({ address }) => address);
  if (known.size === 0) return {};
  return { hostAliases: [...known].map(([ip, names]) => ({ ip, hostnames: names.map(({ name }) => name) })) };
}

function lowerSysctls(sysctls: readonly SysctlModel[]): WordAttributes {
  const { aspects } = WORKLOAD_WORDS.sysctls;
  const isUnsafe = (settings: KubernetesSettings): boolean => {
    const safe = safeSysctls(settings);
    return aspects['security.unsafe-sysctls'](sysctls) !== undefined || safe.some(([feature, isSafe]) => !isSafe && aspects[feature](sysctls) !== undefined);
  };
  return { pod: { securityContext: { sysctls: sysctls as never } }, level: (settings) => (isUnsafe(settings) ? 'privileged' : 'restricted') };
}

/** A plugin gives one of what it offers; without one only a privileged container may open a device. */
function lowerDevices(devices: readonly DeviceModel[]): WordAttributes {
  const plugins = devices.flatMap(({ devicePlugin }) => devicePlugin ?? []);
  return {
    ...(plugins.length > 0 && { container: { resources: { limits: Object.fromEntries(plugins.map((plugin) => [plugin, '1'])) } } }),
    ...(plugins.length < devices.length && { level: 'privileged' }),
  };
}

function lowerPlatform(platform: string): WordAttributes | undefined {
  const [os, arch] = platform.split('/');
  // No node says so of itself: the runtime class leads to those that can.
  if (os === 'wasi') return undefined;
  return { pod: { nodeSelector: { 'kubernetes.io/os': os, 'kubernetes.io/arch': arch } } };
}
