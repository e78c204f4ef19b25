import {
  Duration, HealthProbe, Image, Parameter, Scratch, Secret, Size, SourceDirectory, StartOrderOnKubernetes, text, Workload, WorkloadKind, type Stack, type WorkloadProps,
} from 'cdk8s-compose';
import { described, describedWorkload, environmentOf, IMAGE, mountsOf, shown, startOrderOf, workloadNamed } from './described';

const api = (stack: Stack, props: Partial<WorkloadProps> = {}): Workload => new Workload(stack, 'api', { image: IMAGE, ...props });

describe('a workload with nothing but an image', () => {
  const workload = describedWorkload((stack) => api(stack));

  test('is a service of one container, known by its id', () => {
    expect(workload).toMatchObject({ name: 'api', path: 'shop/api', kind: 'service', replicas: 1 });
    expect(workload.image).toEqual({ kind: 'reference', reference: 'example/app:1.0.0' });
  });

  test('leaves entry point, command and directory to the image', () => {
    expect(workload.process).toEqual({ environment: [] });
  });

  test('is hardened', () => {
    expect(workload.security).toEqual({ user: 10001, group: 10001, readOnlyRoot: true, capabilities: [] });
    expect(mountsOf(workload)).toEqual({ '/tmp': 'scratch 64Mi' });
  });

  test('has requests and limits', () => {
    expect(workload.resources).toEqual({ cpu: { request: 100, limit: 1000 }, memory: { request: 128 * 1024 ** 2, limit: 512 * 1024 ** 2 } });
  });

  test('has 30 seconds to stop, is not tried again, and may call the world', () => {
    expect(workload.lifecycle).toEqual({ stopGracePeriod: 30_000 });
    expect(workload.retries).toBe(0);
    expect(workload.egress).toBe(true);
  });

  test('has no endpoint, no probe and waits for nobody', () => {
    expect(workload.endpoints).toEqual([]);
    expect(workload.health).toBeUndefined();
    expect(workload.startAfter).toEqual([]);
  });
});

describe('the process', () => {
  test('is described word by word, values included', () => {
    const workload = describedWorkload((stack) =>
      api(stack, {
        entrypoint: ['/bin/run'],
        command: ['--level', new Parameter(stack, 'LEVEL', { default: '1', description: '' }), '', 'a b'],
        workingDirectory: '/srv',
      }),
    );
    expect(workload.process.entrypoint?.map(shown)).toEqual(['/bin/run']);
    expect(workload.process.command?.map(shown)).toEqual(['--level', '<parameter LEVEL>', '', 'a b']);
    expect(workload.process.workingDirectory).toBe('/srv');
  });

  test('has its variables as text, sorted, whatever they were given as', () => {
    const workload = describedWorkload((stack) => api(stack, { env: { Z: 'text', B: 8000, A: true, C: -0.5, D: '' } }));
    expect(Object.entries(environmentOf(workload))).toEqual([['A', 'true'], ['B', '8000'], ['C', '-0.5'], ['D', ''], ['Z', 'text']]);
  });

  test('keeps text as it was written', () => {
    const hostile = ' $HOME ${X} $(Y) $$ "q" \n\t{{ x }} yes 0o17 ';
    expect(environmentOf(describedWorkload((stack) => api(stack, { env: { TEXT: hostile } })))).toEqual({ TEXT: hostile });
  });

  test('has the last value that was given for a variable', () => {
    const workload = describedWorkload((stack) => {
      const made = api(stack, { env: { MODE: 'slow', KEPT: 'x' } });
      made.addEnv('MODE', 'fast');
      made.addEnv('MODE', new Secret(stack, 'MODE', { description: '' }));
    });
    expect(environmentOf(workload)).toEqual({ KEPT: 'x', MODE: '<secret MODE>' });
  });
});

describe('the kind', () => {
  test.each([
    { kind: WorkloadKind.STATEFUL, props: {}, retries: 0 },
    { kind: WorkloadKind.TASK, props: {}, retries: 3 },
    { kind: WorkloadKind.TASK, props: { retries: 0 }, retries: 0 },
    { kind: WorkloadKind.TASK, props: { retries: 7 }, retries: 7 },
    { kind: WorkloadKind.SERVICE, props: {}, retries: 0 },
  ])('$kind with $props is tried again $retries times', ({ kind, props, retries }) => {
    const workload = describedWorkload((stack) => api(stack, { kind, ...props }));
    expect(workload.kind).toBe(kind);
    expect(workload.retries).toBe(retries);
  });
});

describe('resources', () => {
  test('that are given replace one default each', () => {
    const { resources } = describedWorkload((stack) => api(stack, { resources: { cpu: { limit: 2 }, memory: { request: Size.mebibytes(256) } } }));
    expect(resources).toEqual({ cpu: { request: 100, limit: 2000 }, memory: { request: 256 * 1024 ** 2, limit: 512 * 1024 ** 2 } });
  });

  test('in floating point come to whole millicores', () => {
    const { resources } = describedWorkload((stack) => api(stack, { resources: { cpu: { request: 0.1 + 0.2, limit: 1.1 } } }));
    expect(resources.cpu).toEqual({ request: 300, limit: 1100 });
  });
});

describe('what is mounted', () => {
  test('is sorted by path, the shared memory with it', () => {
    const workload = describedWorkload((stack) =>
      api(stack, { mounts: { '/z': Scratch.ofSize(Size.mebibytes(1)), '/app': SourceDirectory.at('src') }, sharedMemory: Size.mebibytes(2) }),
    );
    expect(Object.entries(mountsOf(workload))).toEqual([
      ['/app', 'source src'],
      ['/dev/shm', 'shared-memory 2Mi'],
      ['/tmp', 'scratch 64Mi'],
      ['/z', 'scratch 1Mi'],
    ]);
  });

  test('may be another /tmp, or none', () => {
    expect(mountsOf(describedWorkload((stack) => api(stack, { mounts: { '/tmp': Scratch.ofSize(Size.mebibytes(8)) } })))).toEqual({ '/tmp': 'scratch 8Mi' });
    expect(mountsOf(describedWorkload((stack) => api(stack, { tmp: false })))).toEqual({});
  });

  test('is the last thing given for a path', () => {
    const workload = describedWorkload((stack) => api(stack).addMount('/tmp', Scratch.ofSize(Size.mebibytes(1))));
    expect(mountsOf(workload)).toEqual({ '/tmp': 'scratch 1Mi' });
  });
});

test('what else is given arrives as it is', () => {
  const capabilities = [{ name: 'SYS_PTRACE', reason: 'profiles' }, { name: 'NET_BIND_SERVICE', reason: 'port 80' }];
  const workload = describedWorkload((stack) =>
    api(stack, {
      replicas: 0, user: { uid: 1, gid: 2 }, readOnlyRoot: false, capabilities, egress: false, stopGracePeriod: Duration.minutes(2), stopSignal: 'SIGQUIT',
    }),
  );
  expect(workload).toMatchObject({ replicas: 0, egress: false, lifecycle: { stopGracePeriod: 120_000, stopSignal: 'SIGQUIT' } });
  expect(workload.security).toEqual({ user: 1, group: 2, readOnlyRoot: false, capabilities: [capabilities[1], capabilities[0]] });
});

describe('a reference to a peer', () => {
  const model = described((stack) => {
    const peer = new Workload(stack, 'peer', { image: IMAGE, health: HealthProbe.fromCommand(['true']) });
    const http = peer.addEndpoint('http', { port: 8000 });
    api(stack, { env: { URL: http.url(), HOST: http.host }, command: ['--peer', text`${http.authority}`] });
  });

  test('gives the value', () => {
    expect(environmentOf(workloadNamed(model, 'api'))).toEqual({ URL: 'http://<host shop/peer.http>:<port shop/peer.http>', HOST: '<host shop/peer.http>' });
  });

  test('gives one connection, however often it is made', () => {
    expect(model.connections).toEqual([{ from: 'shop/api', to: 'shop/peer', endpoint: 'http' }]);
  });

  test('gives the start order', () => {
    expect(startOrderOf(model)).toEqual(['api after peer (healthy, implied)']);
  });
});

describe('the start order', () => {
  const ids = ['a', 'b'] as const;
  const pair = (stack: Stack, props: Partial<WorkloadProps>) => ids.map((id) => new Workload(stack, id, { image: IMAGE, ...(id === 'b' && props) }));
  const PEERS: readonly { readonly peer: string; readonly props: Partial<WorkloadProps>; readonly condition: string }[] = [
    { peer: 'a service', props: {}, condition: 'started' },
    { peer: 'a service with a probe', props: { health: HealthProbe.fromCommand(['true']) }, condition: 'healthy' },
    { peer: 'a task', props: { kind: WorkloadKind.TASK }, condition: 'completed' },
    { peer: 'a task with a probe', props: { kind: WorkloadKind.TASK, health: HealthProbe.fromCommand(['true']) }, condition: 'completed' },
  ];

  test.each(PEERS)('after $peer means that it has $condition, said or implied', ({ props, condition }) => {
    const said = described((stack) => {
      const [a, b] = pair(stack, props);
      a.startAfter(b);
    });
    expect(startOrderOf(said)).toEqual([`a after b (${condition})`]);
    expect(said.connections).toEqual([]);

    const implied = described((stack) => {
      const [a, b] = pair(stack, props);
      a.connectTo(b.addEndpoint('http', { port: 80 }));
    });
    expect(startOrderOf(implied)).toEqual([`a after b (${condition}, implied)`]);
  });

  test('that is said counts before the one that is implied', () => {
    const model = described((stack) => {
      const [a, b] = pair(stack, {});
      a.connectTo(b.addEndpoint('http', { port: 80 }));
      a.startAfter(b, { kubernetes: StartOrderOnKubernetes.WAIT });
    });
    expect(workloadNamed(model, 'a').startAfter).toEqual([{ workload: 'shop/b', condition: 'started', implied: false, enforced: true }]);
  });

  test('does not follow from references in a circle', () => {
    const model = described((stack) => {
      const [a, b] = pair(stack, {});
      const c = new Workload(stack, 'c', { image: IMAGE });
      a.connectTo(b.addEndpoint('http', { port: 80 }));
      b.connectTo(a.addEndpoint('http', { port: 80 }));
      c.connectTo(b.addEndpoint('more', { port: 81 }));
    });
    expect(startOrderOf(model)).toEqual(['c after b (started, implied)']);
    expect(model.connections).toHaveLength(3);
  });

  test('and connections leave out the workload itself', () => {
    const model = described((stack) => {
      const a = new Workload(stack, 'a', { image: IMAGE });
      a.addEnv('SELF', a.addEndpoint('http', { port: 80 }).url());
    });
    expect(model.connections).toEqual([]);
    expect(startOrderOf(model)).toEqual([]);
  });
});

test('an image that is built is named after stack and workload', () => {
  expect(describedWorkload((stack) => api(stack, { image: Image.fromBuild('.') })).image.reference).toBe('localhost/shop/api:latest');
});
