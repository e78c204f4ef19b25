import * as fc from '../fast-check';
import { HealthProbe, ImagePullPolicy, RestartPolicy, SharedNetwork, Size } from '../../lib';
import { hostileReason, hostileText } from './arbitrary-values';
import { unordered } from '../../lib/verify/agreement/reading';
import { isLabel, KUBELETS_LOG, logFiles } from '../../lib/verify/agreement/word-readings';
import { hook, privilege, reasoned, type WordLaw, type WordsDescription } from './word-law';

/* Everything that the laws have to know of a word, and the only place where they name one. How it is read stands in `WORD_READINGS`. */

type Laws = { readonly [K in keyof Required<WordsDescription>]: WordLaw<NonNullable<WordsDescription[K]>> };

const parameter = (name: string, value: unknown): string => `${name}=${String(value).replace(' ', '_')}`;

const asMap = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries(entries);

export const LAWS: Laws = {
  containerName: {
    values: fc.constantFrom('App_1', 'x.Y', 'Z-', '0_'),
    give: (containerName) => ({ containerName }),
    said: String,
  },
  groupNames: {
    values: fc.constantFrom(['video'], ['video', 'render'], ['_a-1']),
    // They are given among the groups with numbers.
    give: () => ({}),
    said: unordered,
  },
  noHealth: {
    values: fc.constant(true),
    give: () => ({ health: HealthProbe.none() }),
    said: () => 'yes',
  },
  hostIpc: privilege('hostIpc', 'host-ipc'),
  hostPid: privilege('hostPid', 'host-pid'),
  hostNetwork: {
    ...reasoned('hostNetwork', 'host-network'),
    isPrivileged: () => true,
  },
  userNamespace: {
    values: fc.constant(true),
    give: (userNamespace) => ({ userNamespace }),
    said: () => 'yes',
  },
  shareableIpc: {
    values: fc.constant(true),
    give: (shareableIpc) => ({ shareableIpc }),
    said: () => 'yes',
  },
  restartPolicy: {
    // One that is never started again looks like a task that is not tried again.
    values: fc.constantFrom('always', 'on-failure'),
    give: (policy) => ({ restartPolicy: policy === 'always' ? RestartPolicy.ALWAYS : RestartPolicy.ON_FAILURE }),
    aspects: (policy) => (policy === 'always' ? [] : ['operations.restart-limited']),
    said: String,
  },
  extraHosts: {
    values: fc.uniqueArray(fc.record({ name: fc.constantFrom('a.example.com', 'ldap', 'x9.y'), address: fc.constantFrom('10.0.0.5', '::1', 'fd00::7', 'host-gateway') }), { minLength: 1, selector: ({ name }) => name })
      .filter((hosts) => hosts.some(({ address }) => address !== 'host-gateway'))
      .map((hosts) => hosts.sort((a, b) => (a.name < b.name ? -1 : 1))),
    give: (hosts) => ({ extraHosts: Object.fromEntries(hosts.map(({ name, address }) => [name, address])) }),
    aspects: (hosts) => (hosts.some(({ address }) => address === 'host-gateway') ? ['network.host-gateway'] : []),
    // Nobody is behind the containers of a cluster.
    said: (hosts) => unordered(hosts.flatMap(({ name, address }) => (address === 'host-gateway' ? [] : [`${name}=${address}`]))),
  },
  dnsConfig: {
    values: fc.record({
      nameservers: fc.constantFrom(undefined, ['10.0.0.53'], ['fd00::1', '1.1.1.1']),
      searches: fc.constantFrom(['example.com', 'a'], ['b']),
      options: fc.constantFrom(undefined, [{ name: 'ndots', value: '2' }, { name: 'rotate' }]),
    }).map(({ nameservers, searches, options }) => ({ searches, ...(nameservers && { nameservers }), ...(options && { options }) })),
    give: ({ options, ...config }) => ({ dnsConfig: { ...config, ...(options && { options: Object.fromEntries(options.map(({ name, value = '' }) => [name, value])) }) } }),
    aspects: ({ nameservers }) => (nameservers ? ['network.nameservers'] : []),
    said: ({ nameservers = [], searches = [], options = [] }) => JSON.stringify([nameservers, searches, options.map(({ name, value }) => (value === undefined ? name : `${name}:${value}`))]),
  },
  runtimeClass: {
    values: fc.constantFrom('nvidia', 'io.containerd.wasmedge.v1'),
    give: (runtimeClass) => ({ runtimeClass }),
    said: String,
  },
  platform: {
    values: fc.constantFrom('linux/amd64', 'linux/arm/v7', 'wasi/wasm'),
    give: (platform) => ({ platform }),
    aspects: (platform) => (platform.split('/').length === 3 ? ['workload.platform-variant'] : platform === 'wasi/wasm' ? ['workload.platform-wasm'] : []),
    // No node is of it.
    said: (platform) => (platform === 'wasi/wasm' ? '' : platform.split('/').slice(0, 2).join('/')),
  },
  imagePullPolicy: {
    values: fc.constantFrom('always', 'never', 'build'),
    give: (policy) => ({ imagePullPolicy: { always: ImagePullPolicy.ALWAYS, never: ImagePullPolicy.NEVER, build: ImagePullPolicy.BUILD, missing: ImagePullPolicy.IF_NOT_PRESENT }[policy] }),
    aspects: (policy) => (policy === 'build' ? ['image.built-always'] : []),
    said: String,
  },
  sysctls: {
    values: fc.uniqueArray(fc.record({ name: fc.constantFrom('net.core.somaxconn', 'net.ipv4.tcp_syncookies', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_wmem', 'kernel.msgmax', 'kernel.sem'), value: fc.constantFrom('1', '32000 1024000000') }), { minLength: 1, selector: ({ name }) => name })
      .map((sysctls) => sysctls.sort((a, b) => (a.name < b.name ? -1 : 1))),
    give: (sysctls) => ({ sysctls: asMap(sysctls.map(({ name, value }) => [name, value])) }),
    aspects: (sysctls) => {
      const has = (...names: readonly string[]): boolean => sysctls.some(({ name }) => names.includes(name));
      return [
        ...(has('net.core.somaxconn', 'kernel.msgmax', 'kernel.sem') ? ['security.unsafe-sysctls' as const] : []),
        ...(has('net.ipv4.tcp_fin_timeout') ? ['security.sysctls-since-1.29' as const] : []),
        ...(has('net.ipv4.tcp_wmem') ? ['security.sysctls-since-1.32' as const] : []),
      ];
    },
    isPrivileged: (sysctls) => sysctls.some(({ name }) => name !== 'net.ipv4.tcp_syncookies'),
    said: (sysctls) => unordered(sysctls.map(({ name, value }) => parameter(name, value))),
  },
  privileged: {
    ...reasoned('privileged', 'privileged'),
    isPrivileged: () => true,
  },
  privilegeEscalation: {
    ...reasoned('privilegeEscalation', 'privilege-escalation'),
    isPrivileged: () => true,
  },
  unconfinedSeccomp: {
    ...reasoned('unconfinedSeccomp', 'unconfined-seccomp'),
    isPrivileged: () => true,
  },
  unconfinedAppArmor: {
    ...reasoned('unconfinedAppArmor', 'unconfined-app-armor'),
    isPrivileged: () => true,
  },
  devices: {
    values: fc.uniqueArray(fc.record({ path: fc.constantFrom('/dev/dri', '/dev/kfd', '/dev/snd/x0'), reason: hostileReason, devicePlugin: fc.constantFrom(undefined, 'amd.com/gpu') }), { minLength: 1, selector: ({ path }) => path })
      .map((devices) => devices.sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, reason, devicePlugin }) => ({ path, reason, ...(devicePlugin !== undefined && { devicePlugin }) }))),
    give: (devices) => ({ devices }),
    aspects: (devices) => (devices.some(({ devicePlugin }) => devicePlugin === undefined) ? ['security.devices-without-plugin'] : []),
    notes: (devices) => asMap(devices.map(({ path, reason }) => [`cdk8s-compose/device.${path.slice(5).replace('/', '-')}`, reason])),
    isPrivileged: (devices) => devices.some(({ devicePlugin }) => devicePlugin === undefined),
    said: (devices) => unordered(devices.map(({ path }) => path)),
  },
  gpus: {
    values: fc.record({ count: fc.constantFrom(undefined, 1, 4), driver: fc.constant('nvidia'), resource: fc.constant('nvidia.com/gpu') }).map(({ count, ...rest }) => ({ ...rest, ...(count !== undefined && { count }) })),
    give: (gpus) => ({ gpus }),
    aspects: ({ count }) => (count === undefined ? ['resources.all-gpus'] : []),
    said: ({ count }) => String(count ?? 1),
  },
  ulimits: {
    values: fc.uniqueArray(fc.record({ name: fc.constantFrom('memlock', 'nproc', 'core'), soft: fc.constantFrom(0, 4096), hard: fc.constantFrom(-1, 8192) }), { minLength: 1, selector: ({ name }) => name })
      .map((limits) => limits.sort((a, b) => (a.name < b.name ? -1 : 1))),
    give: (limits) => ({ ulimits: asMap(limits.map(({ name, soft, hard }) => [name, { soft, hard }])) }),
    said: (limits) => unordered(limits.map(({ name, soft, hard }) => `${name}=${soft}:${hard}`)),
  },
  pidsLimit: {
    values: fc.integer({ min: 1, max: 65_535 }),
    give: (pidsLimit) => ({ pidsLimit }),
    said: String,
  },
  stdin: {
    values: fc.constant(true),
    give: (stdin) => ({ stdin }),
    // A terminal has an input.
    said: (_stdin, { tty }) => (tty ? '' : 'yes'),
  },
  tty: {
    values: fc.constant(true),
    give: (tty) => ({ tty }),
    said: () => 'yes',
  },
  labels: {
    values: fc.constantFrom<Record<string, string>>({ team: 'payments' }, { 'example.com/tier': 'a_b.C', empty: '' }),
    give: (labels) => ({ labels }),
    notes: (labels) => labels,
    said: String,
  },
  annotations: {
    values: fc.tuple(fc.constantFrom('example.com/runbook', 'Owner'), hostileText).map(([name, text]) => ({ [name]: text })),
    give: (annotations) => ({ annotations }),
    notes: (annotations) => annotations,
    said: String,
  },
  hostname: {
    values: fc.constantFrom('a', 'rabbit-1', '9', 'x'.repeat(63), 'Mail', 'mail.example.com', 'shop_web_1'),
    give: (hostname) => ({ hostname }),
    aspects: (hostname) => (isLabel(hostname) ? [] : ['workload.hostname-no-label']),
    // Others are in the Compose file alone, where the golden of the case has one.
    said: (hostname) => (isLabel(hostname) ? hostname : ''),
  },
  domainname: {
    values: fc.constantFrom('example.com', 'a'),
    give: (domainname) => ({ domainname }),
    said: String,
  },
  macAddress: {
    values: fc.constantFrom('02:42:ac:11:65:43', '00:E0:84:35:D0:E8'),
    give: (macAddress) => ({ macAddress }),
    said: String,
  },
  aliases: {
    values: fc.uniqueArray(fc.constantFrom('also', 'also-b', 'also.example.com', 'x'.repeat(63)), { minLength: 1 }).map((aliases) => aliases.sort()),
    give: (aliases) => ({ aliases }),
    aspects: (aliases) => (aliases.some((alias) => alias.includes('.')) ? ['network.dotted-aliases'] : []),
    // A Service has no dots in its name.
    said: (aliases) => unordered(aliases.filter((alias) => !alias.includes('.'))),
  },
  sharedNetworks: {
    values: fc.uniqueArray(fc.record({ name: fc.constantFrom('proxy', 'Their_net.1'), isExternal: fc.boolean(), fromNamespace: fc.constantFrom(undefined, 'traefik') }), { minLength: 1, selector: ({ name }) => name })
      .map((networks) => networks.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ fromNamespace, ...rest }) => ({ ...rest, ...(fromNamespace !== undefined && { fromNamespace }) }))),
    give: (networks) => ({
      sharedNetworks: networks.map(({ name, isExternal, fromNamespace }) => (isExternal ? SharedNetwork.existing(name, { fromNamespace }) : SharedNetwork.named(name, { fromNamespace }))),
    }),
    said: (networks) => unordered(networks.map(({ name }) => name)),
  },
  logDriver: {
    values: fc.record({ driver: fc.constantFrom('syslog', 'journald'), options: fc.constantFrom<Record<string, string>[]>({}, { tag: 'a$b {{.Name}}' }) }),
    give: ({ driver, options }) => ({ logDriver: { name: driver, options } }),
    said: ({ driver, options }) => JSON.stringify([driver, options]),
  },
  apiSocket: reasoned('apiSocket', 'api-socket'),
  models: {
    values: fc.subarray([
      { name: 'llm', model: 'ai/smollm2', endpointVariable: 'LLM_URL', modelVariable: 'LLM_MODEL' },
      { name: 'qwen-3', model: 'ai/qwen3:8B', contextSize: 4096, runtimeFlags: ['--temp', '$0'], endpointVariable: 'BASE', modelVariable: 'NAME' },
    ], { minLength: 1 }),
    give: (models) => ({ models: Object.fromEntries(models.map(({ name, ...model }) => [name, model])) }),
    said: (models) => JSON.stringify(models.map(({ name, endpointVariable, modelVariable }) => [name, endpointVariable, modelVariable])),
  },
  postStart: hook('postStart', 'lifecycle.post-start-settings', 'lifecycle.post-start-sleep', 'post-start'),
  preStop: hook('preStop', 'lifecycle.pre-stop-settings', 'lifecycle.pre-stop-sleep', 'pre-stop'),
  watch: {
    values: fc.constantFrom([{ action: 'sync' as const, path: 'src', target: '/app/src', ignore: ['*.tmp'] }], [{ action: 'rebuild' as const, path: '.' }]),
    give: (rules) => ({ watch: rules as never }),
    said: (rules) => JSON.stringify(rules.map(({ action, target }) => [action, target ?? null])),
  },
  openFiles: {
    values: fc.integer({ min: 1, max: 1_048_576 }),
    give: (openFiles) => ({ openFiles }),
    said: (files) => `${files} to ${files}`,
  },
  init: {
    values: fc.constant(true),
    give: (init) => ({ init }),
    said: () => 'reaped',
  },
  logRotation: {
    values: fc.record({ maxSize: fc.integer({ min: 1024, max: 20_000_000 }), files: fc.integer({ min: 1, max: 9 }) }).filter((rotation) => logFiles(rotation.files, rotation.maxSize) !== KUBELETS_LOG),
    give: ({ maxSize, files }) => ({ logRotation: { maxSize: Size.kibibytes(maxSize / 1024), files } }),
    said: ({ maxSize, files }) => logFiles(files, maxSize),
  },
};
