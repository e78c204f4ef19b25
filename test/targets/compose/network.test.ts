import { Publish, Workload, type Stack, type WorkloadProps } from 'cdk8s-compose';
import { IMAGE, Lowered } from '../lowered';

const workload = (stack: Stack, id: string, props: Partial<WorkloadProps> = {}): Workload => new Workload(stack, id, { image: IMAGE, egress: false, ...props });
const networksOf = (lowered: Lowered) => Object.fromEntries(Object.keys(lowered.compose.services).map((name) => [name, lowered.service(name).networks]));

test('callers join the network of whom they call; others are kept out', () => {
  const lowered = new Lowered((stack) => {
    const db = workload(stack, 'db').addEndpoint('db', { port: 5432 });
    const api = workload(stack, 'api', { env: { DB: db.host } });
    workload(stack, 'web', { env: { API: api.addEndpoint('http', { port: 80 }).url() } });
  });
  expect(networksOf(lowered)).toEqual({ api: ['api', 'db'], db: ['db'], web: ['api'] });
});

test('workloads that call each other are on both networks', () => {
  const lowered = new Lowered((stack) => {
    const [a, b] = ['a', 'b'].map((id) => workload(stack, id));
    a.connectTo(b.addEndpoint('http', { port: 80 }));
    b.connectTo(a.addEndpoint('http', { port: 80 }));
  });
  expect(networksOf(lowered)).toEqual({ a: ['a', 'b'], b: ['a', 'b'] });
});

test('a workload without peers has a network of its own, never the shared default one', () => {
  expect(networksOf(new Lowered((stack) => workload(stack, 'a')))).toEqual({ a: ['a'] });
});

test('a volume in common is no connection', () => {
  const lowered = new Lowered((stack) => ['a', 'b'].map((id) => workload(stack, id)));
  expect(networksOf(lowered)).toEqual({ a: ['a'], b: ['b'] });
});

const OPENNESS: readonly { readonly what: string; readonly build: (stack: Stack) => unknown; readonly network: object }[] = [
  { what: 'is called by peers only', build: (stack) => workload(stack, 'a'), network: { internal: true } },
  { what: 'calls the world', build: (stack) => workload(stack, 'a', { egress: true }), network: {} },
  { what: 'has a port on loopback', build: (stack) => workload(stack, 'a').addEndpoint('http', { port: 80, publish: Publish.onLoopback(80) }), network: {} },
  { what: 'has a public host', build: (stack) => workload(stack, 'a').addEndpoint('http', { port: 80, publish: Publish.atHost('example.com') }), network: {} },
];

test.each(OPENNESS)('the network of a workload that $what is $network', ({ build, network }) => {
  expect(new Lowered(build).compose.networks).toEqual({ a: network });
});

test('a caller without a way out does not get one by its peers', () => {
  const lowered = new Lowered((stack) => {
    const db = workload(stack, 'db').addEndpoint('db', { port: 5432 });
    workload(stack, 'api', { env: { DB: db.host } });
  });
  expect(lowered.compose.networks).toEqual({ db: { internal: true } });
  expect(networksOf(lowered)).toEqual({ api: ['db'], db: ['db'] });
});
