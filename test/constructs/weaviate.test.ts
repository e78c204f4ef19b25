import { App, Parameter, Secret, Size, Stack, Weaviate, Workload, type WeaviateProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, environmentOf, IMAGE, mountsOf, workloadNamed } from './described';

const storage = Size.gibibytes(1);
const server = (stack: Stack, props: Partial<WeaviateProps> = {}): Weaviate => new Weaviate(stack, 'vectors', { storage, ...props });

test('is one node with its data on a volume, on a read-only root, and asks everybody for a key', () => {
  const [workload] = described((stack) => server(stack)).workloads;
  expect(workload).toMatchObject({
    kind: 'stateful', security: { user: 1000, group: 1000, readOnlyRoot: true }, egress: false, endpoints: [{ name: 'http', port: 8080 }, { name: 'grpc', port: 50051 }],
    health: { check: { kind: 'http', path: '/v1/.well-known/ready', endpoint: 'http', client: 'wget' } },
  });
  expect(mountsOf(workload)).toMatchObject({ '/var/lib/weaviate': 'volume vectors-data' });
  expect(environmentOf(workload)).toEqual({
    AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'false', AUTHENTICATION_APIKEY_ALLOWED_KEYS: '<secret VECTORS_API_KEY>', AUTHENTICATION_APIKEY_ENABLED: 'true', AUTHENTICATION_APIKEY_USERS: 'application',
    AUTHORIZATION_ADMINLIST_ENABLED: 'true', AUTHORIZATION_ADMINLIST_USERS: 'application', CLUSTER_HOSTNAME: 'node1', DISABLE_TELEMETRY: 'true', GRPC_PORT: '50051', PERSISTENCE_DATA_PATH: '/var/lib/weaviate',
  });
});

test('modules may call the world, and settings are variables', () => {
  const [workload] = described((stack) =>
    server(stack, { modules: ['text2vec-openai', 'generative-openai'], apiKey: new Secret(stack, 'KEY', { description: '' }), settings: { QUERY_DEFAULTS_LIMIT: 25, LOG_LEVEL: new Parameter(stack, 'LEVEL', { default: 'info', description: '' }) } }),
  ).workloads;
  expect(workload.egress).toBe(true);
  expect(environmentOf(workload)).toMatchObject({ ENABLE_MODULES: 'text2vec-openai,generative-openai', QUERY_DEFAULTS_LIMIT: '25', LOG_LEVEL: '<parameter LEVEL>', AUTHENTICATION_APIKEY_ALLOWED_KEYS: '<secret KEY>' });
});

test('peers are given both of its addresses and its key', () => {
  const model = described((stack) => {
    const weaviate = server(stack);
    new Workload(stack, 'peer', { image: IMAGE, env: { URL: weaviate.url(), HOST: weaviate.host, GRPC: weaviate.grpc.authority, KEY: weaviate.apiKey } });
  });
  expect(environmentOf(workloadNamed(model, 'peer'))).toEqual({
    GRPC: '<host shop/vectors.grpc>:<port shop/vectors.grpc>', HOST: '<host shop/vectors.http>', KEY: '<secret VECTORS_API_KEY>', URL: 'http://<host shop/vectors.http>:<port shop/vectors.http>',
  });
});

test.each<[string, Partial<WeaviateProps>, RegExp]>([
  ['a setting in lower case', { settings: { limit: 1 } }, /that of a variable of Weaviate/],
  ['anonymous access', { settings: { AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: true } }, /left out: it asks everybody for a key/],
  ['modules as a setting', { settings: { ENABLE_MODULES: 'x' } }, /left out: the property modules says it/],
  ['two modules in one', { modules: ['a,b'] }, /The module is "a,b"/],
])('%s is refused', (_, props, message) => {
  const stack = new Stack(new App(), 'shop');
  server(stack, props);
  expect(synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([expect.stringMatching(message)]);
});
