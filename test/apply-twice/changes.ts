import {
  ConfigFile, HealthProbe, Image, Parameter, Postgres, ProbeClient, Protocol, Publish, Secret, Size, StartOrderOnKubernetes, Task, Volume, Workload, WorkloadKind,
  type EndpointOptions, type Stack, type WorkloadProps,
} from 'cdk8s-compose';

/** Something that a user changes in a stack between one apply and the next. */
export interface Change {
  readonly name: string;
  readonly before: (stack: Stack) => void;
  readonly after: (stack: Stack) => void;
  /** Finding that tells of what does not arrive; without one everything does. */
  readonly announcedBy?: string;
}

type Build = (stack: Stack) => unknown;

function change(name: string, before: Build, after: Build, announcedBy?: string): Change {
  return { name, before: (stack) => void before(stack), after: (stack) => void after(stack), ...(announcedBy !== undefined && { announcedBy }) };
}

const image = Image.fromReference('example/app:1.0.0');
const volumeSize = Size.gibibytes(2);

const api = (props: Partial<WorkloadProps> = {}, id = 'api') => (stack: Stack): Workload => new Workload(stack, id, { image, ...props });

const serving = (...endpoints: [string, EndpointOptions][]) => (stack: Stack): Workload => {
  const workload = api()(stack);
  for (const [name, options] of endpoints) workload.addEndpoint(name, options);
  return workload;
};

const configured = (content: string, fileName = 'app.conf', id = 'conf'): Build => (stack) =>
  api({ mounts: { '/etc/app.conf': new ConfigFile(stack, id, { content, fileName }) } })(stack);

const storing = (volume: ConstructorParameters<typeof Volume>[2], kind = WorkloadKind.STATEFUL, readers = 0): Build => (stack) => {
  const data = new Volume(stack, 'data', volume);
  api({ kind, mounts: { '/data': data } })(stack);
  for (let reader = 0; reader < readers; reader++) api({ mounts: { '/data': data.readOnly() } }, `reader-${reader}`)(stack);
};

const migrating = (props: Partial<WorkloadProps>, id = 'migrate'): Build => (stack) => {
  const task = new Task(stack, id, { image, command: ['migrate'], ...props });
  api()(stack).startAfter(task, { kubernetes: StartOrderOnKubernetes.WAIT });
};

const published = (publish: Publish): Build => (stack) => api()(stack).addEndpoint('http', { port: 8080 }).publish(publish);

/** Every kind of change that a user makes. */
export const CHANGES: readonly Change[] = [
  change('another image', api(), api({ image: Image.fromReference('example/app:1.1.0') })),
  change('a variable more', api(), api({ env: { LEVEL: 'debug' } })),
  change('a variable less', api({ env: { LEVEL: 'debug', KEEP: '1' } }), api({ env: { KEEP: '1' } })),
  change('another value', api({ env: { LEVEL: 'info' } }), api({ env: { LEVEL: 'debug' } })),
  change('a literal becomes a secret', api({ env: { KEY: 'x' } }), (stack) => api({ env: { KEY: new Secret(stack, 'KEY', { description: 'Key.' }) } })(stack)),
  change('a secret becomes a literal', (stack) => api({ env: { KEY: new Secret(stack, 'KEY', { description: 'Key.' }) } })(stack), api({ env: { KEY: 'x' } })),
  change(
    'another default of a parameter',
    (stack) => api({ env: { LEVEL: new Parameter(stack, 'LEVEL', { default: 'info', description: 'Level.' }) } })(stack),
    (stack) => api({ env: { LEVEL: new Parameter(stack, 'LEVEL', { default: 'debug', description: 'Level.' }) } })(stack),
  ),
  change('another command', api({ command: ['serve'] }), api({ command: ['serve', '--fast'] })),
  change('no command', api({ command: ['serve'] }), api()),
  change('another user', api(), api({ user: { uid: 2000, gid: 2000 } })),

  change(
    'a health check less',
    (stack) => api({ health: HealthProbe.fromHttpGet('/', { client: ProbeClient.CURL }) })(stack).addEndpoint('http', { port: 8080 }),
    serving(['http', { port: 8080 }]),
  ),

  change('another content of a file', configured('1\n'), configured('2\n')),
  change('another name of a file', configured('1\n'), configured('1\n', 'other.conf')),
  change('another id of a file', configured('1\n'), configured('1\n', 'app.conf', 'settings'), 'kubernetes/left-behind'),

  change('another port', serving(['http', { port: 8080 }]), serving(['http', { port: 9090 }])),
  change('another protocol', serving(['dns', { port: 5353 }]), serving(['dns', { port: 5353, protocol: Protocol.UDP }])),
  change('a second protocol on the number of a port', serving(['dns', { port: 5353 }]), serving(['dns', { port: 5353 }], ['dns-udp', { port: 5353, protocol: Protocol.UDP }])),
  change('a port less', serving(['http', { port: 8080 }], ['metrics', { port: 9090 }]), serving(['http', { port: 8080 }])),
  change('ports that change places', serving(['a', { port: 8080 }], ['b', { port: 9090 }]), serving(['a', { port: 9090 }], ['b', { port: 8080 }])),
  change('another name of a port', serving(['http', { port: 8080 }]), serving(['web', { port: 8080 }])),
  change('no port any more', serving(['http', { port: 8080 }]), api(), 'kubernetes/left-behind'),
  change('another host', published(Publish.atHost('a.example.com')), published(Publish.atHost('b.example.com'))),
  change('published no more', published(Publish.atHost('a.example.com')), serving(['http', { port: 8080 }]), 'kubernetes/left-behind'),

  change('more replicas', api({ replicas: 1 }), api({ replicas: 3 })),
  change('stopped', api({ replicas: 1 }), api({ replicas: 0 })),
  change('an autoscaler', api({ replicas: 3 }), api({ replicas: 3, autoscaling: { maxReplicas: 9 } }), 'kubernetes/replicas-handed-over'),
  change('an autoscaler less', api({ replicas: 3, autoscaling: { maxReplicas: 9 } }), api({ replicas: 3 }), 'kubernetes/left-behind'),

  change('a service becomes stateful', api(), api({ kind: WorkloadKind.STATEFUL }), 'kubernetes/left-behind'),
  change('another id of a workload', api(), api({}, 'server'), 'kubernetes/left-behind'),
  change('a workload less', (stack) => [api()(stack), api({}, 'worker')(stack)], api(), 'kubernetes/left-behind'),

  change('a larger volume', storing({ size: volumeSize, storageClass: 'grows' }), storing({ size: Size.gibibytes(3), storageClass: 'grows' })),
  change('a larger volume of a class that does not grow', storing({ size: volumeSize, storageClass: 'fixed' }), storing({ size: Size.gibibytes(3), storageClass: 'fixed' }), 'kubernetes/claim'),
  change('a smaller volume', storing({ size: volumeSize, storageClass: 'grows' }), storing({ size: Size.gibibytes(1), storageClass: 'grows' }), 'kubernetes/claim'),
  change('another id of a volume', storing({ size: volumeSize }), (stack) => api({ kind: WorkloadKind.STATEFUL, mounts: { '/data': new Volume(stack, 'files', { size: volumeSize }) } })(stack), 'kubernetes/claim'),
  change('a shared volume', storing({ size: volumeSize }), storing({ size: volumeSize, shared: true }), 'kubernetes/claim'),
  change('another storage class', storing({ size: volumeSize, storageClass: 'grows' }), storing({ size: volumeSize, storageClass: 'fixed' }), 'kubernetes/claim'),
  change('a larger volume of each replica', storing({ size: volumeSize, perReplica: true }), storing({ size: Size.gibibytes(3), perReplica: true }), 'kubernetes/claim-template'),
  change('a volume of each replica in place of one', storing({ size: volumeSize }), storing({ size: volumeSize, perReplica: true }), 'kubernetes/claim-template'),
  change('a reader more of a shared volume', storing({ size: volumeSize, shared: true }), storing({ size: volumeSize, shared: true }, WorkloadKind.STATEFUL, 1)),
  change('a volume moves to a stateful workload', storing({ size: volumeSize }, WorkloadKind.SERVICE), storing({ size: volumeSize }), 'kubernetes/left-behind'),
  // Its claim has the class of the cluster, and that of the table grows in no cluster.
  change(
    'a larger database',
    (stack) => new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(1) }),
    (stack) => new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(2) }),
    'kubernetes/claim',
  ),

  change('another image of a task', migrating({}), migrating({ image: Image.fromReference('example/app:1.1.0') }), 'kubernetes/left-behind'),
  change('another schedule', (stack) => new Task(stack, 'clean', { image, schedule: '0 1 * * *' }), (stack) => new Task(stack, 'clean', { image, schedule: '0 2 * * *' })),
  change('a task gets a schedule', (stack) => new Task(stack, 'clean', { image }), (stack) => new Task(stack, 'clean', { image, schedule: '0 2 * * *' }), 'kubernetes/left-behind'),
  change(
    'a hatch on a task',
    migrating({}),
    (stack) => {
      migrating({})(stack);
      (stack.node.findChild('migrate') as Task).kubernetes.customize((objects) => {
        objects.controller!.spec.template.spec!.priorityClassName = 'system-cluster-critical';
      });
    },
    'kubernetes/left-behind',
  ),
  change(
    'a hatch less',
    (stack) => {
      api()(stack).kubernetes.customize((objects) => {
        (objects.controller as { spec: { revisionHistoryLimit?: number } }).spec.revisionHistoryLimit = 1;
      });
    },
    api(),
  ),
];
