import { App, Meilisearch, Parameter, Size, Stack, Workload, type MeilisearchProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, environmentOf, IMAGE, mountsOf, shown, workloadNamed } from './described';

const storage = Size.gibibytes(1);
const server = (stack: Stack, props: Partial<MeilisearchProps> = {}): Meilisearch => new Meilisearch(stack, 'search', { storage, ...props });

test('is one stateful server on a read-only root that asks for a key', () => {
  const { workloads, secrets } = described((stack) => server(stack));
  expect(workloads[0]).toMatchObject({ kind: 'stateful', security: { user: 1000, group: 1000, readOnlyRoot: true }, egress: false, health: { check: { kind: 'http', path: '/health', client: 'curl' } } });
  expect(workloads[0].process.command?.map(shown)).toEqual(['/bin/meilisearch']);
  expect(environmentOf(workloads[0])).toEqual({ MEILI_ENV: 'production', MEILI_NO_ANALYTICS: 'true', MEILI_MASTER_KEY: '<secret SEARCH_MASTER_KEY>' });
  expect(mountsOf(workloads[0])).toMatchObject({ '/meili_data': 'volume search-data' });
  expect(secrets.map(({ name }) => name)).toEqual(['SEARCH_MASTER_KEY']);
});

test('peers are given its address and its key', () => {
  const model = described((stack) => {
    const search = server(stack);
    new Workload(stack, 'peer', { image: IMAGE, env: { URL: search.url(), HOST: search.host, PORT: search.port, KEY: search.masterKey } });
  });
  expect(environmentOf(workloadNamed(model, 'peer'))).toEqual({
    HOST: '<host shop/search.http>', KEY: '<secret SEARCH_MASTER_KEY>', PORT: '<port shop/search.http>', URL: 'http://<host shop/search.http>:<port shop/search.http>',
  });
});

test('options are variables', () => {
  const [workload] = described((stack) => server(stack, { settings: { 'max-indexing-memory': '1Gb', 'log-level': new Parameter(stack, 'LEVEL', { default: 'WARN', description: '' }) } })).workloads;
  expect(environmentOf(workload)).toMatchObject({ MEILI_MAX_INDEXING_MEMORY: '1Gb', MEILI_LOG_LEVEL: '<parameter LEVEL>' });
});

test.each([
  ['Max', /that of an option of Meilisearch/], ['env', /left out: it asks everybody for a key/], ['master-key', /left out: the property masterKey says it/], ['db-path', /left out/], ['http-addr', /left out/],
])('the option %s is refused', (name, message) => {
  const stack = new Stack(new App(), 'shop');
  server(stack, { settings: { [name]: 'x' } });
  expect(synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([expect.stringMatching(message)]);
});
