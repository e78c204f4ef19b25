import type { Raw } from '../../scripts/import/raw';
import { leftOverOf, mapped, saidOf } from './mapped';

describe('a check', () => {
  const test_ = (test: unknown): Raw => ({ healthcheck: { test } });
  test('has the times that the engine takes', () => {
    expect(saidOf(test_(['CMD', 'ok'])).health).toMatchObject({ arguments: [{ items: ['ok'] }, { entries: { retries: 3, timeout: { arguments: [30_000] }, startPeriod: { arguments: [0] } } }] });
  });
  test('reads a variable that the container has', () => {
    expect(saidOf({ environment: { U: '${USER_NAME:-a}' }, ...test_('ready ${USER_NAME:-a}') })).toMatchObject({ health: { arguments: [{ items: ['/bin/sh', '-c', 'ready ${U}'] }, {}] } });
  });
  test('gives the container a variable that it does not have', () => {
    expect(saidOf(test_('ready ${A:-a}'))).toMatchObject({ 'env.CHECK_A': { kind: 'declared', id: 'A' }, health: { arguments: [{ items: ['/bin/sh', '-c', 'ready ${CHECK_A}'] }, {}] } });
  });
  test.each([{ disable: true }, { test: ['NONE'] }])('is not made where it says %j', (healthcheck) => {
    expect(saidOf({ healthcheck })).toMatchObject({ health: { callee: 'HealthProbe.none' } });
  });
  test.each([
    [{ test: ['CMD', 'ok'], interval: '${I}' }, 'healthcheck.interval: a time is plain'],
  ])('%j cannot be said', (healthcheck, expected) => expect(leftOverOf({ healthcheck })).toEqual([expected]));
});

describe('the check of an image', () => {
  test('has other times, and no others', () => {
    expect(saidOf({ healthcheck: { interval: '5s', retries: 0 } })).toMatchObject({ health: { callee: 'HealthProbe.fromImage', arguments: [{ entries: { interval: { arguments: [5000] }, retries: 3 } }] } });
    expect(saidOf({ healthcheck: { timeout: '5s' } }).health).toEqual({ kind: 'call', callee: 'HealthProbe.fromImage', arguments: [{ kind: 'object', entries: { timeout: { kind: 'call', callee: 'Duration.millis', arguments: [5000] } } }] });
  });
  test('is what is waited for where nothing else is said', () => {
    const [, db] = mapped({ web: { image: 'a:1', depends_on: { db: { condition: 'service_healthy' } } }, db: { image: 'b:1' } }).services;
    expect(db.statements.find(({ option: [first] }) => first === 'health')?.value).toEqual({ kind: 'call', callee: 'HealthProbe.fromImage', arguments: [] });
    expect(saidOf({})).not.toHaveProperty('health');
  });
});

describe('builds', () => {
  const buildOf = (build: Raw, top: Raw = {}): unknown => mapped({ base: { image: 'a:1', build: '.' }, web: { build } }, '.', top).services[1].statements.find(({ option: [first] }) => first === 'image')?.value;
  test.each<[Raw, object]>([
    [{ dockerfile_inline: 'FROM a\nRUN echo $$HOME\n' }, { dockerfileInline: 'FROM a\nRUN echo $HOME\n' }],
    [{ dockerfile: '${D:-./Dockerfile}', target: 'dev' }, { dockerfile: { id: 'D' }, target: 'dev' }],
    [{ additional_contexts: ['base=service:base', 'lib=./lib', 'node=docker-image://node:20'] }, { additionalContexts: { entries: { base: { kind: 'workload', service: 'base' }, lib: 'lib', node: 'docker-image://node:20' } } }],
    [{ cache_from: ['a:${T:-1}'], cache_to: ['type=inline'], tags: ['b:1'], platforms: ['linux/arm64'] }, { cacheFrom: { items: [{ kind: 'text' }] }, cacheTo: { items: ['type=inline'] }, tags: { items: ['b:1'] }, platforms: { items: ['linux/arm64'] } }],
    [{ ssh: { default: null, git: '~/.ssh/id' }, entitlements: ['network.host'], network: 'host', shm_size: '1g', no_cache: true, pull: true }, { ssh: { items: ['default', 'git=~/.ssh/id'] }, network: 'host', noCache: true, pull: true }],
    [{ labels: ['a=b'], extra_hosts: { c: '10.0.0.1' } }, { labels: { entries: { a: 'b' } }, extraHosts: { entries: { c: '10.0.0.1' } } }],
  ])('%j', (build, options) => expect(buildOf({ context: '.', ...build })).toMatchObject({ arguments: ['.', { entries: options }] }));
  test('mount secrets that are variables or files', () => {
    const top = { secrets: { token: { environment: 'TOKEN' }, pip: { file: './pip.conf' } } };
    expect(buildOf({ secrets: ['pip', { source: 'token', target: 'key' }] }, top)).toMatchObject({ arguments: ['.', { entries: { secrets: { entries: { pip: 'pip.conf', key: { kind: 'declared', id: 'TOKEN' } } } } }] });
  });
  test.each<[Raw, string]>([
    [{ additional_contexts: { x: 'service:nobody' } }, 'build.additional_contexts'], [{ secrets: ['nobody'] }, 'build.secrets'], [{ ulimits: { nofile: 1 } }, 'build.ulimits'], [{ network: '${N}' }, 'build.network'],
  ])('%j cannot be said', (build, attribute) => expect(mapped({ web: { build: { context: '.', ...build } } }).services[0].leftOver.map((each) => each.attribute)).toEqual([attribute]));
});

test('what runs on every node is a daemon, and a task is none', () => {
  expect(saidOf({ deploy: { mode: 'global' } })).toMatchObject({ kind: { kind: 'member', of: 'WorkloadKind.DAEMON' } });
  expect(leftOverOf({ deploy: { mode: 'global' }, restart: 'no' })).toEqual(['deploy.mode: no word says it']);
});
