import { App, Compose, ConfigFile, ExistingVolume, Parameter, Publish, Secret, Size, Stack, StartOrderOnKubernetes, Task, Volume, type VolumeProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { describeRule, IMAGE, workload, type Build, type Broken, type Right } from './rule-cases';

const a = (length: number): string => 'a'.repeat(length);

function brokenLabels(at: (name: string) => string, build: (name: string) => Build, ...more: string[]): Broken[] {
  return ['Api', 'my_api', '-api', 'api-', 'a.b', 'a b', ...more].map((name) => ({
    when: `"${name}"`,
    build: build(name),
    at: at(name),
    says: [`called "${name}"`, 'lower-case letters, digits and "-"'],
  }));
}

function rightLabels(build: (name: string) => Build, ...more: string[]): Right[] {
  return ['a', 'a-1', 'a--b', ...more].map((name) => ({ when: `"${name}"`, build: build(name) }));
}

const asWorkload = (name: string): Build => (stack) => workload(stack, name);
const asVolume = (name: string): Build => (stack) => new Volume(stack, name, { size: Size.gibibytes(1), ownedByImage: true });
const asFile = (name: string): Build => (stack) => new ConfigFile(stack, name, { content: '', fileName: 'app.conf' });
const inShop = (name: string): string => `shop/${name}`;

describeRule('model/invalid-name', 'a workload is a label of at most 52 characters', {
  broken: brokenLabels(inShop, asWorkload, '1api', a(53)),
  right: rightLabels(asWorkload, a(52)),
});

describeRule('model/invalid-name', 'a volume is a label of at most 63 characters', {
  broken: brokenLabels(inShop, asVolume, a(64)),
  right: rightLabels(asVolume, '1data', a(63)),
});

describeRule('model/invalid-name', 'a config file is a label of at most 63 characters', {
  broken: brokenLabels(inShop, asFile, a(64)),
  right: rightLabels(asFile, '10-init', a(63)),
});

const asEndpoint = (name: string): Build => (stack) => workload(stack).addEndpoint(name, { port: 80 });

describeRule('model/invalid-name', 'an endpoint is a label of at most 15 characters without "--"', {
  broken: [
    ...brokenLabels(() => 'shop/api', asEndpoint, '1api', a(16)),
    { when: '"a--b"', build: asEndpoint('a--b'), at: 'shop/api', says: ['"a--b"', 'free of "--"'] },
  ],
  right: ['a', 'a-1', a(15)].map((name) => ({ when: `"${name}"`, build: asEndpoint(name) })),
});

const VARIABLES: readonly { readonly what: string; readonly at: (name: string) => string; readonly build: (name: string) => Build }[] = [
  { what: 'a parameter', at: inShop, build: (name) => (stack) => new Parameter(stack, name, { default: '', description: '' }) },
  { what: 'a secret', at: inShop, build: (name) => (stack) => new Secret(stack, name, { description: '' }) },
  {
    what: 'the variable of a host port',
    at: () => 'shop/api',
    build: (name) => (stack) => workload(stack).addEndpoint('http', { port: 80, publish: Publish.onLoopback(80, { variable: name }) }),
  },
];

describe.each(VARIABLES)('$what', ({ at, build }) => {
  describeRule('model/invalid-name', 'letters, digits and "_"', {
    broken: ['1A', 'A-B', 'A B', 'A.B', 'Ä', 'A=B', '$A'].map((name) => ({
      when: `"${name}"`,
      build: build(name),
      at: at(name),
      says: [`called "${name}"`, 'letters, digits and "_"'],
    })),
    right: ['A', '_a', 'a1_B2', a(64)].map((name) => ({ when: `"${name}"`, build: build(name) })),
  });
});

describeRule('model/invalid-name', 'an environment variable may also have dots and hyphens in it', {
  broken: ['1A', '.A', 'A B', 'Ä', 'A=B', '$A'].map((name) => ({
    when: `"${name}"`,
    build: (stack) => workload(stack, 'api', { env: { [name]: 'x' } }),
    at: 'shop/api',
    says: [`called "${name}"`, 'letters, digits, "_", "." and "-"'],
  })),
  right: ['A', '_a', 'a1_B2', a(64), 'discovery.type', 'A-B'].map((name) => ({ when: `"${name}"`, build: (stack) => workload(stack, 'api', { env: { [name]: 'x' } }) })),
});

const named = (fileName: string): Build => (stack) => new ConfigFile(stack, 'rules', { content: '', fileName });

describeRule('model/invalid-name', 'the name of a file is a key of a ConfigMap', {
  broken: ['', 'a/b', '..', '../x', '..data', '.', 'a b', 'ä', a(254)].map((fileName) => ({
    when: `"${fileName}"`,
    build: named(fileName),
    at: 'shop/rules',
    says: [`called "${fileName}"`, 'letters, digits, "-", "_" and "."'],
  })),
  right: ['nginx.conf', '.env', 'A_b-1', a(253)].map((fileName) => ({ when: `"${fileName}"`, build: named(fileName) })),
});

describeRule('model/duplicate-name', 'a name belongs to one thing of its kind in the stack', {
  broken: [
    {
      when: 'two workloads under one scope',
      build: (stack) => [workload(stack, 'api'), workload(stack, 'api')],
      at: 'shop/api',
      says: ['"api"', 'at shop/api'],
    },
    {
      when: 'two workloads in different scopes',
      build: (stack) => [workload(stack, 'api'), workload(workload(stack, 'group') as unknown as Stack, 'api')],
      at: 'shop/group/api',
      says: ['The workload "api"', 'the one at shop/api'],
    },
    {
      when: 'a sidecar that is called as the service that has the network in Compose',
      build: (stack) => workload(stack).addSidecar('pod', { image: IMAGE }),
      at: 'shop/api/pod',
      says: ['The Compose service "api-pod"', 'has the network of api'],
    },
    {
      when: 'sidecars of two workloads whose services meet in Compose',
      build: (stack) => [workload(stack, 'a-b').addSidecar('c', { image: IMAGE }), workload(stack, 'a').addSidecar('b-c', { image: IMAGE })],
      at: 'shop/a-b/c',
      says: ['The Compose service "a-b-c"', 'the container b-c of a'],
    },
    {
      when: 'an init container that is called as the one that waits on Kubernetes',
      build: (stack) => {
        const peer = workload(stack, 'peer');
        peer.addEndpoint('http', { port: 8080 });
        const api = workload(stack);
        api.addInitContainer('wait-for-peer', { image: IMAGE });
        api.startAfter(peer, { kubernetes: StartOrderOnKubernetes.WAIT });
      },
      at: 'shop/api/wait-for-peer',
      says: ['The container "wait-for-peer"', 'waits for peer on Kubernetes'],
    },
    {
      when: 'an init container that is called as the one that waits for a task on Kubernetes',
      build: (stack) => {
        const api = workload(stack);
        api.addInitContainer('wait-for-migrate', { image: IMAGE });
        api.startAfter(new Task(stack, 'migrate', { image: IMAGE }), { kubernetes: StartOrderOnKubernetes.WAIT });
      },
      at: 'shop/api/wait-for-migrate',
      says: ['The container "wait-for-migrate"'],
    },
    {
      when: 'a volume whose composed name is that of another one',
      build: (stack) => [
        asVolume('redis-data')(stack),
        new Volume(workload(stack, 'redis'), 'data', { size: Size.gibibytes(1), ownedByImage: true }),
      ],
      at: 'shop/redis/data',
      says: ['The volume "redis-data"', 'shop/redis-data'],
    },
    {
      when: 'two config files whose composed names meet',
      build: (stack) => [asFile('web-conf')(stack), new ConfigFile(workload(stack, 'web'), 'conf', { content: '', fileName: 'a' })],
      at: 'shop/web/conf',
      says: ['The config file "web-conf"', 'shop/web-conf'],
    },
    {
      when: 'a secret called like a parameter',
      build: (stack) => [
        new Parameter(stack, 'KEY', { default: '', description: '' }),
        new Secret(workload(stack, 'api'), 'KEY', { description: '' }),
      ],
      at: 'shop/api/KEY',
      says: ['"KEY"', 'shop/KEY'],
    },
    {
      when: 'two endpoints of one workload',
      build: (stack) => {
        const api = workload(stack);
        api.addEndpoint('http', { port: 80 });
        api.addEndpoint('http', { port: 81 });
      },
      at: 'shop/api',
      says: ['The endpoint "http"'],
    },
    {
      when: 'a workload called like the step that hands over a volume',
      build: (stack) => [new Volume(stack, 'data', { size: Size.gibibytes(1) }), workload(stack, 'data-owner')],
      at: 'shop/data-owner',
      says: ['"data-owner"', 'the volume data'],
    },
  ],
  right: [
    {
      when: 'one endpoint name in two workloads',
      build: (stack) => ['a', 'b'].map((id) => workload(stack, id).addEndpoint('http', { port: 80 })),
    },
    {
      when: 'a workload called like a volume and a config file',
      build: (stack) => [workload(stack, 'a-b'), new Volume(workload(stack, 'a'), 'b', { size: Size.gibibytes(1), ownedByImage: true })],
    },
  ],
});

describe('the names of a stack', () => {
  test.each([
    { what: 'stack', id: 'Shop', props: { namespace: 'shop' }, value: 'Shop' },
    { what: 'stack', id: a(53), props: {}, value: a(53) },
    { what: 'namespace', id: 'shop', props: { namespace: 'my_shop' }, value: 'my_shop' },
    { what: 'namespace', id: 'shop', props: { namespace: a(64) }, value: a(64) },
    { what: 'source variable', id: 'shop', props: { sourceVariable: 'MY-DIR' }, value: 'MY-DIR' },
  ])('have to be good ones: $what "$value"', ({ what, id, props, value }) => {
    const { findings } = synthesize(new Stack(new App(), id, props));
    const found = findings.filter(({ code }) => code === 'model/invalid-name');
    expect(found).toEqual([expect.objectContaining({ path: id, message: expect.stringContaining(`The ${what} is called "${value}"`) })]);
  });

  test.each([{ id: a(52), namespace: a(63) }, { id: 'shop', namespace: 'a' }])('may be $id in $namespace', ({ id, namespace }) => {
    expect(synthesize(new Stack(new App(), id, { namespace })).findings).toEqual([]);
  });
});

describe('a name beside the id', () => {
  test('lets a workload, a volume and a config file have one name in the outputs, which is the one of the DNS', () => {
    const stack = new Stack(new App(), 'shop');
    const storage = workload(stack, 'storage-server', {
      name: 'storage',
      mounts: { '/data': new Volume(stack, 'storage', { size: Size.gibibytes(1) }), '/etc/storage': new ConfigFile(stack, 'storage-config', { name: 'storage', content: '' }) },
    });
    const http = storage.addEndpoint('http', { port: 80 });
    workload(stack, 'api', { env: { STORAGE_URL: http.url() } });
    const { findings, kubernetes, compose } = synthesize(stack);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const named = kubernetes.filter(({ metadata }) => metadata.name === 'storage').map(({ kind }) => kind);
    expect(named.sort()).toEqual(['ConfigMap', 'Deployment', 'PersistentVolumeClaim', 'Service', 'ServiceAccount']);
    expect(compose).toMatchObject({ volumes: { storage: {} }, configs: { storage: expect.anything() } });
    expect(compose?.services['storage']).toMatchObject({ networks: ['storage'] });
    expect(compose?.services['api']).toMatchObject({ environment: { STORAGE_URL: 'http://storage:80' }, depends_on: { storage: expect.anything() } });
    expect(storage.node.path).toBe('shop/storage-server');
  });

  describeRule('model/duplicate-name', 'is one of its kind all the same', {
    broken: [
      { when: 'two workloads', build: (stack) => [workload(stack, 'a', { name: 'api' }), workload(stack, 'api')], at: 'shop/api', says: ['The workload "api"', 'the one at shop/a'] },
      { when: 'two volumes', build: (stack) => ['a', 'b'].map((id) => new Volume(stack, id, { name: 'data', size: Size.gibibytes(1), ownedByImage: true })), at: 'shop/b', says: ['The volume "data"'] },
      { when: 'two config files', build: (stack) => ['a', 'b'].map((id) => new ConfigFile(stack, id, { name: 'rules', content: '' })), at: 'shop/b', says: ['The config file "rules"'] },
    ],
    right: [{ when: 'one of each kind', build: (stack) => [workload(stack, 'api'), new ConfigFile(stack, 'rules', { name: 'api', content: '' })] }],
  });

  describeRule('model/invalid-name', 'is a label as the id is', {
    broken: [{ when: 'a workload', build: (stack) => workload(stack, 'api', { name: 'My API' }), at: 'shop/api', says: ['"My API"'] }],
    right: [{ when: 'an id that is no label', build: (stack) => workload(stack, 'API', { name: 'api' }) }],
  });
});

describeRule('model/invalid-name', 'a workload is called as nothing else is that its peers know', {
  broken: ['localhost', 'ip6-localhost', 'ip6-loopback', 'ip6-allnodes'].map((name) => ({ when: `"${name}"`, build: asWorkload(name), at: inShop(name), says: [`called "${name}"`] })),
  // Seen on an engine: networks of these names work, and so do the names.
  right: ['default', 'host', 'none', 'bridge', 'kubernetes', 'gateway', 'service', 'container'].map((name) => ({ when: `"${name}"`, build: asWorkload(name) })),
});

describeRule('model/invalid-operation', 'a host name is not that of the loopback address', {
  broken: [
    { when: 'localhost', build: (stack) => workload(stack, 'api', { hostname: 'localhost' }), at: 'shop/api', says: ['loopback'] },
    ...['', 'a b', '-a', 'a..b', 'a.', 'x'.repeat(64)].map((hostname) => ({
      when: `"${hostname}"`, build: (stack: Stack) => workload(stack, 'api', { hostname }), at: 'shop/api', says: ['at most 63 letters, digits, "-" and "_"'],
    })),
  ],
  right: ['local', 'Mail.example.com', 'shop_web_1', 'x'.repeat(63)].map((hostname) => ({ when: `"${hostname}"`, build: (stack) => workload(stack, 'api', { hostname }) })),
});

describe('a namespace', () => {
  const codesOf = (stack: Stack): string[] => synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);

  test.each(['default', 'kube-system', 'kube-public', 'kube-node-lease', 'kube-flannel'])('"%s" is not the application\'s alone', (name) => {
    expect(codesOf(new Stack(new App(), name))).toEqual(['kubernetes/reserved-namespace']);
    expect(codesOf(new Stack(new App(), 'shop', { namespace: name }))).toEqual(['kubernetes/reserved-namespace']);
  });

  test.each(['defaults', 'kubernetes', 'kube'])('"%s" is', (name) => {
    expect(codesOf(new Stack(new App(), name))).toEqual([]);
  });

  test('matters on Kubernetes only', () => {
    expect(codesOf(new Stack(new App(), 'default', { namespace: 'shop' }))).toEqual([]);
    expect(codesOf(new Stack(new App(), 'default', { targets: [new Compose()] }))).toEqual([]);
  });
});

const engineVolume = (engineName: string, more: Partial<VolumeProps> = {}): Build => (stack) => new Volume(stack, `v${engineName.length}`, { size: Size.gibibytes(1), engineName, ...more });

describeRule('model/invalid-name', 'the engine has a volume under a name that it takes', {
  broken: ['a', '-a', 'a/b', 'a b', ''].map((name) => ({ when: JSON.stringify(name), build: engineVolume(name), at: `shop/v${name.length}`, says: ['volume of the engine', JSON.stringify(name)] })),
  right: ['ab', 'Shop_data.1-x'].map((name) => ({ when: name, build: engineVolume(name) })),
});

describeRule('model/duplicate-name', 'the engine knows one volume by a name', {
  broken: [{ when: 'one that is there already', build: (stack) => [new ExistingVolume(stack, 'a', { volumeName: 'data' }), new Volume(stack, 'b', { size: Size.gibibytes(1), engineName: 'data' })], at: 'shop/b', says: ['"data"', 'the one at shop/a'] }],
  right: [{ when: 'two names', build: (stack) => [new ExistingVolume(stack, 'a', { volumeName: 'data' }), new Volume(stack, 'b', { size: Size.gibibytes(1), engineName: 'data2' })] }],
});

describeRule('model/meaningless-property', 'a directory of the host has no name in the engine', {
  broken: [{ when: 'both', build: engineVolume('data', { hostPath: './data' }), at: 'shop/v4', says: ['The property engineName', 'it lies in a directory of the host'] }],
  right: [{ when: 'the name alone', build: engineVolume('data') }],
});

describeRule('kubernetes/refused', 'a claim has a name that the API server takes', {
  broken: [{ when: 'the name that the engine has for it', build: (stack) => new ExistingVolume(stack, 'models', { volumeName: 'ollama_models' }), at: 'shop/models', says: ['The claimName is ', '"ollama_models"'] }],
  right: [{ when: 'one of its own', build: (stack) => new ExistingVolume(stack, 'models', { volumeName: 'ollama_models', claimName: 'ollama-models' }) }],
});
