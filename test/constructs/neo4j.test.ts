import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Image, Neo4j, Parameter, Size, Stack, Workload, type Neo4jProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, environmentOf, IMAGE, mountsOf, shown, workloadNamed } from './described';

const storage = Size.gibibytes(1);
const server = (stack: Stack, props: Partial<Neo4jProps> = {}): Neo4j => new Neo4j(stack, 'graph', { storage, ...props });
const environment = (props: Partial<Neo4jProps>) => environmentOf(described((stack) => server(stack, props)).workloads[0]);

function found(props: Partial<Neo4jProps>): string[] {
  const stack = new Stack(new App(), 'shop');
  server(stack, props);
  return synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

test('is one stateful server with its data and logs on a volume', () => {
  const { workloads, secrets } = described((stack) => server(stack));
  expect(workloads[0]).toMatchObject({
    kind: 'stateful', security: { user: 7474, group: 7474, readOnlyRoot: false }, egress: false, endpoints: [{ name: 'bolt', port: 7687 }, { name: 'http', port: 7474 }],
    health: { check: { kind: 'http', path: '/', endpoint: 'http', client: 'wget' } },
  });
  expect(mountsOf(workloads[0])).toMatchObject({ '/data': 'volume graph-data', '/logs': 'scratch 1Mi' });
  expect(environmentOf(workloads[0])).toEqual({
    INITIAL_PASSWORD: '<secret GRAPH_PASSWORD>', NEO4J_server_directories_logs: '/data/logs',
    NEO4J_server_memory_heap_initial__size: '512m', NEO4J_server_memory_heap_max__size: '512m', NEO4J_server_memory_pagecache_size: '512m',
  });
  expect(secrets).toEqual([expect.objectContaining({ name: 'GRAPH_PASSWORD', changes: [{ workload: 'shop/graph', command: 'cypher-shell --username=neo4j --change-password' }] })]);
});

test('user and password are put together in the container, where nothing else begins with NEO4J_', () => {
  const [workload] = described((stack) => new Neo4j(stack, 'neo4j', { storage })).workloads;
  const bin = fs.mkdtempSync(path.join(os.tmpdir(), 'neo4j-'));
  try {
    fs.writeFileSync(path.join(bin, 'tini'), '#!/bin/sh\necho "$NEO4J_AUTH" "$@"\n', { mode: 0o755 });
    const [shell, ...args] = workload.process.entrypoint!.map(shown);
    expect(execFileSync(shell, args, { env: { PATH: `${bin}:${process.env.PATH}`, INITIAL_PASSWORD: 'x $y' }, encoding: 'utf8' })).toBe('neo4j/x $y -g -- /startup/docker-entrypoint.sh neo4j\n');
  } finally {
    fs.rmSync(bin, { recursive: true });
  }
  const stack = new Stack(new App(), 'shop');
  new Neo4j(stack, 'neo4j', { storage });
  expect([...synthesize(stack).files].find(([file]) => file.startsWith('kubernetes/'))?.[1]).not.toContain('name: NEO4J_PASSWORD');
});

test('peers are given its address, its user and its password', () => {
  const model = described((stack) => {
    const graph = server(stack);
    new Workload(stack, 'peer', { image: IMAGE, env: { URL: graph.url(), ROUTED: graph.url({ scheme: 'neo4j' }), HOST: graph.host, PORT: graph.port, USER_NAME: graph.user, HTTP: graph.http.url() } });
  });
  const [bolt, http] = ['bolt', 'http'].map((name) => `<host shop/graph.${name}>:<port shop/graph.${name}>`);
  expect(environmentOf(workloadNamed(model, 'peer'))).toEqual({
    HOST: '<host shop/graph.bolt>', HTTP: `http://${http}`, PORT: '<port shop/graph.bolt>', ROUTED: `neo4j://${bolt}`, URL: `bolt://${bolt}`, USER_NAME: 'neo4j',
  });
});

test('memory, plugins and settings are variables as the image reads them', () => {
  expect(environment({ heap: Size.gibibytes(1), pageCache: Size.mebibytes(256), plugins: ['apoc', 'graph-data-science'], settings: { 'db.tx_log.rotation.retention_policy': '1 days', 'dbms.cypher.strict': true } })).toMatchObject({
    NEO4J_server_memory_heap_max__size: '1024m', NEO4J_server_memory_pagecache_size: '256m', NEO4J_PLUGINS: '["apoc","graph-data-science"]',
    NEO4J_db_tx__log_rotation_retention__policy: '1 days', NEO4J_dbms_cypher_strict: 'true',
  });
  const [workload] = described((stack) => server(stack, { settings: { 'db.x': new Parameter(stack, 'CHOICE', { default: 'a', description: '' }) } })).workloads;
  expect(environmentOf(workload).NEO4J_db_x).toBe('<parameter CHOICE>');
});

test('it calls the world only for plugins that do not come with it', () => {
  const egress = (plugins: string[]) => described((stack) => server(stack, { plugins })).workloads[0].egress;
  expect([egress([]), egress(['apoc']), egress(['apoc', 'graph-data-science'])]).toEqual([false, false, true]);
});

test.each<[string, Partial<Neo4jProps>, RegExp]>([
  ['a setting that is none', { settings: { heap: 1 } }, /that of a setting of Neo4j/],
  ['the heap as a setting', { settings: { 'server.memory.heap.max_size': '1g' } }, /left out: the property heap says it/],
  ['no password', { settings: { 'dbms.security.auth_enabled': false } }, /left out: it asks everybody for a password/],
  ['a plugin with a quote', { plugins: ['a"b'] }, /The plugin is "a\\"b"/],
])('%s is refused', (_, props, message) => {
  expect(found(props)).toEqual([expect.stringMatching(message)]);
});

test('the Enterprise Edition asks for its license to be accepted', () => {
  const image = Image.fromReference('neo4j:5.26-enterprise');
  expect(found({ image })).toEqual([expect.stringContaining('The program needs NEO4J_ACCEPT_LICENSE_AGREEMENT')]);
  expect(described((stack) => server(stack, { image }).addEnv('NEO4J_ACCEPT_LICENSE_AGREEMENT', 'eval')).workloads).toHaveLength(1);
});
