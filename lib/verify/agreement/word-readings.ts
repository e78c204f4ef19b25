import { at, fields, items, mappings, texts, type Fields } from '../untyped';
import { bytesOf } from './amounts';
import { FUSE, mountsByFuse } from './compose-fuse';
import { unordered } from './reading';
import { IDLE } from './compose-services';

/* What both formats have a word of their own for, read from the YAML alone. Nothing here knows how a target came to write it. */

/** How one word of a container or pod is read. */
export interface WordReading {
  /** What both outputs say of it, or one alone: the name of a fact. */
  readonly fact: string;
  /**
   * Whose it is: of the main container of a workload alone; of a pod, each container of which has it, and says so in Compose; or of one
   * where a container says it for all.
   * @default - of each container by itself
   */
  readonly of?: 'workload' | 'pod' | 'one for all';
  /** Read from a container, or from its pod, with the names of Services that lead to it beside its own as `otherServices`. */
  readonly kubernetes?: (pod: Fields, container: Fields) => string | undefined;
  /** Read from the service of the container, or of whoever has its network. */
  readonly compose?: (service: Fields, network: Fields) => string | undefined;
}

/** How many files of a log are kept, of which size. */
export const logFiles = (files: unknown, size: unknown): string => `${String(files)} of ${String(size)}`;

/** What a kubelet keeps of each log without a word, and so Compose too. */
export const KUBELETS_LOG = logFiles(5, 10 * 1024 ** 2);

const isTrue = (value: unknown): string | undefined => (value === true ? 'yes' : undefined);
const isText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const parameter = (name: string, value: unknown): string => `${name}=${String(value).replaceAll(/\s+/g, '_')}`;
const unlessEmpty = (all: readonly string[]): string | undefined => (all.length === 0 ? undefined : unordered(all));

/** An image without a tag, or with the one that always moves. */
export const UNPINNED = /(:latest|^[^:]*|\/[^:]*)$/;

/** What the engine of Compose does for everyone. */
const LOW_PORTS = 'net.ipv4.ip_unprivileged_port_start=0';

/** Whether a text can be the host name of a pod. */
export const isLabel = (name: string): boolean => /^[-a-z0-9]+$/.test(name);

/** What stands before the first colon or equals sign, and what stands behind it. */
function hostOf(entry: string): readonly [name: string, address: string] {
  const [, name = entry, address = ''] = /^([^:=]+)[:=](.*)$/.exec(entry) ?? [];
  return [name, address.replace(/^\[(.*)\]$/, '$1')];
}

const devicePath = (device: unknown): string => (typeof device === 'string' ? device.split(':')[0] : String(at(device, 'source')));

/** What has a reading of its own. */
const READ_OPTION = /^(?:no-new-privileges(?::true)?|(?:seccomp|apparmor)[:=]unconfined)$/;

/** Whose namespace a container has in place of its own. */
const othersNamespace = (mode: unknown): string | undefined => /^(?:service|container):(.+)$/.exec(String(mode))?.[1];

function hook(name: 'postStart' | 'preStop', compose: string): WordReading {
  return {
    fact: name,
    kubernetes: (_pod, container) => {
      const seconds = at(container['lifecycle'], name, 'sleep', 'seconds');
      // What a kubelet counts, a program counts elsewhere.
      const command = seconds === undefined ? at(container['lifecycle'], name, 'exec', 'command') : ['sleep', String(seconds)];
      return command === undefined ? undefined : JSON.stringify(command);
    },
    compose: (service) => (service[compose] === undefined ? undefined : JSON.stringify(mappings(service[compose]).length > 1 ? mappings(service[compose]).map((each) => each['command']) : mappings(service[compose])[0]?.['command'])),
  };
}

/** Every word, by the name that the model has for it. */
export const WORD_READINGS = {
  containerName: { fact: 'container name', compose: ({ container_name: name }) => isText(name) },
  groupNames: { fact: 'groups by name', compose: ({ group_add: groups }) => unlessEmpty(texts(groups).filter((group) => /^\D/.test(group))) },
  noHealth: { fact: 'no check', compose: ({ healthcheck }) => isTrue(at(healthcheck, 'disable') === true || items(at(healthcheck, 'test'))[0] === 'NONE') },
  hostIpc: { fact: 'hostIpc', of: 'pod', kubernetes: ({ hostIPC }) => isTrue(hostIPC), compose: ({ ipc }) => isTrue(ipc === 'host') },
  hostPid: { fact: 'hostPid', of: 'pod', kubernetes: ({ hostPID }) => isTrue(hostPID), compose: ({ pid }) => isTrue(pid === 'host') },
  hostNetwork: { fact: 'hostNetwork', of: 'pod', kubernetes: ({ hostNetwork }) => isTrue(hostNetwork), compose: (_service, network) => isTrue(network['network_mode'] === 'host') },
  userNamespace: { fact: 'user namespace', of: 'pod', kubernetes: ({ hostUsers }) => isTrue(hostUsers === false) },
  ipcOfOthers: { fact: 'ipc of', compose: ({ ipc }) => othersNamespace(ipc) },
  pidOfOthers: { fact: 'processes of', compose: ({ pid }) => othersNamespace(pid) },
  shareableIpc: { fact: 'open to others', of: 'pod', compose: ({ ipc }) => isTrue(ipc === 'shareable') },
  restartPolicy: { fact: 'started again', of: 'workload', compose: ({ restart }) => (restart === 'always' || restart === 'on-failure' ? restart : undefined) },
  extraHosts: {
    fact: 'extra hosts',
    of: 'pod',
    kubernetes: ({ hostAliases }) => (hostAliases === undefined ? undefined : unordered(mappings(hostAliases).flatMap(({ ip, hostnames }) => texts(hostnames).map((name) => `${name}=${String(ip)}`)))),
    // Nobody is behind the containers of a cluster.
    compose: (_service, { extra_hosts: hosts }) => unlessEmpty(texts(hosts).map(hostOf).filter(([, address]) => address !== 'host-gateway').map((host) => host.join('='))),
  },
  dnsConfig: {
    fact: 'names',
    of: 'pod',
    kubernetes: ({ dnsConfig: config }) => {
      if (config === undefined) return undefined;
      return JSON.stringify([texts(at(config, 'nameservers')), texts(at(config, 'searches')), mappings(at(config, 'options')).map(({ name, value }) => (value === undefined ? name : `${String(name)}:${String(value)}`))]);
    },
    compose: (_service, { dns, dns_search: searches, dns_opt: options }) => (dns === undefined && searches === undefined && options === undefined ? undefined : JSON.stringify([texts(dns), texts(searches), texts(options)])),
  },
  runtimeClass: { fact: 'runtime', of: 'pod', kubernetes: ({ runtimeClassName }) => isText(runtimeClassName), compose: ({ runtime }) => isText(runtime) },
  platform: {
    fact: 'platform',
    of: 'pod',
    kubernetes: ({ nodeSelector }) => {
      const arch = at(nodeSelector, 'kubernetes.io/arch');
      return arch === undefined ? undefined : `${String(at(nodeSelector, 'kubernetes.io/os') ?? 'linux')}/${String(arch)}`;
    },
    // Nodes say their architecture and not its variant, and none is of wasi/wasm.
    compose: ({ platform }) => (platform === 'wasi/wasm' ? undefined : isText(platform)?.split('/').slice(0, 2).join('/')),
  },
  imagePullPolicy: { fact: 'pulled', compose: ({ pull_policy: policy }) => (policy === 'missing' || policy === 'if_not_present' ? undefined : isText(policy)) },
  sysctls: {
    fact: 'kernel',
    of: 'pod',
    kubernetes: (pod) => unlessEmpty(mappings(at(pod['securityContext'], 'sysctls')).map(({ name, value }) => parameter(String(name), value)).filter((said) => said !== LOW_PORTS)),
    compose: (service, network) => unlessEmpty(Object.entries({ ...fields(service['sysctls']), ...fields(network['sysctls']) }).map(([name, value]) => parameter(name, value)).filter((said) => said !== LOW_PORTS)),
  },
  privileged: { fact: 'privileged', compose: (service) => isTrue(service['privileged']) },
  privilegeEscalation: {
    fact: 'privilegeEscalation',
    compose: ({ privileged, security_opt: options }) => isTrue(privileged !== true && !texts(options).includes('no-new-privileges:true')),
  },
  unconfinedSeccomp: {
    fact: 'unconfinedSeccomp',
    // Without a profile there is none, unless the kubelet was told otherwise; of a privileged container there is none in any case.
    kubernetes: (pod, { securityContext: own }) => isTrue((at(own, 'seccompProfile', 'type') ?? at(pod['securityContext'], 'seccompProfile', 'type') ?? (at(own, 'privileged') === true ? undefined : 'Unconfined')) === 'Unconfined'),
    compose: ({ security_opt: options }) => isTrue(texts(options).some((option) => /^seccomp[:=]unconfined$/.test(option))),
  },
  unconfinedAppArmor: {
    fact: 'unconfinedAppArmor',
    compose: (service) => isTrue(!mountsByFuse(service) && texts(service['security_opt']).some((option) => /^apparmor[:=]unconfined$/.test(option))),
  },
  otherSecurityOptions: { fact: 'security options', compose: ({ security_opt: options }) => unlessEmpty(texts(options).filter((option) => !READ_OPTION.test(option))) },
  devices: { fact: 'devices', compose: (service) => unlessEmpty(items(service['devices']).map(devicePath).filter((path) => path !== FUSE || !mountsByFuse(service))) },
  gpus: {
    fact: 'graphics processors',
    kubernetes: (_pod, container) => {
      const count = at(container['resources'], 'limits', 'nvidia.com/gpu');
      return count === undefined ? undefined : String(count);
    },
    compose: ({ deploy }) => {
      const [device] = mappings(at(deploy, 'resources', 'reservations', 'devices'));
      // A pod cannot ask for all, and has one.
      return device && (device['count'] === 'all' || Number(device['count']) < 0 ? '1' : String(device['count']));
    },
  },
  ulimits: {
    fact: 'limits',
    compose: ({ ulimits }) => unlessEmpty(Object.entries(fields(ulimits)).filter(([name]) => name !== 'nofile').map(([name, limit]) => `${name}=${bounds(limit).join(':')}`)),
  },
  pidsLimit: {
    fact: 'processes',
    compose: ({ deploy, pids_limit: limit }) => {
      const pids = at(deploy, 'resources', 'limits', 'pids') ?? limit;
      return pids === undefined ? undefined : String(pids);
    },
  },
  stdin: { fact: 'input', kubernetes: (_pod, { stdin, tty }) => isTrue(stdin === true && tty !== true), compose: ({ stdin_open: stdin, tty }) => isTrue(stdin === true && tty !== true) },
  tty: { fact: 'terminal', kubernetes: (_pod, { tty, stdin }) => (tty === true ? (stdin === true ? 'yes' : 'without input') : undefined), compose: ({ tty }) => isTrue(tty) },
  labels: { fact: 'labels', of: 'workload' },
  annotations: { fact: 'annotations', of: 'workload' },
  hostname: {
    fact: 'hostname',
    of: 'pod',
    kubernetes: ({ hostname }) => isText(hostname),
    compose: (_service, { hostname }) => (isLabel(String(hostname)) ? isText(hostname) : undefined),
  },
  domainname: { fact: 'domain', of: 'workload', compose: (_service, { domainname }) => isText(domainname) },
  macAddress: { fact: 'network card', of: 'workload', compose: (_service, { mac_address: address }) => isText(address) },
  aliases: {
    fact: 'other names',
    of: 'workload',
    kubernetes: ({ otherServices }) => unlessEmpty(texts(otherServices)),
    compose: (_service, { command, networks }) => {
      const all = Object.values(fields(networks)).map((joined) => texts(at(joined, 'aliases')));
      // The first name of what is there for its network alone is that of the workload. A Service has no dots in its name.
      return unlessEmpty((all[0] ?? []).slice(JSON.stringify(command) === IDLE ? 1 : 0).filter((alias) => all.every((each) => each.includes(alias)) && !alias.includes('.')));
    },
  },
  sharedNetworks: {
    fact: 'shared networks',
    of: 'pod',
    compose: (_service, { networks }) => unlessEmpty((Array.isArray(networks) ? texts(networks) : Object.keys(fields(networks))).filter((network) => network.startsWith('shared-')).map((network) => network.slice('shared-'.length))),
  },
  logDriver: {
    fact: 'log driver',
    compose: ({ logging }) => (logging === undefined || ['json-file', undefined].includes(at(logging, 'driver') as string) ? undefined : JSON.stringify([at(logging, 'driver'), fields(at(logging, 'options'))])),
  },
  apiSocket: { fact: 'apiSocket', compose: (service) => isTrue(service['use_api_socket']) },
  models: {
    fact: 'language models',
    compose: ({ models }) => (models === undefined ? undefined : JSON.stringify(Object.entries(fields(models)).map(([name, use]) => [name, at(use, 'endpoint_var'), at(use, 'model_var')]))),
  },
  postStart: hook('postStart', 'post_start'),
  preStop: hook('preStop', 'pre_stop'),
  watch: { fact: 'watched', compose: ({ develop }) => (develop === undefined ? undefined : JSON.stringify(mappings(at(develop, 'watch')).map(({ action, target }) => [action, target ?? null]))) },
  openFiles: {
    fact: 'open files',
    compose: ({ ulimits }) => {
      const files = at(ulimits, 'nofile');
      return files === undefined ? undefined : bounds(files).join(' to ');
    },
  },
  init: { fact: 'orphans', of: 'one for all', kubernetes: ({ shareProcessNamespace }) => (shareProcessNamespace === true ? 'reaped' : undefined), compose: ({ init }) => (init === true ? 'reaped' : undefined) },
  logRotation: {
    fact: 'log files',
    compose: ({ logging }) => {
      const options = fields(at(logging, 'options'));
      if (at(logging, 'driver') !== 'json-file' || options['max-size'] === undefined) return undefined;
      const others = Object.keys(options).filter((option) => option !== 'max-size' && option !== 'max-file');
      const said = [logFiles(options['max-file'] ?? 1, bytesOf(options['max-size'])), ...others.map((option) => `${option} ${String(options[option])}`)].join(', ');
      return said === KUBELETS_LOG ? undefined : said;
    },
  },
} as const satisfies Readonly<Record<string, WordReading>>;

/** The soft and the hard limit; one number is both. */
function bounds(limit: unknown): readonly unknown[] {
  return typeof limit === 'object' ? [at(limit, 'soft'), at(limit, 'hard')] : [limit, limit];
}

const ALL: readonly WordReading[] = Object.values<WordReading>(WORD_READINGS);

/** Facts that all containers of a pod have if one of them has them. */
export const OF_PODS: ReadonlySet<string> = new Set(ALL.flatMap(({ fact, of }) => (of === 'pod' || of === 'one for all' ? [fact] : [])));

/** Those of them that one container says for all. */
export const UNITED: ReadonlySet<string> = new Set(ALL.flatMap(({ fact, of }) => (of === 'one for all' ? [fact] : [])));

/** What a container of a pod says by words. */
export function* readWordsOfPod(pod: Fields, container: Fields, isMain: boolean): Iterable<readonly [fact: string, value: string]> {
  for (const { fact, of, kubernetes } of ALL) {
    const value = kubernetes?.(pod, container);
    if (value !== undefined && (isMain || of !== 'workload')) yield [fact, value];
  }
}

/** What a service says by words; `isShared` says whether Kubernetes has a word for it, too. */
export function* readWordsOfService(service: Fields, network: Fields, isMain: boolean): Iterable<readonly [fact: string, value: string, isShared: boolean]> {
  for (const { fact, of, compose, kubernetes } of ALL) {
    const value = compose?.(service, network);
    if (value !== undefined && (isMain || of !== 'workload')) yield [fact, value, kubernetes !== undefined];
  }
}
