import { App, Compose, ConfigFile, Image, Kubernetes, optionalPeer, Parameter, Postgres, Publish, ReverseProxy, Route, Secret, SeaweedFs, Size, Stack, text, Volume, type Workload, type WorkloadProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { describeRule, findingsOf, IMAGE, workload, type Build } from './rule-cases';

const inProfile = (stack: Stack, id: string, profiles: string[], props: Partial<WorkloadProps> = {}): Workload => workload(stack, id, { ...props, profiles });
const published = (stack: Stack, id: string, profiles: string[], variable?: string): void =>
  void inProfile(stack, id, profiles).addEndpoint('http', { port: 80, publish: Publish.onLoopback(11434, { ...(variable !== undefined && { variable }) }) });

/** A store in a profile, and who uses it. */
const using = (use: (api: Workload, store: Workload) => void, ofApi: string[] = [], state: (stack: Stack) => void = () => undefined): Build => (stack) => {
  use(workload(stack, 'api', { profiles: ofApi }), inProfile(stack, 'store', ['search']));
  state(stack);
};
const refer = (api: Workload, store: Workload): void => api.addEnv('STORE', store.addEndpoint('http', { port: 9200 }).host);

describeRule('model/left-out-reference', 'what a choice has works without what it leaves out', {
  broken: [
    { when: 'a reference', build: using(refer), at: 'shop/api', says: ['refers to shop/store', 'in the profiles search', 'without any profile'] },
    { when: 'a start order', build: using((api, store) => api.startAfter(store)), at: 'shop/api', says: ['starts after shop/store'] },
    { when: 'a connection', build: using((api, store) => api.connectTo(store.addEndpoint('http', { port: 9200 }))), at: 'shop/api', says: ['refers to shop/store'] },
    {
      when: 'one reference that can do without, and one that cannot',
      build: using((api, store) => {
        const { host } = store.addEndpoint('http', { port: 9200 });
        api.addEnv('A', optionalPeer(host));
        api.addEnv('B', host);
      }),
      at: 'shop/api',
      says: ['refers to shop/store'],
    },
    {
      when: 'a start order that is required beside a reference that is not',
      build: using((api, store) => {
        api.addEnv('A', optionalPeer(store.addEndpoint('http', { port: 9200 }).host));
        api.startAfter(store);
      }),
      at: 'shop/api',
      says: ['starts after shop/store'],
    },
    {
      when: 'a route of a proxy',
      build: (stack) => {
        const http = inProfile(stack, 'store', ['search']).addEndpoint('http', { port: 9200 });
        new ReverseProxy(stack, 'api', { host: 'shop.example.com', routes: [Route.proxy('/', http)] });
      },
      at: 'shop/api',
      says: ['refers to shop/store'],
    },
    {
      when: 'a file that is mounted',
      build: using((api, store) => api.addMount('/etc/a.conf', new ConfigFile(api, 'conf', { content: text`server ${store.addEndpoint('http', { port: 9200 }).authority}` }))),
      at: 'shop/api',
      says: ['refers to shop/store'],
    },
    {
      when: 'a reference out of a profile that is chosen without the other one',
      build: using(refer, ['small'], (stack) => {
        stack.addChoice('all', { profiles: ['small', 'search'], isDefault: true });
        stack.addChoice('little', { profiles: ['small'] });
      }),
      at: 'shop/api',
      says: ['with the choice "little" it is there without that'],
    },
  ],
  right: [
    { when: 'references that can do without', build: using((api, store) => {
      const http = store.addEndpoint('http', { port: 9200 });
      api.addEnv('STORE', optionalPeer(text`http://${http.authority}/`));
      api.connectTo(http, { required: false });
      api.startAfter(store, { required: false });
    }) },
    {
      when: 'what is there for a server that is left out',
      build: (stack) => {
        workload(stack);
        const postgres = new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(1) });
        postgres.addBackup({ storage: Size.gibibytes(1) });
        postgres.operate({ profiles: ['postgres'] });
        new SeaweedFs(stack, 'objects', { storage: Size.gibibytes(1), buckets: ['files'] }).operate({ profiles: ['objects'] });
      },
    },
    { when: 'a reference within a profile', build: using(refer, ['search']) },
    { when: 'a reference to what always runs', build: (stack) => refer(inProfile(stack, 'api', ['search']), workload(stack, 'store')) },
    {
      when: 'profiles that every choice has together',
      build: using(refer, ['small'], (stack) => stack.addChoice('all', { profiles: ['small', 'search'] })),
    },
  ],
});

describeRule('model/unknown-profile', 'what is chosen is there', {
  broken: [
    {
      when: 'a profile that nothing is in',
      build: (stack) => {
        inProfile(stack, 'store', ['search']);
        stack.addChoice('search', { profiles: ['search', 'serach'] });
      },
      at: 'shop',
      says: ['The choice "search"', '"serach"'],
    },
    { when: 'a choice in a stack without profiles', build: (stack) => { workload(stack); stack.addChoice('gpu', { profiles: ['gpu'] }); }, at: 'shop', says: ['"gpu"'] },
  ],
  right: [{ when: 'a profile of a workload', build: (stack) => { inProfile(stack, 'gpu', ['gpu']); stack.addChoice('gpu', { profiles: ['gpu'] }); } }],
});

describeRule('model/profile-without-choice', 'what is there can be chosen', {
  broken: [
    {
      when: 'a workload that no choice has',
      build: (stack) => {
        inProfile(stack, 'store', ['search']);
        inProfile(stack, 'other', ['b', 'a']);
        stack.addChoice('search', { profiles: ['search'] });
      },
      at: 'shop/other',
      says: ['a, b'],
    },
  ],
  right: [{ when: 'profiles of which no choice is stated', build: (stack) => { workload(stack); inProfile(stack, 'store', ['search']); } }],
});

describeRule('model/same-choice', 'choices differ', {
  broken: [
    {
      when: 'two names for the same profiles',
      build: (stack) => {
        inProfile(stack, 'store', ['search']);
        stack.addChoice('a', { profiles: ['search'] });
        stack.addChoice('b', { profiles: ['search', 'search'] });
      },
      at: 'shop',
      says: ['The choice "b" is the same as the choice "a"'],
    },
    {
      when: 'a name for what is there without a choice',
      build: (stack) => {
        inProfile(stack, 'store', ['search']);
        stack.addChoice('none', { profiles: [] });
        stack.addChoice('search', { profiles: ['search'] });
      },
      at: 'shop',
      says: ['The choice "none" is the same as what runs without any profile'],
    },
  ],
  right: [
    {
      when: 'the same profiles with another parameter',
      build: (stack) => {
        workload(stack, 'api', { env: { MODE: new Parameter(stack, 'MODE', { default: 'a', description: 'Mode' }) } });
        inProfile(stack, 'store', ['search']);
        stack.addChoice('a', { profiles: ['search'] });
        stack.addChoice('b', { profiles: ['search'], parameters: { MODE: 'b' } });
      },
    },
  ],
});

describeRule('model/invalid-operation', 'profiles have names that Compose takes', {
  broken: [
    { when: 'a name of one letter', build: (stack) => inProfile(stack, 'api', ['a']), at: 'shop/api', says: ['Profiles is', 'a: it has to be at least 2'] },
    { when: 'a blank', build: (stack) => inProfile(stack, 'api', ['gpu', 'g pu']), at: 'shop/api', says: ['g pu:'] },
    { when: 'the profile of scheduled tasks', build: (stack) => inProfile(stack, 'api', ['gpu-scheduled']), at: 'shop/api', says: ['that is for scheduled tasks'] },
  ],
  right: [{ when: 'names that Compose takes', build: (stack) => { workload(stack); inProfile(stack, 'store', ['gpu-nvidia', 'A_1.x', '9b']); } }],
});

describeRule('model/host-port-conflict', 'a host port is for one of those that run together', {
  broken: [
    {
      when: 'a choice that has both',
      build: (stack) => {
        published(stack, 'cpu', ['cpu']);
        published(stack, 'gpu', ['gpu']);
        stack.addChoice('cpu', { profiles: ['cpu'], isDefault: true });
        stack.addChoice('both', { profiles: ['cpu', 'gpu'] });
      },
      at: 'shop/gpu',
      says: ['Port 11434', 'cpu.http', 'That is so with the choice "both".'],
    },
  ],
  right: [{ when: 'two that are never chosen together', build: (stack) => { workload(stack); published(stack, 'cpu', ['cpu']); published(stack, 'gpu', ['gpu']); } }],
});

describeRule('model/duplicate-name', 'a variable is for one of those that run together', {
  broken: [
    {
      when: 'one variable for two of which one always runs',
      build: (stack) => { published(stack, 'cpu', [], 'OLLAMA_PORT'); workload(stack, 'gpu', { profiles: ['gpu'] }).addEndpoint('http', { port: 80, publish: Publish.onLoopback(11435, { variable: 'OLLAMA_PORT' }) }); },
      at: 'shop/gpu',
      says: ['OLLAMA_PORT', 'cpu.http'],
    },
    {
      when: 'one container name for two that run together',
      build: (stack) => {
        inProfile(stack, 'cpu', ['cpu'], { containerName: 'ollama' });
        inProfile(stack, 'gpu', ['gpu'], { containerName: 'ollama' });
        stack.addChoice('both', { profiles: ['cpu', 'gpu'] });
      },
      at: 'shop/gpu',
      says: ['"ollama"', 'That is so with the choice "both".'],
    },
  ],
  right: [
    { when: 'one variable for alternatives', build: (stack) => { workload(stack); published(stack, 'cpu', ['cpu'], 'OLLAMA_PORT'); published(stack, 'gpu', ['gpu'], 'OLLAMA_PORT'); } },
    { when: 'one container name for alternatives', build: (stack) => { workload(stack); for (const id of ['cpu', 'gpu']) inProfile(stack, id, [id], { containerName: 'ollama' }); } },
  ],
});

describeRule('model/volume-writers', 'a volume has one writer of those that run together', {
  broken: [
    {
      when: 'a choice that has two',
      build: (stack) => {
        const models = new Volume(stack, 'models', { size: Size.gibibytes(1), ownedByImage: true });
        for (const id of ['cpu', 'gpu']) inProfile(stack, id, [id], { mounts: { '/models': models } });
        stack.addChoice('both', { profiles: ['cpu', 'gpu'] });
        stack.addChoice('gpu', { profiles: ['gpu'], isDefault: true });
      },
      at: 'shop/models',
      says: ['cpu and gpu', 'That is so with the choice "both".'],
    },
  ],
  right: [
    {
      when: 'alternatives that keep the same models',
      build: (stack) => {
        workload(stack);
        const models = new Volume(stack, 'models', { size: Size.gibibytes(1), ownedByImage: true });
        for (const id of ['cpu', 'gpu']) inProfile(stack, id, [id], { mounts: { '/models': models } });
      },
    },
  ],
});

describeRule('model/conflicting-statements', 'a choice is stated once, and one is the default', {
  broken: [
    {
      when: 'one name for two choices',
      build: (stack) => {
        inProfile(stack, 'cpu', ['cpu']);
        inProfile(stack, 'gpu', ['gpu']);
        stack.addChoice('gpu', { profiles: ['cpu', 'gpu'] });
        stack.addChoice('gpu', { profiles: ['gpu', 'cpu'] });
      },
      at: 'shop',
      says: ['The choice "gpu"'],
    },
    {
      when: 'two defaults',
      build: (stack) => {
        inProfile(stack, 'cpu', ['cpu']);
        inProfile(stack, 'gpu', ['gpu']);
        stack.addChoice('cpu', { profiles: ['cpu'], isDefault: true });
        stack.addChoice('gpu', { profiles: ['gpu'], isDefault: true });
      },
      at: 'shop',
      says: ['The default choice', '"cpu"', '"gpu"'],
    },
  ],
  right: [{ when: 'several of which one is the default', build: (stack) => {
    for (const id of ['cpu', 'gpu']) inProfile(stack, id, [id]);
    stack.addChoice('cpu', { profiles: ['cpu'] });
    stack.addChoice('gpu', { profiles: ['gpu'], isDefault: true });
  } }],
});

describeRule('model/unresolved-reference', 'the parameters of a choice are those of the stack', {
  broken: [
    { when: 'a parameter that there is not', build: (stack) => { inProfile(stack, 'gpu', ['gpu']); stack.addChoice('gpu', { profiles: ['gpu'], parameters: { MODE: 'x' } }); }, at: 'shop', says: ['parameter MODE'] },
  ],
  right: [{ when: 'a parameter of the stack', build: (stack) => {
    inProfile(stack, 'gpu', ['gpu'], { env: { MODE: new Parameter(stack, 'MODE', { default: 'a', description: 'Mode' }) } });
    stack.addChoice('gpu', { profiles: ['gpu'], parameters: { MODE: 'x' } });
  } }],
});

describe('what is found of a choice', () => {
  const stack = new Stack(new App(), 'shop');
  workload(stack);
  stack.addChoice('Gpu', { profiles: ['gpu'] });
  const { rendered } = synthesize(stack);

  test('is found at the line that states it, with what there is and what to do', () => {
    const [name, profile] = ['model/invalid-name', 'model/unknown-profile'].map((code) => rendered.find((text) => text.includes(code)));
    expect(name).toMatch(/profiles\.test\.ts:\d+/);
    expect(profile).toMatch(/profiles\.test\.ts:\d+/);
    expect(profile).toContain("profiles of the stack's workloads: none");
    expect(profile).toContain('fix: Correct the name, or give a workload that profile.');
  });
});

describe('the image of a choice', () => {
  const stack = new Stack(new App(), 'shop', { targets: [new Kubernetes(), new Compose()] });
  const tag = new Parameter(stack, 'TAG', { default: 'cpu', description: 'Variant of the image' });
  workload(stack, 'ollama', { image: Image.fromReference(text`example/ollama:${tag}`) });
  workload(stack, 'tool', { image: IMAGE, profiles: ['gpu'] });
  stack.addChoice('gpu', { profiles: ['gpu'], parameters: { TAG: 'cuda' } });
  const { files } = synthesize(stack);

  test('is the one of its parameters, where nobody can be asked', () => {
    expect(files.get('kubernetes/shop.k8s.yaml')).toContain('image: example/ollama:cpu');
    expect(files.get('kubernetes/shop/gpu.k8s.yaml')).toContain('image: example/ollama:cuda');
    expect(files.get('compose/shop/compose.yaml')).toContain('example/ollama:${TAG:-cpu}');
    expect(files.get('compose/shop/.env.example')).toContain('gpu: COMPOSE_PROFILES=gpu TAG=cuda');
  });
});

describeRule('model/plain-secret', 'a parameter of a choice is no secret', {
  broken: [
    {
      when: 'a key',
      build: (stack) => {
        inProfile(stack, 'gpu', ['gpu'], { env: { API_KEY: new Parameter(stack, 'API_KEY', { default: '', description: 'Key' }) } });
        stack.addChoice('gpu', { profiles: ['gpu'], parameters: { API_KEY: 'q7bD2kPz' } });
      },
      at: 'shop/API_KEY',
      says: ['default of API_KEY', 'That is so with the choice "gpu".'],
    },
  ],
  right: [
    {
      when: 'a mode',
      build: (stack) => {
        inProfile(stack, 'gpu', ['gpu'], { env: { MODE: new Parameter(stack, 'MODE', { default: '', description: 'Mode' }) } });
        stack.addChoice('gpu', { profiles: ['gpu'], parameters: { MODE: 'q7bD2kPz' } });
      },
    },
  ],
});

describe('a secret that is a file', () => {
  const stack = new Stack(new App(), 'shop');
  const secret = (id: string): Secret => new Secret(stack, id, { description: 'Key' });
  const [both, ofGpu] = [secret('BOTH_KEY'), secret('GPU_KEY')];
  workload(stack, 'api', { mounts: { '/run/secrets/key': both.asFile() } });
  inProfile(stack, 'gpu', ['gpu'], { env: { BOTH_KEY: both }, mounts: { '/run/secrets/key': ofGpu.asFile() } });
  const { files } = synthesize(stack);

  test.each([
    ['what runs without any profile', 'kubernetes/shop.k8s.yaml', '--from-literal=BOTH_KEY=...\n'],
    ['the choice of the one that needs it', 'kubernetes/shop/gpu.k8s.yaml', '--from-literal=BOTH_KEY=... --from-literal=GPU_KEY=...\n'],
  ])('is asked for with %s', (_, path, keys) => expect(files.get(path)).toContain(keys));
});

describe('a typo in a choice', () => {
  const mistyped = (more: (stack: Stack) => void = () => undefined) => (stack: Stack): void => {
    for (const id of ['ollama', 'vllm', 'embedder']) inProfile(stack, id, ['gpu'], { aliases: [id === 'embedder' ? 'embeddings' : 'llm'] });
    more(stack);
    stack.addChoice('gpu', { profiles: ['gup'] });
  };
  const errors = (build: Build) => findingsOf(build).filter(({ severity }) => severity === 'error').map(({ code, path, fix }) => ({ code, path, fix }));

  test('names the nearest profile, and is no error of each workload that has it', () => {
    const found = errors((stack) => {
      for (const id of ['ollama', 'vllm']) inProfile(stack, id, ['gpu']);
      stack.addChoice('gpu', { profiles: ['gup'] });
    });
    expect(found).toEqual([{ code: 'model/unknown-profile', path: 'shop', fix: 'Did you mean "gpu"? Otherwise give a workload that profile.' }]);
  });

  test('hides nothing that is wrong with what is meant to run together', () => {
    expect(errors(mistyped())).toEqual([
      { code: 'model/unknown-profile', path: 'shop', fix: expect.stringContaining('"gpu"') },
      { code: 'model/duplicate-name', path: 'shop/vllm', fix: expect.stringContaining('alias') },
    ]);
  });

  test('hides neither a workload that has no choice at all', () => {
    expect(errors(mistyped((stack) => inProfile(stack, 'store', ['search'])))).toContainEqual({ code: 'model/profile-without-choice', path: 'shop/store', fix: expect.any(String) });
  });

  test('that is like no profile says nothing of what it may be meant for', () => {
    const found = errors((stack) => {
      inProfile(stack, 'ollama', ['gpu'], { aliases: ['llm'] });
      inProfile(stack, 'vllm', ['gpu'], { aliases: ['llm'] });
      const store = inProfile(stack, 'store', ['search']).addEndpoint('http', { port: 9200 });
      inProfile(stack, 'api', ['gpu', 'search'], { env: { STORE: store.host } });
      stack.addChoice('all', { profiles: ['search', 'nothing-like-it'] });
    });
    expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual(['model/unknown-profile shop', 'model/duplicate-name shop/vllm']);
  });
});
