import { App, HealthProbe, HostPath, Image, Parameter, Publish, Size, Stack, text, Volume, Workload, type Code, type IValue, type WorkloadProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { describeRule, findingsOf, workload, type Build } from './rule-cases';

/** What parameters are by default, and with the choice. */
const VALUES: Readonly<Record<string, readonly [string, string]>> = {
  ADDRESS: ['10.0.0.8', '10.0.0.9'], CHECK_RETRIES: ['5', '6'], CHECK_TIME: ['1m30s', '20s'], CONTAINER: ['api', 'big'], CORES: ['0.25', '0.1234'], CORES_MOST: ['1.5', '0'], FILES: ['100', '200'],
  GPUS: ['all', '2'], GPUS_LESS: ['1', 'all'], SOCKET_GROUP: ['999', '998'], HOST_ID: ['nas', 'nas-big'], LDAP: ['10.0.0.5', '10.0.0.6'], LOG_FILES: ['3', '4'], LOG_SIZE: ['20m', '30m'], LOKI: ['http://a', 'http://b'],
  MEMORY: ['256m', '300m'], MEMORY_MOST: ['1g', '2g'], PIDS: ['512', '513'], PLATFORM: ['linux/amd64', 'linux/arm64'], PULL: ['always', 'if_not_present'], REPLICAS: ['2', '7'], RESTART: ['always', 'unless-stopped'],
  RUN_GID: ['1000', '3000'], RUN_UID: ['1000', '2000'], RUNTIME: ['runc', 'kata'], SHM: ['128m', '64m'], SMOLLM: ['ai/a', 'ai/b'], STAGE: ['dev', 'prod'], STOP: ['15s', '50s'], TAG: ['1.0', '2.0'], WORK: ['/small', '/big'],
};

const image = Image.fromReference('example/api:1.4.2');

/** Everything that can be chosen, with these values by default. */
function filled(at: 0 | 1, choose: (stack: Stack) => void): Stack {
  const stack = new Stack(new App(), 'shop');
  const known = new Map<string, Parameter>();
  const asked = (name: string): Parameter => {
    const parameter = known.get(name) ?? new Parameter(stack, name, { default: VALUES[name][at], description: 'What is chosen.' });
    known.set(name, parameter);
    return parameter;
  };
  const tag = new Parameter(stack, 'TAG', { default: VALUES.TAG[at], description: 'Of the image.' });
  const whole = new Parameter(stack, 'IMAGE', { default: text`example/api:${tag}`, description: 'The image.' });
  const times = { interval: asked('CHECK_TIME'), retries: asked('CHECK_RETRIES') };
  const api = new Workload(stack, 'api', {
    image: Image.fromReference(whole), env: { IMAGE: whole }, containerName: asked('CONTAINER'), hostname: asked('HOST_ID'), imagePullPolicy: asked('PULL'), restartPolicy: asked('RESTART'), platform: asked('PLATFORM'),
    runtimeClass: asked('RUNTIME'), workingDirectory: asked('WORK'), sharedMemory: asked('SHM'), pidsLimit: asked('PIDS'), openFiles: asked('FILES'), logRotation: { maxSize: asked('LOG_SIZE'), files: asked('LOG_FILES') },
    gpus: { count: asked('GPUS') }, supplementalGroups: [7, asked('SOCKET_GROUP')], health: HealthProbe.fromCommand(['true'], times), stopGracePeriod: asked('STOP'), labels: { 'example.com/stage': asked('STAGE') },
    annotations: { 'example.com/note': text`It is ${asked('STAGE')}.` }, extraHosts: { 'ldap.example.com': asked('LDAP'), 'nas.example.com': '10.0.0.6' },
    resources: { cpu: { request: asked('CORES'), limit: asked('CORES_MOST') }, memory: { request: asked('MEMORY'), limit: asked('MEMORY_MOST') } },
    user: { uid: asked('RUN_UID'), gid: asked('RUN_GID') }, mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) },
    models: { smol: { model: asked('SMOLLM') } },
  });
  api.addEndpoint('tcp', { port: 5432, publish: Publish.onAddress(asked('ADDRESS'), 5432) });
  new Workload(stack, 'worker', { image, replicas: asked('REPLICAS'), gpus: { count: asked('GPUS_LESS') }, health: HealthProbe.fromImage(times), logDriver: { name: 'loki', options: { 'loki-url': asked('LOKI') } } });
  api.addSidecar('proxy', { image, workingDirectory: asked('WORK') });
  api.addInitContainer('prepare', { image, workingDirectory: asked('WORK') });
  new Workload(stack, 'debug', { image, profiles: ['debug'] });
  choose(stack);
  return stack;
}

const given = Object.fromEntries(Object.entries(VALUES).map(([name, [, other]]) => [name, other]));

function filesOf(stack: Stack): ReadonlyMap<string, string> {
  const { files, findings } = synthesize(stack);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return files as ReadonlyMap<string, string>;
}

test('a set of manifests is the same whether a choice gives the values or the program has them by default', () => {
  const [ofChoice, ofProgram] = [
    filesOf(filled(0, (stack) => stack.addChoice('big', { profiles: ['debug'], parameters: given }))),
    filesOf(filled(1, (stack) => stack.addChoice('big', { profiles: ['debug'] }))),
  ].map((files) => files.get('kubernetes/shop/big.k8s.yaml'));
  expect(ofChoice).toContain('replicas: 7');
  expect(ofChoice).toEqual(ofProgram);
});

test('both outputs are the same whether the default choice gives the values or the program has them by default', () => {
  const ofChoice = filesOf(filled(0, (stack) => stack.addChoice('big', { profiles: ['debug'], parameters: given, isDefault: true })));
  const ofProgram = filesOf(filled(1, (stack) => stack.addChoice('big', { profiles: ['debug'], isDefault: true })));
  for (const path of ['kubernetes/shop.k8s.yaml', 'compose/shop/compose.yaml']) expect(ofChoice.get(path)).toEqual(ofProgram.get(path));
});

test('an image of which the default choice gives the whole is that one in both outputs, whatever it is made of', () => {
  const files = filesOf(filled(0, (stack) => stack.addChoice('big', { profiles: ['debug'], parameters: { IMAGE: 'example/other:9.0' }, isDefault: true })));
  expect(files.get('kubernetes/shop.k8s.yaml')).toContain('image: example/other:9.0');
  expect(files.get('compose/shop/compose.yaml')).toContain('image: "${IMAGE:-example/other:9.0}"');
});

const chosen = (value: string, props: (parameter: IValue) => Partial<WorkloadProps>, isDefault = false): Build => (stack) => {
  workload(stack, 'api', props(new Parameter(stack, 'CHOICE', { default: '1', description: 'What is chosen.' })));
  workload(stack, 'debug', { profiles: ['debug'] });
  stack.addChoice('big', { profiles: ['debug'], parameters: { CHOICE: value }, isDefault });
};

describeRule('model/chosen-value' satisfies Code, 'what a choice gives is a value of the field', {
  broken: [
    { when: 'replicas that are no number', build: chosen('many', (replicas) => ({ replicas })), at: 'shop/api', says: ['with the choice "big" replicas is "many"', 'a number'] },
    { when: 'the same of the default choice', build: chosen('many', (replicas) => ({ replicas }), true), at: 'shop/api', says: ['with the choice "big" replicas is "many"'] },
    { when: 'a part of a text', build: chosen('x', (part) => ({ gpus: { count: text`${part}0` } })), at: 'shop/api', says: ['gpus.count is "x0"', 'a number, or all'] },
  ],
  right: [{ when: 'a number', build: chosen('2', (replicas) => ({ replicas })) }],
});

describeRule('model/invalid-path', 'what a choice gives is judged as a default is', {
  broken: [
    { when: 'a working directory that climbs', build: chosen('..', (part) => ({ workingDirectory: text`/srv/${part}` })), at: 'shop/api', says: ['"/srv/.."', 'That is so with the choice "big".'] },
    { when: 'a path of the host', build: chosen('../..', (part) => ({ mounts: { '/data': HostPath.directory(text`/srv/${part}`, { reason: 'it reads the files of the machine' }) } })), at: 'shop/api', says: ['"/srv/../.."', 'with the choice "big"'] },
  ],
  right: [{ when: 'another path of the host', build: chosen('2', (part) => ({ mounts: { '/data': HostPath.directory(text`/srv/${part}`, { reason: 'it reads the files of the machine' }) } })) }],
});

describeRule('model/invalid-operation', 'an autoscaler has room with each choice', {
  broken: [{ when: 'more replicas than it may make', build: chosen('9', (replicas) => ({ replicas, autoscaling: { maxReplicas: 4 } })), at: 'shop/api', says: ['4', 'That is so with the choice "big".'] }],
  right: [{ when: 'fewer', build: chosen('3', (replicas) => ({ replicas, autoscaling: { maxReplicas: 4 } })) }],
});

describeRule('kubernetes/refused', 'what a choice gives is what the API server takes', {
  broken: [{ when: 'a label with a blank', build: chosen('a b', (stage) => ({ labels: { stage } })), at: 'shop/api', says: ['"a b"', 'That is so with the choice "big".'] }],
  right: [{ when: 'a word', build: chosen('b', (stage) => ({ labels: { stage } })) }],
});

test('what only the values of another choice lose is said, with that choice', () => {
  const policy = (stack: Stack): void => {
    workload(stack, 'api', { restartPolicy: new Parameter(stack, 'POLICY', { default: 'always', description: 'When it is started again.' }) });
    workload(stack, 'debug', { profiles: ['debug'] });
    stack.addChoice('big', { profiles: ['debug'], parameters: { POLICY: 'no' } });
  };
  const [{ path, message }, ...others] = findingsOf(policy).filter(({ code }) => code === 'kubernetes/restart-policy');
  expect(others).toEqual([]);
  expect(path).toBe('shop/api');
  expect(message).toContain('That is so with the choice "big".');
});

describeRule('model/invalid-user', 'what a choice gives is judged as a default is', {
  broken: [{ when: 'the user root', build: chosen('0', (uid) => ({ user: { uid, gid: 1 } })), at: 'shop/api', says: ['That is so with the choice "big".'] }],
  right: [{ when: 'another user', build: chosen('2', (uid) => ({ user: { uid, gid: 1 } })) }],
});

/** A service with parameters, and two choices of which the first is the default one. */
function chosenOf(parameters: Readonly<Record<string, { readonly default: string; readonly variable?: string }>>, usual: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): Build {
  return (stack) => {
    const all = Object.entries(parameters).map(([name, props]) => [name, new Parameter(stack, name, { description: 'What is chosen.', ...props })] as const);
    workload(stack, 'api', { env: Object.fromEntries(all) });
    for (const id of ['one', 'two']) workload(stack, id, { profiles: [id] });
    stack.addChoice('one', { profiles: ['one'], parameters: usual, isDefault: true });
    stack.addChoice('two', { profiles: ['two'], parameters: other });
  };
}

function outputsOf(build: Build): Readonly<Record<'usual' | 'other' | 'compose' | 'environment', string>> {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  const files = filesOf(stack);
  const [usual, other, compose, environment] = ['kubernetes/shop.k8s.yaml', 'kubernetes/shop/two.k8s.yaml', 'compose/shop/compose.yaml', 'compose/shop/.env.example'].map((path) => files.get(path)!);
  return { usual, other, compose, environment };
}

test('what only the default choice gives is with the others what the program says, and Compose is told so', () => {
  const { usual, other, compose, environment } = outputsOf(chosenOf({ ENGINE: { default: 'elastic' } }, { ENGINE: 'open' }, {}));
  expect(usual).toContain('ENGINE: open');
  expect(compose).toContain('"${ENGINE:-open}"');
  expect(other).toContain('ENGINE: elastic');
  expect(environment).toContain('#   two: COMPOSE_PROFILES=two ENGINE=elastic\n');
});

test('what a choice gives to a parameter has its variable in Compose, and so all others of that variable', () => {
  const { other, environment } = outputsOf(chosenOf({ A: { default: '1', variable: 'V' }, B: { default: '2', variable: 'V' }, C: { default: '3' } }, {}, { A: '9' }));
  expect(environment).toContain('#   two: COMPOSE_PROFILES=two V=9\n');
  expect(other).toContain('A: "9"\n  B: "9"\n  C: "3"\n');
});

test('what a choice gives is written as a file of variables has to have it', () => {
  const { environment } = outputsOf(chosenOf({ A: { default: '1' }, B: { default: '2' } }, {}, { A: 'a b #c', B: 'it\'s $1' }));
  expect(environment).toContain(`two: COMPOSE_PROFILES=two A='a b #c' B="it's \\$1"\n`);
});

describeRule('model/conflicting-statements' satisfies Code, 'one variable has one value', {
  broken: [{
    when: 'two values of one choice',
    build: chosenOf({ A: { default: '1', variable: 'V' }, B: { default: '2', variable: 'V' } }, {}, { A: '8', B: '9' }),
    at: 'shop/B',
    says: ['The variable V with the choice "two" is "8"', '"9"'],
  }],
  right: [{ when: 'one', build: chosenOf({ A: { default: '1', variable: 'V' }, B: { default: '2', variable: 'V' } }, {}, { A: '9', B: '9' }) }],
});

describeRule('model/chosen-value' satisfies Code, 'what Compose takes for unset is no value of a choice', {
  broken: [{ when: 'nothing in place of a default', build: chosenOf({ A: { default: 'x' } }, {}, { A: '' }), at: 'shop/A', says: ['with the choice "two" A is ""', 'that is "x"'] }],
  right: [{ when: 'nothing in place of nothing', build: chosenOf({ A: { default: '' }, B: { default: '1' } }, {}, { A: '', B: '2' }) }],
});
