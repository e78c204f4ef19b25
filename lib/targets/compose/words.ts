import type { LogRotationModel } from '../../model/operations';
import type { DnsConfigModel, GpusModel, HookModel, MetadataModel, ModelUse, SysctlModel } from '../../model/word-values';
import type { ContainerWords, WorkloadWords } from '../../model/words';
import { decisions, NATIVE } from '../support';
import { defineWords } from '../words';
import type { ComposeCodes } from './codes';
import type { ComposeDeploy, ComposeHook, ComposeService } from './document';
import { escapeDollar } from './interpolation';
import { byteSize } from './units';

/** What a word about a pod comes to in Compose, where the pod is services. */
export interface PodAttributes {
  /** Of the service that has the pod's network. */
  readonly network?: Partial<ComposeService>;
  /** Of each service that is a container of it. */
  readonly each?: SaidOfService;
  /** Of the one that is the main container. */
  readonly main?: Partial<ComposeService>;
  /** Of those of them that run until they are stopped. */
  readonly running?: Pick<ComposeService, 'restart'>;
}

/** What a word about a container comes to in its service, to be put together with what the service has without it. */
export type SaidOfService = Partial<Omit<ComposeService, 'deploy'>> & { readonly deploy?: { readonly resources: DeepPartial<ComposeDeploy['resources']> } };

type DeepPartial<T> = { readonly [K in keyof T]?: T[K] extends object | undefined ? DeepPartial<T[K]> : T[K] };

const ofPods = defineWords<PodAttributes, ComposeCodes>();
const words = defineWords<SaidOfService, ComposeCodes>();

const HOOK_SLEEP = decisions<ComposeCodes>().approximated('compose/hook-sleep', 'the `sleep` of the image');

/** What each word about a pod comes to in its services. */
export const POD_WORDS = ofPods.table<WorkloadWords>({
  hostname: ofPods.word(NATIVE, (hostname) => ({ network: { hostname } }), { 'workload.hostname-no-label': NATIVE }),
  domainname: ofPods.word(NATIVE, (domainname) => ({ network: { domainname } })),
  macAddress: ofPods.word(NATIVE, (address) => ({ network: { mac_address: address } })),
  // What these two come to stands in `network.ts`, which knows the networks.
  aliases: ofPods.word(NATIVE, () => undefined, { 'network.dotted-aliases': NATIVE }),
  sharedNetworks: ofPods.approximated('compose/joined-network', 'a network on which all see each other', () => undefined),
  labels: ofPods.word(NATIVE, lowerLabels),
  annotations: ofPods.approximated('compose/annotations', 'labels', lowerLabels),
  hostIpc: ofPods.word(NATIVE, () => ({ each: { ipc: 'host' } })),
  hostPid: ofPods.word(NATIVE, () => ({ each: { pid: 'host' } })),
  // What takes the place of networks stands in `network.ts`, which knows those of its peers.
  hostNetwork: ofPods.approximated('compose/host-network', 'the network of the machine', () => undefined),
  userNamespace: ofPods.unsupported('compose/user-namespace'),
  shareableIpc: ofPods.word(NATIVE, () => ({ each: { ipc: 'shareable' } })),
  restartPolicy: ofPods.word(NATIVE, (restart) => ({ running: { restart } }), { 'operations.restart-limited': NATIVE }),
  extraHosts: ofPods.word(NATIVE, (hosts) => ({ network: { extra_hosts: hosts.map(({ name, address }) => `${name}:${address}`) } }), { 'network.host-gateway': NATIVE }),
  dnsConfig: ofPods.word(NATIVE, lowerDns, { 'network.nameservers': NATIVE }),
  runtimeClass: ofPods.word(NATIVE, (runtime) => ({ each: { runtime } })),
  sysctls: ofPods.word(NATIVE, lowerSysctls, { 'security.unsafe-sysctls': NATIVE, 'security.sysctls-since-1.29': NATIVE, 'security.sysctls-since-1.32': NATIVE }),
  // What they come to together with those of scheduled tasks stands in `operations.ts`.
  profiles: ofPods.word(NATIVE, () => undefined),
  platform: ofPods.word(NATIVE, (platform) => ({ each: { platform } }), { 'workload.platform-variant': NATIVE, 'workload.platform-wasm': NATIVE }),
});

/** What each word about a container comes to in its service. */
export const CONTAINER_WORDS = words.table<ContainerWords>({
  containerName: words.word(NATIVE, (name) => ({ container_name: name })),
  imagePullPolicy: words.word(NATIVE, (policy) => ({ pull_policy: policy }), { 'image.built-always': NATIVE }),
  noHealth: words.word(NATIVE, () => ({ healthcheck: { disable: true } })),
  groupNames: words.word(NATIVE, (names) => ({ group_add: [...names] })),
  privileged: words.word(NATIVE, () => ({ privileged: true })),
  // Nothing forbids it any more, see `lowerPrivileges`.
  privilegeEscalation: words.word(NATIVE, () => undefined),
  unconfinedSeccomp: words.word(NATIVE, () => ({ security_opt: ['seccomp:unconfined'] })),
  unconfinedAppArmor: words.word(NATIVE, () => ({ security_opt: ['apparmor:unconfined'] })),
  devices: words.word(NATIVE, (devices) => ({ devices: devices.map(({ path }) => `${path}:${path}`) }), { 'security.devices-without-plugin': NATIVE }),
  gpus: words.word(NATIVE, lowerGpus, { 'resources.all-gpus': NATIVE }),
  ulimits: words.word(NATIVE, (limits) => ({ ulimits: Object.fromEntries(limits.map(({ name, soft, hard }) => [name, { soft, hard }])) })),
  pidsLimit: words.word(NATIVE, (pids) => ({ deploy: { resources: { limits: { pids } } } })),
  stdin: words.word(NATIVE, (stdin) => ({ stdin_open: stdin })),
  tty: words.word(NATIVE, (tty) => ({ tty })),
  init: words.word(NATIVE, (init) => ({ init })),
  openFiles: words.word(NATIVE, (files) => ({ ulimits: { nofile: { soft: files, hard: files } } })),
  logRotation: words.word(NATIVE, lowerLogRotation),
  logDriver: words.word(NATIVE, ({ driver, options }) => ({ logging: { driver, ...(Object.keys(options).length > 0 && { options: escaped(options) }) } })),
  apiSocket: words.word(NATIVE, () => ({ use_api_socket: true })),
  models: words.word(NATIVE, lowerModels),
  postStart: words.word(NATIVE, (hooks) => ({ post_start: hooks.map(lowerHook) }), { 'lifecycle.post-start-settings': NATIVE, 'lifecycle.post-start-sleep': HOOK_SLEEP }),
  preStop: words.word(NATIVE, (hooks) => ({ pre_stop: hooks.map(lowerHook) }), { 'lifecycle.pre-stop-settings': NATIVE, 'lifecycle.pre-stop-sleep': HOOK_SLEEP }),
  // What it comes to stands in `lowerWatch`, which knows the checkout.
  watch: words.word(NATIVE, () => undefined),
});

function escaped(texts: MetadataModel): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, escapeDollar(value)]));
}

function lowerModels(models: readonly ModelUse[]): SaidOfService {
  return { models: Object.fromEntries(models.map(({ name, endpointVariable, modelVariable }) => [name, { endpoint_var: endpointVariable, model_var: modelVariable }])) };
}

function lowerHook({ command, user, workingDirectory, privileged, environment }: HookModel): ComposeHook {
  return {
    command: command.map(escapeDollar),
    ...(user !== undefined && { user: escapeDollar(user) }),
    ...(privileged && { privileged: true }),
    ...(workingDirectory !== undefined && { working_dir: escapeDollar(workingDirectory) }),
    ...(environment && { environment: escaped(environment) }),
  };
}

function lowerLabels(said: MetadataModel): PodAttributes {
  return { main: { labels: escaped(said) } };
}

function lowerDns({ nameservers, searches, options }: DnsConfigModel): PodAttributes {
  return {
    network: {
      ...(nameservers && { dns: nameservers }),
      ...(searches && { dns_search: searches }),
      ...(options && { dns_opt: options.map(({ name, value }) => (value === undefined ? name : escapeDollar(`${name}:${value}`))) }),
    },
  };
}

/** What belongs to the network is the network's, and refused for who shares that of another. */
function lowerSysctls(sysctls: readonly SysctlModel[]): PodAttributes {
  const of = (isOfNetwork: boolean): Partial<ComposeService> => {
    const own = sysctls.filter(({ name }) => name.startsWith('net.') === isOfNetwork);
    return own.length > 0 ? { sysctls: Object.fromEntries(own.map(({ name, value }) => [name, escapeDollar(value)])) } : {};
  };
  return { network: of(true), each: of(false) };
}

function lowerGpus({ count, driver }: GpusModel): SaidOfService {
  return { deploy: { resources: { reservations: { devices: [{ driver, count: count ?? 'all', capabilities: ['gpu'] }] } } } };
}

/** How much of its log is kept. */
export function lowerLogRotation({ maxSize, files }: LogRotationModel): Pick<ComposeService, 'logging'> {
  return { logging: { driver: 'json-file', options: { 'max-size': byteSize(maxSize), 'max-file': String(files) } } };
}
