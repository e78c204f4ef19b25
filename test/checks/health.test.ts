import { App, HealthProbe, Parameter, ProbeClient, ProbeScheme, Protocol, Secret, Stack, text, Workload, type HealthProbeOptions } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { describeRule, IMAGE, workload, type Build } from './rule-cases';

const CURL = { client: ProbeClient.CURL };
const withEndpoint = (health: HealthProbe, protocol = Protocol.TCP): Build => (stack) => workload(stack, 'api', { health }).addEndpoint('http', { port: 80, protocol });
const http = (path: string): HealthProbe => HealthProbe.fromHttpGet(path, CURL);
const command = (options: HealthProbeOptions): Build => (stack) => workload(stack, 'api', { health: HealthProbe.fromCommand(['true'], options) });

describeRule('model/unknown-probe-port', 'a probe asks an endpoint of its own workload', {
  broken: [
    {
      when: 'a name that no endpoint has',
      build: withEndpoint(HealthProbe.fromHttpGet('/', { ...CURL, endpoint: 'admin' })),
      at: 'shop/api',
      says: ['"admin"', 'the workload has "http"'],
    },
    { when: 'a workload without endpoints', build: (stack) => workload(stack, 'api', { health: http('/') }), at: 'shop/api', says: ['the workload has none'] },
    {
      when: 'an endpoint of another workload',
      build: (stack) => {
        workload(stack, 'peer').addEndpoint('admin', { port: 81 });
        withEndpoint(HealthProbe.fromTcpSocket({ ...CURL, client: ProbeClient.NC, endpoint: 'admin' }))(stack);
      },
      at: 'shop/api',
      says: ['"admin"', '"http"'],
    },
  ],
  right: [
    { when: 'the first endpoint, if none is named', build: withEndpoint(http('/')) },
    { when: 'the endpoint that is named', build: withEndpoint(HealthProbe.fromHttpGet('/', { ...CURL, endpoint: 'http' })) },
    { when: 'a command, which asks no endpoint', build: command({}) },
  ],
});

describeRule('model/invalid-probe', 'a GET has a path and query as a URL has them', {
  broken: ['', 'health', 'http://127.0.0.1/', '/a b', '/ä', '/a\nb', '/a"b', '/a#b', '/a%2', '/a%zz', '/a[0]', '/a{b}', '/a\\b', '/a`b`'].map((path) => ({
    when: JSON.stringify(path),
    build: withEndpoint(http(path)),
    at: 'shop/api',
    says: [`"${path}"`, 'begin with "/" and be URL-encoded'],
  })),
  right: ['/', '/health', "/it's", '/a%20b?x=1&y=$z', '/~a/(b),c;d:e@f!*+-._'].map((path) => ({ when: path, build: withEndpoint(http(path)) })),
});

const asking = (client: ProbeClient, options: object): Build => withEndpoint(HealthProbe.fromHttpGet('/', { client, ...options }));

describeRule('model/invalid-probe', 'a header is one line of a request', {
  broken: [
    { when: 'a name with a blank', build: asking(ProbeClient.CURL, { headers: { 'X Y': 'a' } }), at: 'shop/api', says: ['the header "X Y: a"'] },
    { when: 'a value of two lines', build: asking(ProbeClient.CURL, { headers: { X: 'a\r\nHost: b' } }), at: 'shop/api', says: ['on one line'] },
    { when: 'no value', build: asking(ProbeClient.CURL, { headers: { X: '' } }), at: 'shop/api', says: ['the header "X: "'] },
  ],
  right: [{ when: 'a name and a value', build: asking(ProbeClient.CURL, { headers: { Host: 'shop.example.com', 'X-Forwarded-Proto': 'https' } }) }],
});

describeRule('model/invalid-probe', 'the client can speak TLS', {
  broken: [{ when: 'bash', build: asking(ProbeClient.BASH, { scheme: ProbeScheme.HTTPS }), at: 'shop/api', says: ['over HTTPS with bash', 'curl, wget, python or node'] }],
  right: [ProbeClient.CURL, ProbeClient.WGET, ProbeClient.PYTHON, ProbeClient.NODE].map((client) => ({ when: client, build: asking(client, { scheme: ProbeScheme.HTTPS }) })),
});

describeRule('model/plain-secret', 'a header of a check is for everybody to read', {
  broken: [{ when: 'a key', build: asking(ProbeClient.CURL, { headers: { 'X-Api-Key': 'q7bD2kPz' } }), at: 'shop/api', says: ['X-Api-Key of its check', 'q7******'] }],
  right: [{ when: 'a name', build: asking(ProbeClient.CURL, { headers: { 'X-Asked-By': 'the platform' } }) }],
});

const CLIENTS: readonly { readonly kind: string; readonly probe: (client: ProbeClient) => HealthProbe; readonly speaks: readonly ProbeClient[] }[] = [
  {
    kind: 'http',
    probe: (client) => HealthProbe.fromHttpGet('/', { client }),
    speaks: [ProbeClient.CURL, ProbeClient.WGET, ProbeClient.BASH, ProbeClient.PYTHON, ProbeClient.NODE],
  },
  { kind: 'tcp', probe: (client) => HealthProbe.fromTcpSocket({ client }), speaks: [ProbeClient.BASH, ProbeClient.NC, ProbeClient.PYTHON, ProbeClient.NODE] },
  { kind: 'grpc', probe: (client) => HealthProbe.fromGrpc({ client }), speaks: [ProbeClient.GRPC_HEALTH_PROBE] },
];

describe.each(CLIENTS)('$kind', ({ kind, probe, speaks }) => {
  describeRule('model/invalid-probe', 'the client speaks the protocol', {
    broken: Object.values(ProbeClient)
      .filter((client) => !speaks.includes(client))
      .map((client) => ({ when: client, build: withEndpoint(probe(client)), at: 'shop/api', says: [`a ${kind} check with ${client}`, speaks.join(', ')] })),
    right: speaks.map((client) => ({ when: client, build: withEndpoint(probe(client)) })),
  });

  describeRule('model/invalid-probe', 'only TCP ports can be asked', {
    broken: [{ when: 'a UDP endpoint', build: withEndpoint(probe(speaks[0]), Protocol.UDP), at: 'shop/api', says: [`a ${kind} check of the UDP endpoint "http"`] }],
    right: [{ when: 'a TCP endpoint', build: withEndpoint(probe(speaks[0])) }],
  });
});

describeRule('model/invalid-probe', 'a container is asked a whole number of times', {
  broken: [0, -1, 1.5].map((retries) => ({
    when: `${retries} retries`,
    build: command({ retries }),
    at: 'shop/api',
    says: [`tried ${retries} times`, 'whole number, 1 or more'],
  })),
  right: [1, 100].map((retries) => ({ when: `${retries} retries`, build: command({ retries }) })),
});

describeRule('model/invalid-probe', 'a command has a word', {
  broken: [{ when: 'no word', build: (stack) => workload(stack, 'api', { health: HealthProbe.fromCommand([]) }), at: 'shop/api', says: ['an empty command', 'a program'] }],
  right: [{ when: 'one word', build: command({}) }],
});

describeRule('model/invalid-probe', 'a command has no value that the kubelet cannot know', {
  broken: [
    {
      when: 'a parameter',
      build: (stack) => workload(stack, 'api', { health: HealthProbe.fromCommand([text`--level=${new Parameter(stack, 'LEVEL', { default: '1', description: '' })}`]) }),
      at: 'shop/api',
      says: ['LEVEL', 'environment'],
    },
    {
      when: 'a secret',
      build: (stack) => workload(stack, 'api', { health: HealthProbe.fromCommand(['ask', new Secret(stack, 'KEY', { description: '' })]) }),
      at: 'shop/api',
      says: ['KEY', 'environment'],
    },
  ],
  right: [
    {
      when: 'the host and port of a peer',
      build: (stack) => {
        const peer = workload(stack, 'peer').addEndpoint('http', { port: 80 });
        workload(stack, 'api', { health: HealthProbe.fromCommand(['ask', peer.url()]) });
      },
    },
  ],
});

test('a probe with several mistakes is reported with all of them', () => {
  const stack = new Stack(new App(), 'shop');
  new Workload(stack, 'api', { image: IMAGE, health: HealthProbe.fromHttpGet('health', { client: ProbeClient.NC, retries: 0 }) });
  const codes = synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  expect(codes).toEqual(['model/invalid-probe', 'model/invalid-probe', 'model/invalid-probe', 'model/unknown-probe-port']);
});
