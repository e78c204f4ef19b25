import { App, Image, MaxMemoryPolicy, Parameter, Redis, Secret, Size, Stack, type RedisProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, environmentOf, shown } from './described';

const commandOf = (props: RedisProps | ((stack: Stack) => RedisProps)) =>
  described((stack) => new Redis(stack, 'redis', typeof props === 'function' ? props(stack) : props)).workloads[0].process.command?.map(shown);

function errors(props: RedisProps): string[] {
  const stack = new Stack(new App(), 'shop');
  new Redis(stack, 'redis', props);
  return synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}

test('the memory for data, and what is let go when it is full, are arguments', () => {
  expect(commandOf({ maxMemory: Size.mebibytes(100), maxMemoryPolicy: MaxMemoryPolicy.ALL_KEYS_LRU })).toEqual([
    'redis-server', '--save', '', '--appendonly', 'no', '--maxmemory', '102400kb', '--maxmemory-policy', 'allkeys-lru',
  ]);
});

test('directives are arguments, each of their words one', () => {
  expect(commandOf({ persistent: true, settings: { save: ' 60 1000 ', databases: 32, activedefrag: true, 'notify-keyspace-events': '' } })).toEqual([
    'redis-server', '--appendonly', 'yes', '--activedefrag', 'yes', '--databases', '32', '--notify-keyspace-events', '', '--save', '60', '1000',
  ]);
});

test('a directive may be the operator\'s', () => {
  expect(commandOf((stack) => ({ settings: { databases: new Parameter(stack, 'DATABASES', { default: '32', description: '' }) } }))?.slice(-2)).toEqual(['--databases', '<parameter DATABASES>']);
});

test.each<[string, RedisProps, RegExp]>([
  ['a name that is none', { settings: { max_clients: 1 } }, /The name of a setting is "max_clients"/],
  ['the port', { settings: { port: 1 } }, /left out: peers reach the server on the port of its endpoint/],
  ['what a property says', { settings: { maxmemory: '100mb' } }, /left out: the property maxMemory says it/],
  ['snapshots of a cache', { settings: { save: '60 1' } }, /left out: nothing is written to disk, unless it is persistent/],
  ['more memory than there is', { maxMemory: Size.mebibytes(256) }, /less than the memory limit of 268435456 bytes/],
  ['more memory than is given', { maxMemory: Size.mebibytes(64), resources: { memory: { request: Size.mebibytes(16), limit: Size.mebibytes(32) } } }, /less than the memory limit of 33554432 bytes/],
  ['storage for a cache', { storage: Size.gibibytes(1) }, /model\/meaningless-property: The property storage is given, but it is not persistent/],
  ['a storage class for a cache', { storageClass: 'fast' }, /The property storageClass is given/],
  ['a directory for a cache', { hostPath: './data' }, /The property hostPath is given/],
])('%s is refused', (_, props, message) => {
  expect(errors(props)).toEqual([expect.stringMatching(message)]);
});

test.each([
  ['redis:8-alpine', 'redis', { user: 999, group: 1000 }],
  ['redis:7', 'redis', { user: 999, group: 999 }],
  ['valkey/valkey:9', 'valkey', { user: 999, group: 999 }],
  ['mirror.example/valkey/valkey:8-alpine', 'valkey', { user: 999, group: 1000 }],
  ['example/cache:1', 'redis', { user: 999, group: 1000 }],
])('%s has the programs of %s, and its user', (reference, name, user) => {
  const [workload] = described((stack) => new Redis(stack, 'redis', { image: Image.fromReference(reference), password: new Secret(stack, 'KEY', { description: '' }) })).workloads;
  expect(workload.process.command?.map(shown)[0]).toBe(`${name}-server`);
  expect(workload.health?.check).toMatchObject({ command: [{ text: 'sh' }, { text: '-c' }, { text: `[ "$(${name}-cli ping)" = PONG ]` }] });
  expect(environmentOf(workload)).toEqual({ [`${name.toUpperCase()}CLI_AUTH`]: '<secret KEY>' });
  expect(workload.security).toMatchObject(user);
});
