import type { LogRotationModel } from './operations';
import { addressProblem, aliasProblem, deviceProblem, domainProblem, firstOf, hookProblem, hostnameProblem, labelProblem, macAddressProblem, metadataProblem, profileProblem, resourceProblem, sysctlProblem, ulimitProblem, watchProblem, wholeProblem, within } from './word-problems';
import type { DeviceModel, DnsConfigModel, ExtraHost, GpusModel, HookModel, LogDriverModel, MetadataModel, ModelUse, PullPolicyName, Reasoned, RestartPolicyName, SharedNetworkModel, SysctlModel, UlimitModel, WatchModel } from './word-values';

/*
 * Words: optional fields that say one thing each, and that a target lowers to an attribute or two. A word is declared
 * here once, with its feature; the constructs pass it on, and each target decides it in its `words.ts`.
 */

/** What can be said of a pod. */
export interface WorkloadWords {
  /** What the containers find as their own host name; missing for what the engine chooses. */
  readonly hostname?: string;
  /** The domain that its containers find themselves in. */
  readonly domainname?: string;
  readonly macAddress?: string;
  /** Other names by which peers reach it, sorted. */
  readonly aliases?: readonly string[];
  /** Sorted by name. */
  readonly sharedNetworks?: readonly SharedNetworkModel[];
  readonly labels?: MetadataModel;
  readonly annotations?: MetadataModel;
  readonly hostIpc?: Reasoned;
  readonly hostPid?: Reasoned;
  readonly hostNetwork?: Reasoned;
  /** Whether its users are nobody on the machine. */
  readonly userNamespace?: true;
  /** Whether others may join the IPC namespace. */
  readonly shareableIpc?: true;
  /** Missing for what is always started again, but for an engine that was told to stop it. */
  readonly restartPolicy?: RestartPolicyName;
  /** Sorted by name. */
  readonly extraHosts?: readonly ExtraHost[];
  readonly dnsConfig?: DnsConfigModel;
  /** The runtime that the engine or the cluster knows by this name. */
  readonly runtimeClass?: string;
  /** `os/arch`, or `os/arch/variant`. */
  readonly platform?: string;
  /** Sorted by name. */
  readonly sysctls?: readonly SysctlModel[];
  /** It runs while one of them is active, sorted; missing for what always runs. */
  readonly profiles?: readonly string[];
}

/** What can be said of a container. */
export interface ContainerWords {
  /** What the engine of Compose calls it. */
  readonly containerName?: string;
  readonly imagePullPolicy?: PullPolicyName;
  /** That the check of the image is not made. */
  readonly noHealth?: true;
  /** Groups of the image, by their names in it. */
  readonly groupNames?: readonly string[];
  readonly privileged?: Reasoned;
  readonly privilegeEscalation?: Reasoned;
  readonly unconfinedSeccomp?: Reasoned;
  readonly unconfinedAppArmor?: Reasoned;
  /** Sorted by path. */
  readonly devices?: readonly DeviceModel[];
  readonly gpus?: GpusModel;
  /** Sorted by name. */
  readonly ulimits?: readonly UlimitModel[];
  /** Processes and threads that there may be at once. */
  readonly pidsLimit?: number;
  /** Whether its standard input stays open. */
  readonly stdin?: true;
  /** Whether it has a terminal. */
  readonly tty?: true;
  /** Files and sockets that a process may have open. */
  readonly openFiles?: number;
  /** Whether the first process reaps the children of others. */
  readonly init?: boolean;
  readonly logRotation?: LogRotationModel;
  /** Missing for the files that an engine keeps. */
  readonly logDriver?: LogDriverModel;
  /** Why it may ask the engine. */
  readonly apiSocket?: Reasoned;
  /** Sorted by name. */
  readonly models?: readonly ModelUse[];
  readonly postStart?: readonly HookModel[];
  readonly preStop?: readonly HookModel[];
  readonly watch?: readonly WatchModel[];
}

/** What is known of a word whatever it is lowered to. */
export interface Word<Value> {
  /** The name of the feature that a stack uses by saying it. */
  readonly feature: string;
  /** What a report says of it; empty if the word says it all. */
  detail(value: Value): string;
  /** Why a value cannot be one; undefined if it can. */
  problem(value: Value): string | undefined;
  /** What some values say besides, as features that a target decides by themselves: with what, undefined for other values. */
  readonly aspects?: Readonly<Record<string, (value: Value) => string | undefined>>;
  /** Why it has what the hardened default denies, by what that is; both outputs say it. */
  reasons?(value: Value): Readonly<Record<string, string>>;
}

type Words<W> = { readonly [K in keyof Required<W>]: Word<NonNullable<W[K]>> };

/** What kubelets let every pod set, and the first minor version of Kubernetes that does, where that is later than 1.28. */
const SAFE_SYSCTLS: ReadonlyMap<string, 28 | 29 | 32> = new Map([
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ip_local_reserved_ports'].map((name) => [name, 28] as const),
  ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'].map((name) => [name, 29] as const),
  ...['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'].map((name) => [name, 32] as const),
]);

const sysctlsSafeFrom = (minor: 29 | 32 | undefined) => (sysctls: readonly SysctlModel[]): string | undefined =>
  listed(sysctls.flatMap(({ name }) => (SAFE_SYSCTLS.get(name) === minor ? [name] : [])));

/** Every word about a pod. */
export const WORKLOAD_WORDS = {
  labels: { feature: 'workload.labels', detail: names, problem: metadataProblem },
  annotations: { feature: 'workload.annotations', detail: names, problem: metadataProblem },
  hostIpc: privilege('security.host-ipc', 'host-ipc'),
  hostPid: privilege('security.host-pid', 'host-pid'),
  hostNetwork: privilege('security.host-network', 'host-network'),
  userNamespace: { feature: 'security.user-namespace', detail: () => '', problem: () => undefined },
  shareableIpc: { feature: 'workload.shareable-ipc', detail: () => '', problem: () => undefined },
  restartPolicy: {
    feature: 'operations.restart-policy',
    detail: (policy) => policy,
    problem: () => undefined,
    aspects: { 'operations.restart-limited': (policy) => (policy === 'always' ? undefined : policy) },
  },
  extraHosts: {
    feature: 'network.extra-hosts',
    detail: (hosts) => hosts.map(({ name }) => name).join(', '),
    problem: (hosts) => firstOf(hosts, ({ name, address }) =>
      within(name, (name === 'localhost' ? labelProblem(name) : domainProblem(name)) ?? (address === 'host-gateway' ? undefined : addressProblem(address)))),
    aspects: {
      'network.host-gateway': (hosts) => {
        const names = hosts.flatMap(({ name, address }) => (address === 'host-gateway' ? [name] : []));
        return names.length > 0 ? names.join(', ') : undefined;
      },
    },
  },
  dnsConfig: {
    feature: 'network.dns-config',
    detail: () => '',
    problem: ({ nameservers = [], searches = [], options = [] }) =>
      within('nameservers', firstOf(nameservers, addressProblem) ?? (nameservers.length > 3 ? 'a resolver asks at most 3' : undefined)) ??
      within('searches', firstOf(searches, domainProblem) ?? (searches.length > 32 ? 'a pod has at most 32' : undefined)) ??
      within('options', firstOf(options, ({ name, value }) => (/^[a-z][-a-z0-9]*$/.test(name) && /^[!-~]*$/.test(value ?? '') ? undefined : `${name} is no option of a resolver`))),
    aspects: { 'network.nameservers': ({ nameservers }) => nameservers?.join(', ') },
  },
  runtimeClass: {
    feature: 'workload.runtime-class',
    detail: (name) => name,
    problem: (name) => (/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name) ? undefined : 'it has to be letters, digits, "_", "." and "-", beginning with a letter or digit'),
  },
  platform: {
    feature: 'workload.platform',
    detail: (platform) => platform,
    problem: (platform) => (/^linux\/[a-z0-9]+(\/[a-z0-9]+)?$|^wasi\/wasm(32|64)?$/.test(platform) ? undefined : 'it has to be "linux/" and an architecture in Go\'s name for it, such as "linux/amd64" or "linux/arm/v7"; or "wasi/wasm"'),
    aspects: {
      'workload.platform-variant': (platform) => platform.split('/')[2],
      'workload.platform-wasm': (platform) => (platform.startsWith('wasi/') ? platform : undefined),
    },
  },
  sysctls: {
    feature: 'security.sysctls',
    detail: (sysctls) => sysctls.map(({ name }) => name).join(', '),
    problem: (sysctls) => firstOf(sysctls, ({ name, value }) => within(name, sysctlProblem(name) ?? (/^[ -~]+$/.test(value) ? undefined : 'it has to have a value on one line'))),
    aspects: {
      'security.unsafe-sysctls': sysctlsSafeFrom(undefined),
      'security.sysctls-since-1.29': sysctlsSafeFrom(29),
      'security.sysctls-since-1.32': sysctlsSafeFrom(32),
    },
  },
  profiles: { feature: 'workload.profiles', detail: (profiles) => profiles.join(', '), problem: (profiles) => firstOf(profiles, profileProblem) },
  hostname: {
    feature: 'workload.hostname',
    detail: (hostname) => hostname,
    problem: hostnameProblem,
    aspects: { 'workload.hostname-no-label': (hostname) => (labelProblem(hostname) === undefined ? undefined : hostname) },
  },
  domainname: {
    feature: 'workload.domainname',
    detail: (domainname) => domainname,
    problem: domainProblem,
  },
  macAddress: {
    feature: 'network.mac-address',
    detail: (address) => address,
    problem: macAddressProblem,
  },
  aliases: {
    feature: 'network.aliases',
    detail: (aliases) => aliases.join(', '),
    problem: (aliases) => firstOf(aliases, (alias) => within(alias, aliasProblem(alias))),
    aspects: { 'network.dotted-aliases': (aliases) => listed(aliases.filter((alias) => alias.includes('.'))) },
  },
  sharedNetworks: {
    feature: 'network.shared',
    detail: (networks) => networks.map(({ name, fromNamespace }) => `${name} (${fromNamespace === undefined ? 'nobody from outside' : `from the namespace ${fromNamespace}`})`).join(', '),
    problem: (networks) => firstOf(networks, ({ name, fromNamespace }) =>
      within(name, (networks.filter((other) => other.name === name).length > 1 ? 'it is named twice' : undefined) ?? (/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name) ? undefined : 'it has to be letters, digits, "_", "." and "-", beginning with a letter or digit') ??
        within('fromNamespace', fromNamespace === undefined ? undefined : labelProblem(fromNamespace)))),
  },
} as const satisfies Words<WorkloadWords>;

/** Every word about a container. */
export const CONTAINER_WORDS = {
  containerName: {
    feature: 'container.name',
    detail: (name) => name,
    problem: (name) => (/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name) ? undefined : 'it has to be at least 2 letters, digits, "_", "." and "-", beginning with a letter or digit'),
  },
  imagePullPolicy: {
    feature: 'image.pull-policy',
    detail: (policy) => policy,
    problem: () => undefined,
    aspects: { 'image.built-always': (policy) => (policy === 'build' ? 'which Compose builds anew at every `up`' : undefined) },
  },
  noHealth: { feature: 'health.none', detail: () => '', problem: () => undefined },
  groupNames: {
    feature: 'security.group-names',
    detail: (names) => names.join(', '),
    problem: (names) => firstOf(names, (name) => (/^[a-z_][a-z0-9_-]*$/i.test(name) ? undefined : `"${name}" is no name of a group`)),
  },
  privileged: privilege('security.privileged', 'privileged'),
  privilegeEscalation: privilege('security.privilege-escalation', 'privilege-escalation'),
  unconfinedSeccomp: privilege('security.unconfined-seccomp', 'unconfined-seccomp'),
  unconfinedAppArmor: privilege('security.unconfined-app-armor', 'unconfined-app-armor'),
  devices: {
    feature: 'security.devices',
    detail: (devices) => devices.map(({ path, reason }) => `${path} (${reason})`).join(', '),
    problem: (devices) => firstOf(devices, ({ path, devicePlugin }) => within(path, deviceProblem(path) ?? (devicePlugin === undefined ? undefined : resourceProblem(devicePlugin)))),
    aspects: { 'security.devices-without-plugin': (devices) => listed(devices.flatMap(({ path, devicePlugin }) => (devicePlugin === undefined ? [path] : []))) },
    reasons: (devices) => Object.fromEntries(devices.map(({ path, reason }) => [`device.${path.slice('/dev/'.length).replaceAll('/', '-')}`, reason])),
  },
  gpus: {
    feature: 'resources.gpus',
    detail: ({ count, resource }) => `${count ?? 'all'} of ${resource}`,
    problem: ({ count = 1, driver, resource }) =>
      within('count', wholeProblem(count, 1)) ?? within('resource', resourceProblem(resource)) ?? within('driver', /^[a-z0-9][a-z0-9.-]*$/.test(driver) ? undefined : 'it has to be the name of a driver, such as "nvidia"'),
    aspects: { 'resources.all-gpus': ({ count, resource }) => (count === undefined ? resource : undefined) },
  },
  ulimits: {
    feature: 'operations.ulimits',
    detail: (limits) => limits.map(({ name, soft, hard }) => `${name} of ${soft === hard ? soft : `${soft} to ${hard}`}`).join(', '),
    problem: (limits) => firstOf(limits, (limit) => within(limit.name, ulimitProblem(limit))),
  },
  pidsLimit: { feature: 'resources.pids-limit', detail: (pids) => `${pids} processes`, problem: (pids) => wholeProblem(pids, 1) },
  stdin: { feature: 'process.stdin', detail: () => '', problem: () => undefined },
  tty: { feature: 'process.tty', detail: () => '', problem: () => undefined },
  openFiles: {
    feature: 'operations.open-files',
    detail: (files) => `${files} open files`,
    problem: (files) => wholeProblem(files, 1),
  },
  init: { feature: 'operations.init', detail: () => '', problem: () => undefined },
  logRotation: {
    feature: 'operations.log-rotation',
    detail: ({ files, maxSize }) => `${files} files of ${Math.round(maxSize / 1024 ** 2)} MiB`,
    problem: ({ files, maxSize }) => within('maxSize', wholeProblem(maxSize, 1024)) ?? within('files', wholeProblem(files, 1)),
  },
  logDriver: { feature: 'operations.log-driver', detail: ({ driver }) => driver, problem: ({ driver }) => (/^[a-z0-9][a-zA-Z0-9_.:/-]*$/.test(driver) ? undefined : 'it has to be the name of a driver, such as "journald"') },
  apiSocket: privilege('security.api-socket', 'api-socket'),
  models: {
    feature: 'container.models',
    detail: (models) => models.map(({ name, model, endpointVariable, modelVariable }) => `${name} (${model}, in ${endpointVariable} and ${modelVariable})`).join(', '),
    problem: (models) => firstOf(models, ({ name, model, contextSize = 1, endpointVariable, modelVariable }) =>
      within(name, (/^[a-zA-Z0-9._-]+$/.test(name) ? undefined : 'it has to be letters, digits, "_", "." and "-"') ?? (model === '' ? 'it has to name a model' : undefined) ?? within('contextSize', wholeProblem(contextSize, 1))
        ?? firstOf([endpointVariable, modelVariable], (variable) => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable) ? undefined : `${variable} is no name of a variable`)))),
  },
  postStart: hooks('lifecycle.post-start', 'lifecycle.post-start-settings', 'lifecycle.post-start-sleep', 'post-start'),
  preStop: hooks('lifecycle.pre-stop', 'lifecycle.pre-stop-settings', 'lifecycle.pre-stop-sleep', 'pre-stop'),
  watch: {
    feature: 'container.watch',
    detail: (rules) => rules.map(({ path }) => path).join(', '),
    problem: (rules) => firstOf(rules, ({ action, path, target }) => within(path, watchProblem(action, target))),
  },
} as const satisfies Words<ContainerWords>;

type FeaturesOf<Table extends Readonly<Record<string, Word<never>>>> = { [K in keyof Table]: Table[K]['feature'] | AspectsOf<Table[K]> }[keyof Table];

/** The names of what some values of a word say besides. */
export type AspectsOf<Declared> = Declared extends { readonly aspects: infer Aspects } ? keyof Aspects & string : never;

/** The features that words are. */
export type WordFeature = FeaturesOf<typeof WORKLOAD_WORDS> | FeaturesOf<typeof CONTAINER_WORDS>;

/** The features of one word: itself, and what some of its values say besides. */
export function featuresOf(word: Word<never>): WordFeature[] {
  return [word.feature, ...Object.keys(word.aspects ?? {})] as WordFeature[];
}

/** Why something has what the hardened default denies, as far as its words say it. */
export function reasonsOf<Name extends string>(table: Readonly<Record<Name, Word<never>>>, said: { readonly [K in NoInfer<Name>]?: unknown }): Record<string, string> {
  const reasons: Record<string, string> = {};
  for (const name of saidWords(table, said)) Object.assign(reasons, table[name].reasons?.(said[name] as never));
  return reasons;
}

/** By table, where each word stands in it. */
const ORDERS = new WeakMap<object, ReadonlyMap<string, number>>();

const NO_WORDS: readonly string[] = [];

/** Which words of a table a model says, in the order of the table. */
export function saidWords<Name extends string>(table: { readonly [K in Name]: unknown }, model: { readonly [K in NoInfer<Name>]?: unknown }): readonly Name[] {
  let order = ORDERS.get(table);
  if (!order) ORDERS.set(table, (order = new Map(Object.keys(table).map((name, at) => [name, at]))));
  return wordsIn(model, order) as readonly Name[];
}

/** What a model says is little beside what there is to say. */
function wordsIn(model: Readonly<Record<string, unknown>>, order: ReadonlyMap<string, number>): readonly string[] {
  let words: string[] | undefined;
  for (const name in model) if (order.has(name) && model[name] !== undefined) (words ??= []).push(name);
  if (words === undefined) return NO_WORDS;
  return words.length === 1 ? words : words.sort((a, b) => order.get(a)! - order.get(b)!);
}

function names(map: MetadataModel): string {
  return Object.keys(map).join(', ');
}

function listed(items: readonly string[]): string | undefined {
  return items.length > 0 ? items.join(', ') : undefined;
}

/** A word that is nothing but a privilege. */
function privilege<Feature extends string>(feature: Feature, name: string) {
  return { feature, detail: ({ reason }: Reasoned) => reason, problem: () => undefined, reasons: ({ reason }: Reasoned) => ({ [name]: reason }) };
}

/** What is run beside the program, with what Kubernetes cannot give it. */
function hooks<Feature extends string, Settings extends string, Sleep extends string>(feature: Feature, settings: Settings, sleeps: Sleep, note: string) {
  return {
    feature,
    detail: (all: readonly HookModel[]) => all.map(({ command }) => command.join(' ')).join(', '),
    problem: (all: readonly HookModel[]) => firstOf(all, hookProblem),
    aspects: {
      [sleeps]: (all: readonly HookModel[]) => listed(all.flatMap(({ sleep }) => (sleep === undefined ? [] : [`${sleep} s`]))),
      [settings]: (all: readonly HookModel[]) => listed([
        ...(all.length > 1 ? [`${all.length} commands, one after the other in a shell`] : []),
        ...all.flatMap(({ user, workingDirectory, environment, privileged }) =>
          Object.entries({ user, workingDirectory, environment, privileged }).flatMap(([name, value]) => (value === undefined ? [] : [`${name} of its own`]))),
      ]),
    } as { readonly [K in Settings | Sleep]: (all: readonly HookModel[]) => string | undefined },
    reasons: (all: readonly HookModel[]): Readonly<Record<string, string>> => Object.fromEntries(all.flatMap(({ privileged }) => (privileged ? [[note, privileged.reason] as const] : []))),
  };
}

/** The words of a table that something says. */
export function wordsOf<W extends object>(table: { readonly [K in keyof W]: unknown }, said: W): W {
  const words: Partial<W> = {};
  for (const name of Object.keys(table) as (keyof W)[]) if (said[name] !== undefined) words[name] = said[name];
  return words as W;
}
