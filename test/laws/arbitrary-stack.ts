import { Protocol, type EgressRule } from 'cdk8s-compose';
import * as fc from '../fast-check';
import { fuse, operations } from './arbitrary-operations';
import { anyValue, defaultText, defined, hostileReason, hostileText, operatorText, optional, word, wordsAfter } from './arbitrary-values';
import type {
  ConfigFileDescription, EndpointDescription, ExposureDescription, GatewayDescription, HealthDescription, ImageDescription, MountDescription, OtherDescription, ParameterDescription, SecretDescription, StackDescription, VolumeDescription, WorkloadDescription,
} from './stack-description';
import { validStack } from './valid-stack';
import { arbitraryCluster } from './targets';
import { arbitraryWords } from './words';

const KIB = 1024;
const MIB = 1024 ** 2;

/** Names that meet each other: helper variables, `_VALUE`, what objects of JavaScript have anyway. */
const PARAMETERS = ['TIME_SCALE', 'MODE', 'MODE_VALUE', 'A', '_x9'];
const SECRETS = ['DB_PASSWORD', 'API_KEY', 'A_VALUE', 'URL'];
const VARIABLES = [...PARAMETERS, ...SECRETS, 'MODE_VALUE_VALUE', 'PATH_TO', '_', '__proto__', 'constructor', 'lower_case'];
const WORKLOADS = ['api', 'db', 'web', 'worker-2', 'a', 'default', 'redis', 'task', 'long-'.repeat(10).slice(0, -1), 'x9'];
const ENDPOINTS = ['http', 'grpc', 'metrics', 'dns', 'p-'.repeat(7) + 'p', 'b'];
const VOLUMES = ['data', 'cache', 'group-data', 'shared', 'scratch-data'];
const CONFIG_FILES = ['data', 'nginx', 'rules', 'a-b'];
/** Directories whose names differ only in what Kubernetes cannot have in a name, or after 63 characters. */
const DIRECTORIES = [
  '/data', '/tmp', '/var/cache', '/var-cache', '/Var/Cache', '/var/cache/deep', '/a b', '/$HOME/$$/$(A)', '/___', '/dev-shm', '/dev/shm',
  `/${'long/'.repeat(14)}one`, `/${'long/'.repeat(14)}two`,
];
const FILES = ['/etc/app/a.conf', '/etc/app/b.conf', '/opt/$X.json', '/data.d/file', '/app/.env'];
const IMAGES = [
  'example/app:1.2.3', `ghcr.io/a/b@sha256:${'0a'.repeat(32)}`, 'localhost:5000/x/y_z:latest', 'nginx',
];
/** Every character that a path of a URL may have. */
const PATH_CHARACTERS = "abcXYZ019-._~!$&'()*+,;=:@/";
const CAPABILITIES = ['NET_BIND_SERVICE', 'CHOWN', 'SETUID', 'NET_ADMIN', 'SYS_ADMIN'];
const CLIENTS = ['curl', 'wget', 'bash', 'nc', 'python', 'node', 'grpc_health_probe'] as const;

const index = fc.nat(20);
const bytes = fc.oneof(fc.integer({ min: 1, max: 64 }).map((n) => n * MIB), fc.integer({ min: 1, max: 4 * KIB }).map((n) => n * KIB), fc.integer({ min: 1, max: 32 * MIB }));
const milliseconds = (min: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: 1, max: 300 }).map((seconds) => seconds * 1000), fc.integer({ min, max: 130_000 }));

function uniqueNames<T extends { readonly name: string }>(arbitrary: fc.Arbitrary<T>, maxLength: number, minLength = 0): fc.Arbitrary<T[]> {
  return fc.uniqueArray(arbitrary, { minLength, maxLength, selector: ({ name }) => name });
}

const parameter: fc.Arbitrary<ParameterDescription> = fc
  .record({ name: fc.constantFrom(...PARAMETERS), default: optional(defaultText), description: hostileText, override: optional(operatorText) })
  .map(defined);

const secret: fc.Arbitrary<SecretDescription> = fc
  .record({
    name: fc.constantFrom(...SECRETS),
    optional: fc.boolean(),
    description: hostileText,
    hint: optional(hostileText),
    value: optional(operatorText),
  })
  .map(defined);

const volume: fc.Arbitrary<VolumeDescription> = fc
  .record({
    name: fc.constantFrom(...VOLUMES),
    grouped: fc.boolean(),
    size: bytes,
    storageClass: optional(fc.constantFrom('fast', 'slow.example.com')),
    shared: fc.boolean(),
    ownedByImage: fc.boolean(),
    onHost: fc.boolean(),
    isExisting: fc.boolean(),
    perReplica: fc.boolean(),
    engineName: optional(fc.constantFrom('Shop.data', 'x_1')),
  })
  .map(defined);

const configFile: fc.Arbitrary<ConfigFileDescription> = fc
  .record({
    name: fc.constantFrom(...CONFIG_FILES),
    grouped: fc.boolean(),
    fileName: optional(fc.constantFrom('nginx.conf', '.env', '-x', 'A_b.c', '_')),
    content: anyValue,
    mode: optional(fc.constantFrom(0o755, 0o444, 0o640)),
    isBinary: optional(fc.constant(true)),
  })
  .map(defined);

const image: fc.Arbitrary<ImageDescription> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reference' as const), reference: fc.constantFrom(...IMAGES), isChosen: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        kind: fc.constant('build' as const),
        name: optional(fc.constant('registry.example.com/built:7')),
        context: fc.constantFrom('.', 'app', 'a b/$c', 'https://example.com/a.git#v1:$b', 'git@example.com:a/b.git'),
        dockerfile: optional(fc.constantFrom('Dockerfile.prod', 'docker/$X')),
        target: optional(hostileText.filter((text) => text !== '')),
        args: fc.uniqueArray(fc.tuple(fc.constantFrom('VERSION', 'MODE', 'b', 'A'), hostileText), { maxLength: 3, selector: ([name]) => name }),
      })
      .map(defined),
  },
);

const exposure: fc.Arbitrary<ExposureDescription> = fc
  .record({
    kind: fc.constantFrom('loopback' as const, 'host' as const, 'address' as const, 'chosen' as const, 'balancer' as const, 'node' as const, 'free' as const, 'public' as const),
    port: fc.oneof(fc.integer({ min: 1, max: 65535 }), fc.integer({ min: 30000, max: 32767 })),
    isOpen: optional(fc.constant(true)),
    variable: optional(fc.constantFrom('PUBLISHED_1', 'PUBLISHED_2', 'PUBLISHED_3')),
    host: fc.constantFrom('shop.example.com', 'example.com'),
    path: fc.constantFrom('/', '/api', '/a-b/c'),
    tls: fc.boolean(),
    ingressClass: fc.constantFrom('nginx', 'traefik', undefined),
    tlsSecret: optional(fc.constant('wildcard')),
    clusterIssuer: optional(fc.constant('letsencrypt')),
  })
  .map(defined);

const endpoint: fc.Arbitrary<EndpointDescription> = fc
  .record({
    name: fc.constantFrom(...ENDPOINTS),
    port: fc.oneof(fc.constantFrom(53, 80, 8080, 65535), fc.integer({ min: 1, max: 65535 })),
    protocol: fc.oneof({ weight: 3, arbitrary: fc.constant('tcp' as const) }, { weight: 1, arbitrary: fc.constant('udp' as const) }),
    exposure: fc.option(exposure, { nil: undefined, freq: 2 }),
  })
  .map(defined);

const health: fc.Arbitrary<HealthDescription> = fc
  .record({
    kind: fc.constantFrom('http' as const, 'tcp' as const, 'grpc' as const, 'exec' as const, 'image' as const),
    endpoint: optional(index),
    client: fc.constantFrom(...CLIENTS),
    path: fc.string({ unit: fc.constantFrom(...PATH_CHARACTERS), maxLength: 12 }).map((path) => `/${path}`),
    isSafe: fc.boolean(),
    headers: optional(fc.dictionary(fc.constantFrom('Host', 'X-Asked-By', 'a'), fc.constantFrom('shop.example.com', `it's "$HOME" \\ $(id) }`, '1'), { minKeys: 1, noNullPrototype: true })),
    service: optional(hostileText),
    command: wordsAfter('check', '/bin/ready', 'curl', 'bash'),
    interval: milliseconds(1),
    timeout: milliseconds(1),
    retries: fc.integer({ min: 1, max: 9 }),
    startPeriod: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: milliseconds(0) }),
    startInterval: milliseconds(1),
    liveness: fc.boolean(),
  })
  .map(defined);

const mount: fc.Arbitrary<MountDescription> = fc.oneof(
  fc.record({ kind: fc.constant('volume' as const), target: fc.constantFrom(...DIRECTORIES), of: index, readOnly: fc.boolean() }),
  fc.record({ kind: fc.constant('config' as const), target: fc.constantFrom(...FILES), of: index }),
  fc.record({ kind: fc.constant('scratch' as const), target: fc.constantFrom(...DIRECTORIES), size: bytes }),
  fc.record({ kind: fc.constant('scratch' as const), target: fc.constantFrom(...DIRECTORIES) }),
  fc.record({ kind: fc.constant('shared-scratch' as const), target: fc.constantFrom(...DIRECTORIES) }),
  fc.record({ kind: fc.constant('certificate' as const), target: fc.constantFrom(...DIRECTORIES) }),
  fc.record({ kind: fc.constant('secret' as const), target: fc.constantFrom(...FILES), of: index, mode: optional(fc.constantFrom(0o400, 0o444, 0o750)) }).map(defined),
  fc.record({ kind: fc.constant('image' as const), target: fc.constantFrom(...DIRECTORIES), reference: fc.constantFrom('example/weights:2.1.0', 'registry.example.com:5000/plugins:7'), subPath: optional(fc.constantFrom('models', 'a b/$c')) }).map(defined),
  fc.record({
    kind: fc.constant('host-path' as const), target: fc.constantFrom(...DIRECTORIES), path: fc.constantFrom('/', '/srv/a b', '/srv/$x/${Y}'),
    isChosen: fc.boolean(), readOnly: fc.boolean(), reason: hostileReason,
  }),
  fc.record({
    kind: fc.constant('source' as const),
    target: fc.constantFrom(...DIRECTORIES),
    path: fc.constantFrom('.', 'src', 'a b/$c'),
    readOnly: fc.boolean(),
    // Below the target, which is put in front once all targets are known to differ.
    keep: fc.uniqueArray(fc.constantFrom('node_modules', '$cache', 'a b'), { maxLength: 2 }),
  }),
);

const workload: fc.Arbitrary<WorkloadDescription> = fc
  .record({
    name: fc.constantFrom(...WORKLOADS),
    grouped: fc.boolean(),
    kind: fc.constantFrom('service' as const, 'service' as const, 'stateful' as const, 'daemon' as const, 'task' as const),
    image,
    entrypoint: optional(wordsAfter('/bin/app', 'run', 'sh')),
    command: optional(fc.array(word, { maxLength: 4 })),
    workingDirectory: optional(fc.constantFrom('/', '/app', '/$HOME/a b')),
    environment: fc.uniqueArray(fc.record({ name: fc.constantFrom(...VARIABLES), value: anyValue }), { maxLength: 6, selector: ({ name }) => name }),
    sources: fc.array(fc.record({ kind: fc.constantFrom('secret' as const, 'configMap' as const), name: fc.constantFrom('keys', 'a.b'), optional: fc.boolean() }), { maxLength: 2 }),
    endpoints: uniqueNames(endpoint, 3),
    health: fc.option(health, { nil: undefined, freq: 2 }),
    mounts: fc.uniqueArray(mount, { maxLength: 5, selector: ({ target }) => target }),
    replicas: fc.nat(4),
    retries: fc.nat(4),
    cpu: fc.record({ request: fc.integer({ min: 1, max: 2000 }), limit: fc.integer({ min: 10, max: 8000 }) }),
    memory: fc.record({ request: bytes, limit: bytes }),
    sharedMemory: fc.option(bytes, { nil: undefined, freq: 2 }),
    user: fc.record({ uid: fc.integer({ min: 1, max: 2 ** 31 - 1 }), gid: fc.integer({ min: 1, max: 2 ** 31 - 1 }) }),
    tmp: fc.boolean(),
    readOnlyRoot: fc.boolean(),
    capabilities: fc.uniqueArray(fc.record({ name: fc.constantFrom(...CAPABILITIES), reason: hostileReason }), { maxLength: 2, selector: ({ name }) => name }),
    groups: fc.uniqueArray(fc.nat(70_000), { maxLength: 2 }),
    rootReason: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: hostileReason }),
    fuse: optional(fuse),
    operations,
    words: arbitraryWords,
    inPod: fc.option(fc.record({ workload: index, init: fc.boolean() }), { nil: undefined, freq: 2 }),
    unlimited: fc.boolean(),
    imageUser: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    egress: fc.boolean(),
    allowedEgress: optional(fc.constantFrom<readonly EgressRule[]>([{ cidr: '10.20.0.0/16' }], [{ ports: [443, 8443] }, { namespace: 'monitoring', ports: [4317] }], [{ cidr: 'fd00:20::/32', ports: [5000], protocol: Protocol.UDP }])),
    stopGracePeriod: milliseconds(1000),
    stopSignal: optional(fc.constantFrom('SIGINT', 'SIGRTMIN+3')),
    startAfter: fc.uniqueArray(fc.record({ workload: index, wait: fc.boolean(), started: fc.boolean(), restart: fc.boolean() }), { maxLength: 2, selector: (edge) => edge.workload }),
    connectsTo: fc.array(index, { maxLength: 2 }),
    calls: optional(fc.array(index, { minLength: 1, maxLength: 2 })),
  })
  .map(defined);

const gateway: fc.Arbitrary<GatewayDescription> = fc
  .record({
    localPort: fc.constantFrom(8080, 64_999),
    clusterIssuer: optional(fc.constant('letsencrypt')),
    certificate: fc.boolean(),
    routes: fc.uniqueArray(
      fc.record({ path: fc.constantFrom('/', '/api', '/api/stream', '/b'), of: index, webSocket: fc.boolean(), stripPrefix: fc.boolean() }),
      { minLength: 1, maxLength: 3, selector: ({ path }) => path },
    ),
  })
  .map(defined);

const other: fc.Arbitrary<OtherDescription> = fc.oneof(
  fc.record({ kind: fc.constant('server' as const), name: fc.constantFrom('mail', 'lake'), host: fc.constantFrom('smtp.example.com', '10.20.0.7', 'fd00:20::7'), port: fc.constantFrom(587, 65_535), cidr: optional(fc.constant('10.20.0.0/24')) }).map(defined),
  fc.record({ kind: fc.constant('workload' as const), name: fc.constantFrom('ledger', 'archive'), port: fc.constantFrom(80, 9000) }),
);

/** Any stack of one to six workloads that no check has anything against. */
export const arbitraryStack: fc.Arbitrary<StackDescription> = fc
  .record({
    name: fc.constantFrom('shop', 's', 'a-stack-9', 'stack-'.repeat(8).slice(0, -1)),
    cluster: optional(arbitraryCluster),
    namespace: optional(fc.constantFrom('prod', 'team-a')),
    sourceVariable: optional(fc.constant('CHECKOUT')),
    secretStore: optional(fc.constantFrom('cluster' as const, 'namespace' as const)),
    parameters: uniqueNames(parameter, 4),
    secrets: uniqueNames(secret, 3),
    volumes: fc.uniqueArray(volume, { maxLength: 4, selector: ({ name }) => name }),
    configFiles: fc.uniqueArray(configFile, { maxLength: 3, selector: ({ name }) => name }),
    workloads: uniqueNames(workload, 6, 1),
    others: optional(uniqueNames(other, 3, 1)),
    gateway: fc.option(gateway, { nil: undefined, freq: 2 }),
  })
  .map(defined)
  .map(validStack);
