import { App, ClickHouse, Parameter, Size, Stack, Workload, type ClickHouseProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, environmentOf, IMAGE, mountsOf, shown, workloadNamed } from './described';

const storage = Size.gibibytes(1);
const server = (stack: Stack, props: Partial<ClickHouseProps> = {}): ClickHouse => new ClickHouse(stack, 'db', { storage, ...props });

const fileOf = (props: Partial<ClickHouseProps>): string => shown(described((stack) => server(stack, props)).configFiles[0].content);

function errors(build: (stack: Stack) => unknown): string[] {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  return synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

test('is one stateful server that runs as the user of its image on a read-only root', () => {
  const { workloads } = described((stack) => server(stack));
  expect(workloads[0]).toMatchObject({
    kind: 'stateful', security: { user: 101, group: 101, readOnlyRoot: true }, egress: false, openFiles: 262_144, endpoints: [{ name: 'http', port: 8123 }, { name: 'native', port: 9000 }],
  });
  expect(mountsOf(workloads[0])).toMatchObject({ '/var/lib/clickhouse': 'volume db-data', '/etc/clickhouse-server/users.d': 'scratch 1Mi', '/etc/clickhouse-server/config.d/settings.xml': 'file db-settings' });
});

test('makes a database that is not there already, for one user', () => {
  const environment = (props: Partial<ClickHouseProps>) => environmentOf(described((stack) => server(stack, props)).workloads[0]);
  expect(environment({})).toEqual({ CLICKHOUSE_USER: 'clickhouse', CLICKHOUSE_PASSWORD: '<secret DB_PASSWORD>' });
  expect(environment({ database: 'traces', user: 'ops', accessManagement: true })).toEqual({
    CLICKHOUSE_DB: 'traces', CLICKHOUSE_USER: 'ops', CLICKHOUSE_PASSWORD: '<secret DB_PASSWORD>', CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT: '1',
  });
});

test('is asked by a query to its database', () => {
  expect(described((stack) => server(stack, { database: 'traces' })).workloads[0].health?.check).toMatchObject({
    command: ['clickhouse-client', '--host', '127.0.0.1', '--database', 'traces', '--query', 'SELECT 1'].map((text) => ({ text })),
  });
});

test('peers are given the addresses of both APIs, with credentials if they ask', () => {
  const model = described((stack) => {
    const clickhouse = server(stack, { database: 'traces' });
    new Workload(stack, 'peer', {
      image: IMAGE,
      env: { HOST: clickhouse.host, URL: clickhouse.url(), NATIVE: clickhouse.nativeUrl(), FULL: clickhouse.url({ credentials: true }), FULL_NATIVE: clickhouse.nativeUrl({ credentials: true }) },
    });
  });
  const [http, native] = ['http', 'native'].map((name) => `<host shop/db.${name}>:<port shop/db.${name}>`);
  expect(environmentOf(workloadNamed(model, 'peer'))).toEqual({
    HOST: '<host shop/db.http>', URL: `http://${http}`, NATIVE: `clickhouse://${native}`,
    FULL: `http://clickhouse:<secret DB_PASSWORD>@${http}/?database=traces`, FULL_NATIVE: `clickhouse://clickhouse:<secret DB_PASSWORD>@${native}/traces`,
  });
});

test('settings are elements, each once, and text in them is text', () => {
  expect(fileOf({ settings: { 'logger.level': 'a<b&c', max_concurrent_queries: 200, 'merge_tree.parts_to_throw_insert': 10, 'merge_tree.ttl.x': true } })).toBe(`<clickhouse>
  <logger>
    <console>1</console>
    <log remove="remove"/>
    <errorlog remove="remove"/>
    <level>a&lt;b&amp;c</level>
  </logger>
  <max_concurrent_queries>200</max_concurrent_queries>
  <merge_tree>
    <parts_to_throw_insert>10</parts_to_throw_insert>
    <ttl>
      <x>true</x>
    </ttl>
  </merge_tree>
</clickhouse>
`);
});

test('a setting of the operator comes from a variable', () => {
  const model = described((stack) => server(stack, { settings: { 'logger.level': new Parameter(stack, 'LEVEL', { default: 'warning', description: '' }) } }));
  expect(environmentOf(model.workloads[0])).toMatchObject({ SETTING_LOGGER__LEVEL: '<parameter LEVEL>' });
  expect(shown(model.configFiles[0].content)).toContain('<level from_env="SETTING_LOGGER__LEVEL"/>');
});

test.each<[string, ClickHouseProps['settings'], RegExp]>([
  ['a name that is no element', { 'max-queries': 1 }, /has to be that of a setting of the server/],
  ['the port of the endpoint', { http_port: 1 }, /left out: peers reach the server on the port of its endpoint/],
  ['an element and what stands in it', { merge_tree: 1, 'merge_tree.x': 2 }, /"merge_tree", but has to be that of an element without others in it/],
  ['the element of the log', { logger: 'x' }, /that of an element without others in it/],
  ['where the log goes', { 'logger.console': false }, /left out: the log goes to standard output/],
])('a setting cannot be %s', (_, settings, message) => {
  expect(errors((stack) => server(stack, { settings }))).toEqual([expect.stringMatching(message)]);
});
