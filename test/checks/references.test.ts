import {
  App, ConfigFile, HealthProbe, Parameter, Redis, Secret, Size, Stack, text, Volume, type Endpoint, type IValue, type Workload, type WorkloadProps,
} from 'cdk8s-compose';
import { describeRule, workload, type Broken, type Build } from './rule-cases';

/** The same things in a stack of the same app, and in a stack of the same path in another app. */
const ELSEWHERE: readonly { readonly where: string; readonly stack: (of: Stack) => Stack }[] = [
  { where: 'another stack', stack: (of) => new Stack(of.node.scope as App, 'other') },
  { where: 'another app with an equal path', stack: () => new Stack(new App(), 'shop') },
];

/** A peer of another stack of the app can be talked to; nothing else of that stack is within reach. */
const isPeer = ({ names }: { readonly names: string }): boolean => names === 'endpoint';

interface Foreign {
  readonly workload: Workload;
  readonly endpoint: Endpoint;
  readonly parameter: Parameter;
  readonly secret: Secret;
  readonly volume: Volume;
  readonly file: ConfigFile;
}

function foreign(stack: Stack): Foreign {
  const redis = new Redis(stack, 'redis');
  return {
    workload: redis,
    endpoint: redis.endpoint,
    parameter: new Parameter(stack, 'LEVEL', { default: '1', description: '' }),
    secret: new Secret(stack, 'KEY', { description: '' }),
    volume: new Volume(stack, 'data', { size: Size.gibibytes(1) }),
    file: new ConfigFile(stack, 'rules', { content: '' }),
  };
}

const withEnv = (value: (peer: Foreign) => IValue) => (stack: Stack, peer: Foreign) => workload(stack, 'api', { env: { PEER: value(peer) } });
const with_ = (props: (peer: Foreign) => Partial<WorkloadProps>) => (stack: Stack, peer: Foreign) => workload(stack, 'api', props(peer));

const USES: readonly { readonly what: string; readonly names: string; readonly use: (stack: Stack, peer: Foreign) => unknown; readonly at?: string }[] = [
  { what: 'the host in a variable', names: 'endpoint', use: withEnv(({ endpoint }) => endpoint.host) },
  { what: 'the port inside a text', names: 'endpoint', use: withEnv(({ endpoint }) => text`a ${endpoint.port} b`) },
  { what: 'a URL in a command', names: 'endpoint', use: with_(({ endpoint }) => ({ command: ['run', endpoint.url()] })) },
  { what: 'a host in an entry point', names: 'endpoint', use: with_(({ endpoint }) => ({ entrypoint: [endpoint.host] })) },
  { what: 'a host in a health command', names: 'endpoint', use: with_(({ endpoint }) => ({ health: HealthProbe.fromCommand([endpoint.host]) })) },
  { what: 'a connection', names: 'endpoint', use: (stack, { endpoint }) => workload(stack).connectTo(endpoint) },
  { what: 'a start order', names: 'workload', use: (stack, peer) => workload(stack).startAfter(peer.workload) },
  { what: 'a parameter', names: 'parameter', use: withEnv(({ parameter }) => parameter) },
  { what: 'a secret inside a text', names: 'secret', use: withEnv(({ secret }) => text`Bearer ${secret}`) },
  { what: 'a volume', names: 'volume', use: with_(({ volume }) => ({ mounts: { '/data': volume } })) },
  { what: 'a read-only volume', names: 'volume', use: with_(({ volume }) => ({ mounts: { '/data': volume.readOnly() } })) },
  { what: 'a config file', names: 'config file', use: with_(({ file }) => ({ mounts: { '/etc/rules': file } })) },
  {
    what: 'a host in a config file that is mounted',
    names: 'endpoint',
    use: (stack, { endpoint }) => workload(stack, 'api', { mounts: { '/etc/a': new ConfigFile(stack, 'a', { content: endpoint.host }) } }),
  },
  {
    what: 'a host in a config file that nobody mounts',
    names: 'endpoint',
    use: (stack, { endpoint }) => new ConfigFile(stack, 'a', { content: endpoint.host }),
    at: 'shop/a',
  },
];

describe.each(ELSEWHERE)('something of $where', ({ stack: elsewhere, where }) => {
  describeRule('model/unresolved-reference', 'is not part of this stack', {
    broken: USES.filter((use) => where !== 'another stack' || !isPeer(use)).map(({ what, names, use, at }): Broken => ({
      when: what,
      build: (stack) => use(stack, foreign(elsewhere(stack))),
      at: at ?? 'shop/api',
      says: [`refers to the ${names} `, 'not part of this stack'],
    })),
    right: [
      ...USES.map(({ what, use }) => ({ when: `${what}, if it is of this stack`, build: (stack: Stack) => use(stack, foreign(stack)) })),
      ...USES.filter((use) => where === 'another stack' && isPeer(use)).map(({ what, use }) => ({ when: `${what} of another stack`, build: (stack: Stack) => use(stack, foreign(elsewhere(stack))) })),
    ],
  });
});

const named: Build = (stack) => workload(stack, 'api', { env: { PEER: foreign(ELSEWHERE[1].stack(stack)).endpoint.host } });

describeRule('model/unresolved-reference', 'the finding says what and where it is', {
  broken: [{ when: 'an endpoint of another app', build: named, at: 'shop/api', says: ['the endpoint shop/redis.redis'] }],
  right: [
    {
      when: "a workload's own endpoint",
      build: (stack) => {
        const api = workload(stack);
        api.addEnv('SELF', api.addEndpoint('http', { port: 80 }).url());
      },
    },
    {
      when: 'workloads that refer to each other',
      build: (stack) => {
        const [a, b] = ['a', 'b'].map((id) => workload(stack, id));
        a.addEnv('B', b.addEndpoint('http', { port: 80 }).url());
        b.addEnv('A', a.addEndpoint('http', { port: 80 }).url());
      },
    },
  ],
});
