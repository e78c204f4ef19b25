import * as fc from 'fast-check';
import { HealthProbe, ImagePullPolicy, RestartPolicy, SharedNetwork, Size } from '../../lib';
import { at, fields, items, mappings, texts } from '../../lib/verify/untyped';
import { hostileReason, hostileText } from './arbitrary-values';
import { unordered } from './reading';
import { hook, isTrue, privilege, reasoned, type WordLaw, type WordsDescription } from './word-law';

/*
 * Everything that the laws have to know of a word, and the only place where they name one. The readings are of the YAML
 * alone, and know nothing of how a target came to write it.
 */

/** What a kubelet keeps of each log without a word, and so Compose too. */
const KUBELETS = logFiles({ maxSize: 10 * 1024 ** 2, files: 5 });

function logFiles({ maxSize, files }: { readonly maxSize: number; readonly files: number }): string {
  return `${files} of ${maxSize}`;
}

type Laws = { readonly [K in keyof Required<WordsDescription>]: WordLaw<NonNullable<WordsDescription[K]>> };

const isText = (value: unknown): string | undefined => value as string | undefined;

const isLabel = (name: string): boolean => /^[-a-z0-9]+$/.test(name);

const parameter = (name: string, value: unknown): string => `${name}=${String(value).replace(' ', '_')}`;

const asMap = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries(entries);

export const LAWS: Laws = {
  containerName: {
    values: fc.constantFrom('App_1', 'x.Y', 'Z-', '0_'),
    give: (containerName) => ({ containerName }),
    fact: 'container name',
    said: String,
    compose: ({ container_name: name }) => isText(name),
  },
  groupNames: {
    values: fc.constantFrom(['video'], ['video', 'render'], ['_a-1']),
    // They are given among the groups with numbers.
    give: () => ({}),
    fact: 'groups by name',
    said: unordered,
    compose: ({ group_add: groups }) => {
      const names = texts(groups).filter((group) => /^\D/.test(group));
      return names.length === 0 ? undefined : unordered(names);
    },
  },
  noHealth: {
    values: fc.constant(true),
    give: () => ({ health: HealthProbe.none() }),
    fact: 'no check',
    said: () => 'yes',
    compose: ({ healthcheck }) => isTrue(at(healthcheck, 'disable')),
  },
  hostIpc: privilege('hostIpc', 'hostIPC', 'ipc', 'host-ipc'),
  hostPid: privilege('hostPid', 'hostPID', 'pid', 'host-pid'),
  hostNetwork: {
    ...reasoned('hostNetwork', 'host-network'),
    ofPod: true,
    isPrivileged: () => true,
    kubernetes: (pod) => isTrue(pod['hostNetwork']),
    compose: (_service, network) => isTrue(network['network_mode'] === 'host'),
  },
  shareableIpc: {
    values: fc.constant(true),
    give: (shareableIpc) => ({ shareableIpc }),
    fact: 'open to others',
    said: () => 'yes',
    ofPod: true,
    compose: ({ ipc }) => isTrue(ipc === 'shareable'),
  },
  restartPolicy: {
    // One that is never started again looks like a task that is not tried again.
    values: fc.constantFrom('always', 'on-failure'),
    give: (policy) => ({ restartPolicy: policy === 'always' ? RestartPolicy.ALWAYS : RestartPolicy.ON_FAILURE }),
    aspects: (policy) => (policy === 'always' ? [] : ['operations.restart-limited']),
    fact: 'started again',
    said: String,
    compose: ({ restart }) => (restart === 'always' || restart === 'on-failure' ? restart : undefined),
  },
  extraHosts: {
    values: fc.uniqueArray(fc.record({ name: fc.constantFrom('a.example.com', 'ldap', 'x9.y'), address: fc.constantFrom('10.0.0.5', '::1', 'fd00::7', 'host-gateway') }), { minLength: 1, selector: ({ name }) => name })
      .filter((hosts) => hosts.some(({ address }) => address !== 'host-gateway'))
      .map((hosts) => hosts.sort((a, b) => (a.name < b.name ? -1 : 1))),
    give: (hosts) => ({ extraHosts: Object.fromEntries(hosts.map(({ name, address }) => [name, address])) }),
    aspects: (hosts) => (hosts.some(({ address }) => address === 'host-gateway') ? ['network.host-gateway'] : []),
    fact: 'extra hosts',
    // Nobody is behind the containers of a cluster.
    said: (hosts) => unordered(hosts.flatMap(({ name, address }) => (address === 'host-gateway' ? [] : [`${name}=${address}`]))),
    kubernetes: ({ hostAliases }) => (hostAliases === undefined ? undefined : unordered(mappings(hostAliases).flatMap(({ ip, hostnames }) => texts(hostnames).map((name) => `${name}=${String(ip)}`)))),
    compose: (_service, { extra_hosts: hosts }) => {
      const known = texts(hosts).filter((host) => !host.endsWith(':host-gateway')).map((host) => host.replace(':', '='));
      return known.length === 0 ? undefined : unordered(known);
    },
  },
  dnsConfig: {
    values: fc.record({
      nameservers: fc.constantFrom(undefined, ['10.0.0.53'], ['fd00::1', '1.1.1.1']),
      searches: fc.constantFrom(['example.com', 'a'], ['b']),
      options: fc.constantFrom(undefined, [{ name: 'ndots', value: '2' }, { name: 'rotate' }]),
    }).map(({ nameservers, searches, options }) => ({ searches, ...(nameservers && { nameservers }), ...(options && { options }) })),
    give: ({ options, ...config }) => ({ dnsConfig: { ...config, ...(options && { options: Object.fromEntries(options.map(({ name, value = '' }) => [name, value])) }) } }),
    aspects: ({ nameservers }) => (nameservers ? ['network.nameservers'] : []),
    fact: 'names',
    said: ({ nameservers = [], searches = [], options = [] }) => JSON.stringify([nameservers, searches, options.map(({ name, value }) => (value === undefined ? name : `${name}:${value}`))]),
    kubernetes: ({ dnsConfig: config }) => {
      if (config === undefined) return undefined;
      return JSON.stringify([texts(at(config, 'nameservers')), texts(at(config, 'searches')), mappings(at(config, 'options')).map(({ name, value }) => (value === undefined ? name : `${String(name)}:${String(value)}`))]);
    },
    compose: (_service, { dns, dns_search: searches, dns_opt: options }) => (searches === undefined ? undefined : JSON.stringify([texts(dns), texts(searches), texts(options)])),
  },
  runtimeClass: {
    values: fc.constantFrom('nvidia', 'io.containerd.wasmedge.v1'),
    give: (runtimeClass) => ({ runtimeClass }),
    fact: 'runtime',
    said: String,
    ofPod: true,
    kubernetes: ({ runtimeClassName }) => isText(runtimeClassName),
    compose: ({ runtime }) => isText(runtime),
  },
  platform: {
    values: fc.constantFrom('linux/amd64', 'linux/arm/v7', 'wasi/wasm'),
    give: (platform) => ({ platform }),
    aspects: (platform) => (platform.split('/').length === 3 ? ['workload.platform-variant'] : platform === 'wasi/wasm' ? ['workload.platform-wasm'] : []),
    fact: 'platform',
    // No node is of it.
    said: (platform) => (platform === 'wasi/wasm' ? '' : platform.split('/').slice(0, 2).join('/')),
    ofPod: true,
    kubernetes: ({ nodeSelector }) => (nodeSelector === undefined ? undefined : `${String(at(nodeSelector, 'kubernetes.io/os'))}/${String(at(nodeSelector, 'kubernetes.io/arch'))}`),
    compose: ({ platform }) => (platform === 'wasi/wasm' ? undefined : isText(platform)?.split('/').slice(0, 2).join('/')),
  },
  imagePullPolicy: {
    values: fc.constantFrom('always', 'never', 'build'),
    give: (policy) => ({ imagePullPolicy: { always: ImagePullPolicy.ALWAYS, never: ImagePullPolicy.NEVER, build: ImagePullPolicy.BUILD, missing: ImagePullPolicy.IF_NOT_PRESENT }[policy] }),
    aspects: (policy) => (policy === 'build' ? ['image.built-always'] : []),
    fact: 'pulled',
    said: String,
    compose: ({ pull_policy: policy }) => isText(policy),
  },
  sysctls: {
    values: fc.uniqueArray(fc.record({ name: fc.constantFrom('net.core.somaxconn', 'net.ipv4.tcp_syncookies', 'kernel.msgmax', 'kernel.sem'), value: fc.constantFrom('1', '32000 1024000000') }), { minLength: 1, selector: ({ name }) => name })
      .map((sysctls) => sysctls.sort((a, b) => (a.name < b.name ? -1 : 1))),
    give: (sysctls) => ({ sysctls: asMap(sysctls.map(({ name, value }) => [name, value])) }),
    aspects: (sysctls) => (sysctls.some(({ name }) => name !== 'net.ipv4.tcp_syncookies') ? ['security.unsafe-sysctls'] : []),
    isPrivileged: (sysctls) => sysctls.some(({ name }) => name !== 'net.ipv4.tcp_syncookies'),
    fact: 'kernel',
    ofPod: true,
    said: (sysctls) => unordered(sysctls.map(({ name, value }) => parameter(name, value))),
    kubernetes: (pod) => {
      const own = mappings(at(pod['securityContext'], 'sysctls')).filter(({ name }) => name !== 'net.ipv4.ip_unprivileged_port_start');
      return own.length === 0 ? undefined : unordered(own.map(({ name, value }) => parameter(String(name), value)));
    },
    compose: (service, network) => {
      const own = Object.entries({ ...fields(service['sysctls']), ...fields(network['sysctls']) });
      return own.length === 0 ? undefined : unordered(own.map(([name, value]) => parameter(name, value)));
    },
  },
  privileged: {
    ...reasoned('privileged', 'privileged'),
    isPrivileged: () => true,
    compose: (service) => isTrue(service['privileged']),
  },
  privilegeEscalation: {
    ...reasoned('privilegeEscalation', 'privilege-escalation'),
    isPrivileged: () => true,
    compose: ({ privileged, security_opt: options }) => isTrue(privileged !== true && !texts(options).includes('no-new-privileges:true')),
  },
  unconfinedSeccomp: {
    ...reasoned('unconfinedSeccomp', 'unconfined-seccomp'),
    isPrivileged: () => true,
    kubernetes: (_pod, container) => isTrue(at(container['securityContext'], 'seccompProfile', 'type') === 'Unconfined'),
    compose: ({ security_opt: options }) => isTrue(texts(options).includes('seccomp:unconfined')),
  },
  unconfinedAppArmor: {
    ...reasoned('unconfinedAppArmor', 'unconfined-app-armor'),
    isPrivileged: () => true,
    compose: ({ devices, security_opt: options }) => isTrue(!texts(devices).includes('/dev/fuse:/dev/fuse') && texts(options).includes('apparmor:unconfined')),
  },
  devices: {
    values: fc.uniqueArray(fc.record({ path: fc.constantFrom('/dev/dri', '/dev/kfd', '/dev/snd/x0'), reason: hostileReason, devicePlugin: fc.constantFrom(undefined, 'amd.com/gpu') }), { minLength: 1, selector: ({ path }) => path })
      .map((devices) => devices.sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, reason, devicePlugin }) => ({ path, reason, ...(devicePlugin !== undefined && { devicePlugin }) }))),
    give: (devices) => ({ devices }),
    aspects: (devices) => (devices.some(({ devicePlugin }) => devicePlugin === undefined) ? ['security.devices-without-plugin'] : []),
    notes: (devices) => asMap(devices.map(({ path, reason }) => [`cdk8s-compose/device.${path.slice(5).replace('/', '-')}`, reason])),
    isPrivileged: (devices) => devices.some(({ devicePlugin }) => devicePlugin === undefined),
    fact: 'devices',
    said: (devices) => unordered(devices.map(({ path }) => path)),
    compose: ({ devices }) => {
      const own = texts(devices).filter((device) => device !== '/dev/fuse:/dev/fuse').map((device) => device.split(':')[0]);
      return own.length === 0 ? undefined : unordered(own);
    },
  },
  gpus: {
    values: fc.record({ count: fc.constantFrom(undefined, 1, 4), driver: fc.constant('nvidia'), resource: fc.constant('nvidia.com/gpu') }).map(({ count, ...rest }) => ({ ...rest, ...(count !== undefined && { count }) })),
    give: (gpus) => ({ gpus }),
    aspects: ({ count }) => (count === undefined ? ['resources.all-gpus'] : []),
    fact: 'graphics processors',
    said: ({ count }) => String(count ?? 1),
    kubernetes: (_pod, container) => at(container['resources'], 'limits', 'nvidia.com/gpu') as string | undefined,
    compose: ({ deploy }) => {
      const [device] = mappings(at(deploy, 'resources', 'reservations', 'devices'));
      // A pod cannot ask for all, and has one.
      return device && (device['count'] === 'all' ? '1' : String(device['count']));
    },
  },
  ulimits: {
    values: fc.uniqueArray(fc.record({ name: fc.constantFrom('memlock', 'nproc', 'core'), soft: fc.constantFrom(0, 4096), hard: fc.constantFrom(-1, 8192) }), { minLength: 1, selector: ({ name }) => name })
      .map((limits) => limits.sort((a, b) => (a.name < b.name ? -1 : 1))),
    give: (limits) => ({ ulimits: asMap(limits.map(({ name, soft, hard }) => [name, { soft, hard }])) }),
    fact: 'limits',
    said: (limits) => unordered(limits.map(({ name, soft, hard }) => `${name}=${soft}:${hard}`)),
    compose: ({ ulimits }) => {
      const own = Object.entries(fields(ulimits)).filter(([name]) => name !== 'nofile');
      return own.length === 0 ? undefined : unordered(own.map(([name, limit]) => `${name}=${String(at(limit, 'soft'))}:${String(at(limit, 'hard'))}`));
    },
  },
  pidsLimit: {
    values: fc.integer({ min: 1, max: 65_535 }),
    give: (pidsLimit) => ({ pidsLimit }),
    fact: 'processes',
    said: String,
    compose: ({ deploy }) => {
      const pids = at(deploy, 'resources', 'limits', 'pids');
      return pids === undefined ? undefined : String(pids);
    },
  },
  stdin: {
    values: fc.constant(true),
    give: (stdin) => ({ stdin }),
    fact: 'input',
    said: () => 'yes',
    compose: ({ stdin_open: stdin }) => isTrue(stdin),
  },
  tty: {
    values: fc.constant(true),
    give: (tty) => ({ tty }),
    fact: 'terminal',
    said: () => 'yes',
    kubernetes: (_pod, { tty, stdin }) => isTrue(tty === true && stdin === true),
    compose: ({ tty }) => isTrue(tty),
  },
  labels: {
    values: fc.constantFrom<Record<string, string>>({ team: 'payments' }, { 'example.com/tier': 'a_b.C', empty: '' }),
    give: (labels) => ({ labels }),
    notes: (labels) => labels,
    fact: 'labels',
    said: String,
  },
  annotations: {
    values: fc.tuple(fc.constantFrom('example.com/runbook', 'Owner'), hostileText).map(([name, text]) => ({ [name]: text })),
    give: (annotations) => ({ annotations }),
    notes: (annotations) => annotations,
    fact: 'annotations',
    said: String,
  },
  hostname: {
    values: fc.constantFrom('a', 'rabbit-1', '9', 'x'.repeat(63), 'Mail', 'mail.example.com', 'shop_web_1'),
    give: (hostname) => ({ hostname }),
    aspects: (hostname) => (isLabel(hostname) ? [] : ['workload.hostname-no-label']),
    fact: 'hostname',
    // Others are in the Compose file alone, where the golden of the case has one.
    said: (hostname) => (isLabel(hostname) ? hostname : ''),
    kubernetes: ({ hostname }) => isText(hostname),
    compose: (_service, { hostname }) => (isLabel(String(hostname)) ? isText(hostname) : undefined),
  },
  domainname: {
    values: fc.constantFrom('example.com', 'a'),
    give: (domainname) => ({ domainname }),
    fact: 'domain',
    said: String,
    compose: (_service, { domainname }) => isText(domainname),
  },
  macAddress: {
    values: fc.constantFrom('02:42:ac:11:65:43', '00:E0:84:35:D0:E8'),
    give: (macAddress) => ({ macAddress }),
    fact: 'network card',
    said: String,
    compose: (_service, { mac_address: address }) => isText(address),
  },
  aliases: {
    values: fc.uniqueArray(fc.constantFrom('also', 'also-b', 'also.example.com', 'x'.repeat(63)), { minLength: 1 }).map((aliases) => aliases.sort()),
    give: (aliases) => ({ aliases }),
    aspects: (aliases) => (aliases.some((alias) => alias.includes('.')) ? ['network.dotted-aliases'] : []),
    fact: 'other names',
    // A Service has no dots in its name.
    said: (aliases) => unordered(aliases.filter((alias) => !alias.includes('.'))),
    kubernetes: ({ otherServices }) => (items(otherServices).length === 0 ? undefined : unordered(texts(otherServices))),
    compose: (_service, { command, networks }) => {
      const all = Object.values(fields(networks)).map((joined) => texts(at(joined, 'aliases')));
      // The first name of what is there for its network alone is that of the workload.
      const own = (all[0] ?? []).slice(JSON.stringify(command) === '["tail","-f","/dev/null"]' ? 1 : 0).filter((alias) => all.every((each) => each.includes(alias)) && !alias.includes('.'));
      return own.length === 0 ? undefined : unordered(own);
    },
  },
  sharedNetworks: {
    values: fc.uniqueArray(fc.record({ name: fc.constantFrom('proxy', 'Their_net.1'), isExternal: fc.boolean(), fromNamespace: fc.constantFrom(undefined, 'traefik') }), { minLength: 1, selector: ({ name }) => name })
      .map((networks) => networks.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ fromNamespace, ...rest }) => ({ ...rest, ...(fromNamespace !== undefined && { fromNamespace }) }))),
    give: (networks) => ({
      sharedNetworks: networks.map(({ name, isExternal, fromNamespace }) => (isExternal ? SharedNetwork.existing(name, { fromNamespace }) : SharedNetwork.named(name, { fromNamespace }))),
    }),
    fact: 'shared networks',
    ofPod: true,
    said: (networks) => unordered(networks.map(({ name }) => name)),
    compose: (_service, { networks }) => {
      const shared = (Array.isArray(networks) ? texts(networks) : Object.keys(fields(networks))).filter((network) => network.startsWith('shared-'));
      return shared.length === 0 ? undefined : unordered(shared.map((network) => network.slice('shared-'.length)));
    },
  },
  logDriver: {
    values: fc.record({ driver: fc.constantFrom('syslog', 'journald'), options: fc.constantFrom<Record<string, string>[]>({}, { tag: 'a$b {{.Name}}' }) }),
    give: ({ driver, options }) => ({ logDriver: { name: driver, options } }),
    fact: 'log driver',
    said: ({ driver, options }) => JSON.stringify([driver, options]),
    compose: ({ logging }) => (at(logging, 'driver') === 'json-file' ? undefined : JSON.stringify([at(logging, 'driver'), fields(at(logging, 'options'))])),
  },
  apiSocket: { ...reasoned('apiSocket', 'api-socket'), compose: (service) => isTrue(service['use_api_socket']) },
  models: {
    values: fc.subarray([
      { name: 'llm', model: 'ai/smollm2', endpointVariable: 'LLM_URL', modelVariable: 'LLM_MODEL' },
      { name: 'qwen-3', model: 'ai/qwen3:8B', contextSize: 4096, runtimeFlags: ['--temp', '$0'], endpointVariable: 'BASE', modelVariable: 'NAME' },
    ], { minLength: 1 }),
    give: (models) => ({ models: Object.fromEntries(models.map(({ name, ...model }) => [name, model])) }),
    fact: 'language models',
    said: (models) => JSON.stringify(models.map(({ name, endpointVariable, modelVariable }) => [name, endpointVariable, modelVariable])),
    compose: ({ models }) => (models === undefined ? undefined : JSON.stringify(Object.entries(fields(models)).map(([name, use]) => [name, at(use, 'endpoint_var'), at(use, 'model_var')]))),
  },
  postStart: hook('postStart', 'post_start', 'lifecycle.post-start-settings', 'post-start'),
  preStop: hook('preStop', 'pre_stop', 'lifecycle.pre-stop-settings', 'pre-stop'),
  watch: {
    values: fc.constantFrom([{ action: 'sync' as const, path: 'src', target: '/app/src', ignore: ['*.tmp'] }], [{ action: 'rebuild' as const, path: '.' }]),
    give: (rules) => ({ watch: rules as never }),
    fact: 'watched',
    said: (rules) => JSON.stringify(rules.map(({ action, target }) => [action, target ?? null])),
    compose: ({ develop }) => (develop === undefined ? undefined : JSON.stringify(mappings(at(develop, 'watch')).map(({ action, target }) => [action, target ?? null]))),
  },
  openFiles: {
    values: fc.integer({ min: 1, max: 1_048_576 }),
    give: (openFiles) => ({ openFiles }),
    fact: 'open files',
    said: (files) => `${files} to ${files}`,
    compose: ({ ulimits }) => {
      const files = fields(at(ulimits, 'nofile'));
      return Object.keys(files).length === 0 ? undefined : `${String(files.soft)} to ${String(files.hard)}`;
    },
  },
  init: {
    values: fc.constant(true),
    give: (init) => ({ init }),
    fact: 'orphans',
    said: () => 'reaped',
    ofPod: true,
    kubernetes: ({ shareProcessNamespace }) => (shareProcessNamespace === true ? 'reaped' : undefined),
    compose: ({ init }) => (init === true ? 'reaped' : undefined),
  },
  logRotation: {
    values: fc.record({ maxSize: fc.integer({ min: 1024, max: 20_000_000 }), files: fc.integer({ min: 1, max: 9 }) }).filter((rotation) => logFiles(rotation) !== KUBELETS),
    give: ({ maxSize, files }) => ({ logRotation: { maxSize: Size.kibibytes(maxSize / 1024), files } }),
    fact: 'log files',
    said: logFiles,
    compose: ({ logging }) => {
      if (at(logging, 'driver') !== 'json-file') return undefined;
      const options = fields(at(logging, 'options'));
      const said = `${String(options['max-file'])} of ${bytes(options['max-size'])}`;
      return said === KUBELETS ? undefined : said;
    },
  },
};

function bytes(value: unknown): number {
  const match = /^(\d+)([bkmg]?)$/.exec(String(value));
  return match ? Number(match[1]) * 1024 ** Math.max(0, 'bkmg'.indexOf(match[2] || 'b')) : NaN;
}
