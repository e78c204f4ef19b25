import {
  App, ClickHouse, Elasticsearch, Image, Kafka, Meilisearch, MinIO, MongoDb, MySql, Neo4j, Postgres, Qdrant, RabbitMq, Redis, SeaweedFs, Size, Stack, SurrealDb, Task, Weaviate, type Workload,
} from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { runChecks } from '../../lib/checks/run-checks';
import { Findings } from '../../lib/diagnostics/findings';
import type { ContainerModel } from '../../lib/model/container';
import { graphOf } from '../../lib/model/graph';
import { mainOf, type WorkloadModel } from '../../lib/model/workload';
import { shown } from './described';

const storage = Size.gibibytes(1);

interface Server {
  readonly name: string;
  readonly build: (stack: Stack, image?: Image) => Workload;
  /** References of which everything is known. */
  readonly known: readonly string[];
  /** Versions of the same image that nobody read. */
  readonly unknown: readonly string[];
  /** Mount, and the finding when it is missing. */
  readonly mounts: { readonly [path: string]: string };
}

function backedUp<T extends Postgres | MySql | MongoDb>(server: T): T {
  server.addBackup({ storage });
  return server;
}

const SERVERS: readonly Server[] = [
  {
    name: 'Postgres',
    build: (stack, image) => backedUp(new Postgres(stack, 'server', { database: 'shop', storage, ...(image && { image }) })),
    known: ['postgres:15-alpine', 'pgvector/pgvector:pg17', 'pgvector/pgvector:0.8.1-pg15-trixie', 'mirror.example/library/postgres:17-alpine', 'postgres:16-alpine@sha256:0000000000000000000000000000000000000000000000000000000000000000'],
    unknown: ['pgvector/pgvector:pg18', 'pgvector/pgvector:latest', 'postgres:18-alpine', 'postgres:latest', 'postgres', 'docker.io/postgres:alpine', 'postgres@sha256:0000000000000000000000000000000000000000000000000000000000000000'],
    mounts: { '/var/lib/postgresql/data': 'model/image-write', '/var/run/postgresql': 'model/image-write' },
  },
  {
    name: 'Redis',
    build: (stack, image) => new Redis(stack, 'server', { persistent: true, ...(image && { image }) }),
    known: ['redis:7-alpine', 'public.ecr.example/docker/library/redis:7.4-alpine', 'redis:8', 'redis:6.2', 'valkey/valkey:9', 'ghcr.io/valkey/valkey:8.1-alpine'],
    unknown: ['redis:9-alpine', 'valkey/valkey:7.2', 'redis:alpine'],
    mounts: { '/data': 'model/image-write' },
  },
  {
    name: 'MySql',
    build: (stack, image) => {
      const mysql = backedUp(new MySql(stack, 'server', { storage, ...(image && { image }) }));
      mysql.addDatabase('shop');
      return mysql;
    },
    known: ['mysql:8', 'mysql:8.4', 'mysql:8.4-oracle', 'mysql:8.0.36-debian', 'mysql:8.0', 'mysql:9.7.1', 'mirror.example/library/mysql:8', 'mirror.example:5000/hub/library/mysql:8.4.6-oraclelinux9'],
    unknown: ['mysql:5.7', 'mysql:8.3', 'mysql:10', 'mysql:latest', 'mysql:lts', 'mysql:8.4-debian'],
    mounts: { '/var/lib/mysql': 'model/image-write', '/var/run/mysqld': 'model/image-write' },
  },
  {
    name: 'MongoDb',
    build: (stack, image) => {
      const mongodb = backedUp(new MongoDb(stack, 'server', { storage, ...(image && { image }) }));
      mongodb.addDatabase('chats');
      return mongodb;
    },
    known: ['mongo:8', 'mongo:8.0', 'mongo:8.2.11-noble', 'mongo:7.0.11', 'mirror.example/library/mongo:7'],
    unknown: ['mongo:6.0', 'mongo:9', 'mongo:latest', 'mongo:8.0-nanoserver-ltsc2022'],
    mounts: { '/data/db': 'model/image-write' },
  },
  {
    name: 'ClickHouse',
    build: (stack, image) => new ClickHouse(stack, 'server', { storage, database: 'traces', ...(image && { image }) }),
    known: ['clickhouse:26.3', 'clickhouse/clickhouse-server:25.8-alpine', 'clickhouse/clickhouse-server:25.12', 'clickhouse/clickhouse-server:26.7.3.19', 'ghcr.io/clickhouse/clickhouse-server:26.5-alpine'],
    unknown: ['clickhouse:24.8', 'clickhouse/clickhouse-server:25.7', 'clickhouse/clickhouse-server:26.8', 'clickhouse/clickhouse-server:latest', 'clickhouse/clickhouse-server:26.3-distroless'],
    mounts: { '/var/lib/clickhouse': 'model/image-write', '/etc/clickhouse-server/users.d': 'model/image-write', '/var/log/clickhouse-server': 'model/image-write' },
  },
  {
    name: 'Meilisearch',
    build: (stack, image) => new Meilisearch(stack, 'server', { storage, ...(image && { image }) }),
    known: ['getmeili/meilisearch:v1.12.3', 'getmeili/meilisearch:v1.35.1', 'getmeili/meilisearch:v1.11', 'ghcr.io/getmeili/meilisearch:v1.6.2'],
    unknown: ['getmeili/meilisearch:v1.5', 'getmeili/meilisearch:v1.51.0', 'getmeili/meilisearch:v2.0.0', 'getmeili/meilisearch:latest', 'getmeili/meilisearch:v1'],
    mounts: { '/meili_data': 'model/image-write' },
  },
  {
    name: 'Neo4j',
    build: (stack, image) => new Neo4j(stack, 'server', { storage, ...(image && { image }) }),
    known: ['neo4j:5', 'neo4j:5.22.0', 'neo4j:5.26.28-community-trixie', 'neo4j:2026.06.0', 'neo4j:2025.10-community', 'mirror.example/library/neo4j:5.26'],
    unknown: ['neo4j:4.4', 'neo4j:5.21', 'neo4j:latest', 'neo4j:community', 'neo4j:2027.01'],
    mounts: { '/data': 'model/image-data-lost' },
  },
  {
    name: 'Weaviate',
    build: (stack, image) => new Weaviate(stack, 'server', { storage, ...(image && { image }) }),
    known: ['semitechnologies/weaviate:1.27.0', 'cr.weaviate.io/semitechnologies/weaviate:1.34.5', 'semitechnologies/weaviate:1.28', 'semitechnologies/weaviate:1.30.1'],
    unknown: ['semitechnologies/weaviate:1.19.0', 'semitechnologies/weaviate:1.40.0', 'semitechnologies/weaviate:2.0.0', 'semitechnologies/weaviate:latest'],
    mounts: { '/var/lib/weaviate': 'model/image-write' },
  },
  {
    name: 'RabbitMq',
    build: (stack, image) => new RabbitMq(stack, 'server', { storage, ...(image && { image }) }),
    known: ['rabbitmq:4', 'rabbitmq:4.0.9', 'rabbitmq:4.2-management', 'rabbitmq:4.3.2-alpine', 'mirror.example/library/rabbitmq:4.1-management-alpine'],
    unknown: ['rabbitmq:3.13-management-alpine', 'rabbitmq:4.4', 'rabbitmq:5', 'rabbitmq:latest', 'rabbitmq:management'],
    mounts: { '/var/lib/rabbitmq': 'model/image-write', '/var/log/rabbitmq': 'model/image-write' },
  },
  {
    name: 'Qdrant',
    build: (stack, image) => new Qdrant(stack, 'server', { storage, ...(image && { image }) }),
    known: ['qdrant/qdrant:v1.12.4-unprivileged', 'qdrant/qdrant:v1.19-unprivileged', 'ghcr.io/qdrant/qdrant:v1.15.5-unprivileged'],
    unknown: ['qdrant/qdrant:v2.0.0-unprivileged', 'qdrant/qdrant:v1-unprivileged', 'qdrant/qdrant:latest-unprivileged', 'qdrant/qdrant:v1.17.0-gpu-nvidia'],
    mounts: { '/qdrant/storage': 'model/image-write' },
  },
  {
    name: 'SurrealDb',
    build: (stack, image) => {
      const surreal = new SurrealDb(stack, 'server', { storage, ...(image && { image }) });
      surreal.addBackup({ namespace: 'shop', database: 'orders', storage });
      return surreal;
    },
    known: ['surrealdb/surrealdb:v2.5.0', 'surrealdb/surrealdb:v2'],
    unknown: ['surrealdb/surrealdb:v3.0.5', 'surrealdb/surrealdb:v1.5.6', 'surrealdb/surrealdb:latest'],
    mounts: { '/data': 'model/image-write' },
  },
  {
    name: 'Elasticsearch',
    build: (stack, image) => new Elasticsearch(stack, 'server', { storage, ...(image && { image }) }),
    known: ['elasticsearch:7.16.2', 'elasticsearch:8.19.10', 'docker.elastic.co/elasticsearch/elasticsearch:9.2.4'],
    unknown: ['elasticsearch:6.8.23', 'elasticsearch:10.0.0'],
    mounts: { '/usr/share/elasticsearch/data': 'model/image-data-lost' },
  },
  {
    name: 'Kafka',
    build: (stack, image) => new Kafka(stack, 'server', { storage, ...(image && { image }) }),
    known: ['apache/kafka:3.7.0', 'apache/kafka:3.9.1', 'apache/kafka:4.1.0'],
    unknown: ['apache/kafka:3.6.2', 'apache/kafka:5.0.0', 'apache/kafka:latest'],
    mounts: { '/var/lib/kafka/data': 'model/image-write', '/opt/kafka/config': 'model/image-write', '/opt/kafka/logs': 'model/image-write' },
  },
  {
    name: 'SeaweedFs',
    build: (stack, image) => new SeaweedFs(stack, 'server', { storage, buckets: ['uploads'], ...(image && { image }) }),
    known: ['chrislusf/seaweedfs:4.44', 'ghcr.io/seaweedfs/seaweedfs:4.31_large_disk'],
    unknown: ['chrislusf/seaweedfs:4.01', 'chrislusf/seaweedfs:3.97', 'chrislusf/seaweedfs:latest'],
    mounts: { '/data': 'model/image-write' },
  },
  {
    name: 'MinIO',
    build: (stack, image) => new MinIO(stack, 'server', { storage, buckets: ['uploads'], ...(image && { image }) }),
    known: ['quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z'],
    unknown: ['minio/minio:RELEASE.2021-04-22T15-44-28Z', 'minio/minio:latest'],
    mounts: { '/data': 'model/image-write' },
  },
];

/** What is found about images in a stack with one server. */
function found(build: (stack: Stack) => unknown): string[] {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  return synthesize(stack).findings.filter(({ code }) => /^model\/(?:image|unknown|invalid-image)/.test(code)).map(({ code }) => code);
}

describe.each(SERVERS)('$name', ({ build, known, unknown, mounts }) => {
  test('has what its own image needs, in everything that it makes', () => {
    expect(found((stack) => build(stack))).toEqual([]);
  });

  test.each(known)('has what %s needs', (reference) => {
    expect(found((stack) => build(stack, Image.fromReference(reference)))).toEqual([]);
  });

  test.each(unknown)('says that %s is not known', (reference) => {
    expect(found((stack) => build(stack, Image.fromReference(reference)))).toEqual(['model/unknown-server-version', 'model/unknown-image']);
  });

  test('says nothing of the version of an image of somebody else', () => {
    expect(found((stack) => build(stack, Image.fromReference('example/server:99')))).toEqual(['model/unknown-image']);
    expect(found((stack) => build(stack, Image.fromReference('mirror.example/mysql:99')))).toEqual(['model/unknown-image']);
  });

  test.each(Object.entries(mounts))('cannot do without its mount at %s', (target, code) => {
    expect(foundWith(build, (main) => ({ ...main, mounts: main.mounts.filter((mount) => mount.target !== target) }))).toContain(code);
  });

  test('cannot do without what its image asks for, nor ask for what its image does not answer', () => {
    const { image: { facts }, health } = mainOf(serverOf(built(build)));
    for (const { name, optional } of facts!.variables ?? []) {
      const without = (main: ContainerModel): ContainerModel => ({ ...main, process: { ...main.process, environment: main.process.environment.filter((variable) => variable.name !== name) } });
      if (optional !== true) expect(foundWith(build, without)).toContain('model/image-variable');
    }
    const { check } = health!;
    if (check.kind === 'http') expect(foundWith(build, (main) => ({ ...main, health: { ...health!, check: { ...check, path: '/elsewhere' } } }))).toContain('model/image-route');
    const other = { ...health!, check: { kind: 'exec' as const, command: [{ kind: 'literal' as const, text: 'no-such-client' }] } };
    expect(foundWith(build, (main) => ({ ...main, health: other }))).toContain('model/image-probe-client');
    expect(foundWith(build, (main) => ({ ...main, security: { ...main.security, user: 12345, group: 12345, supplementalGroups: [] } })).includes('model/image-user')).toBe(!facts!.users!.some(({ uid }) => uid === 'any'));
  });

  test('cannot listen on a port that its image does not have', () => {
    const facts = mainOf(serverOf(built(build))).image.facts!;
    if (facts.ports === undefined) return;
    expect(found((stack) => build(stack).addEndpoint('other', { port: 1234 }))).toEqual(['model/image-port']);
  });
});

function serverOf(stack: Stack): WorkloadModel {
  return synthesize(stack).model.workloads.find(({ name }) => name === 'server')!;
}

/** What is found of the same stack when its server's container is another. */
function foundWith(build: Server['build'], change: (main: ContainerModel) => ContainerModel): string[] {
  const { model } = synthesize(built(build));
  const changed = ([main, ...others]: WorkloadModel['containers']): WorkloadModel['containers'] => [change(main), ...others];
  const workloads = model.workloads.map((workload) => (workload.name === 'server' ? { ...workload, containers: changed(workload.containers) } : workload));
  const findings = new Findings();
  runChecks(graphOf({ ...model, workloads }), [], findings);
  return findings.all.map(({ code }) => code);
}

function built(build: Server['build']): Stack {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  return stack;
}

test('an image that runs as root does not hand its directories to the user of a Qdrant', () => {
  expect(found((stack) => new Qdrant(stack, 'qdrant', { storage, image: Image.fromReference('qdrant/qdrant:v1.12.4') }))).toContain('model/image-user');
});

test('who states what is known is believed, and asked for nothing else', () => {
  const image = Image.fromReference('mysql:10', { facts: { from: 'https://example.com', read: '2026-11-26' } });
  expect(found((stack) => new MySql(stack, 'mysql', { storage, image }))).toEqual([]);
});

test('every client of a server is a task that is known to end', () => {
  for (const { build } of SERVERS) {
    const tasks = built(build).node.findAll().filter((construct) => construct instanceof Task);
    expect(found((stack) => build(stack)).concat(tasks.map(({ node }) => node.id))).not.toContain('model/image-ends');
  }
});

test.each([
  ['v2.1.4', 'SURREAL_EXPERIMENTAL_GRAPHQL=true'],
  ['v2.2.0', 'SURREAL_CAPS_ALLOW_EXPERIMENTAL=graphql'],
  ['v2', 'SURREAL_CAPS_ALLOW_EXPERIMENTAL=graphql'],
])('the GraphQL API of SurrealDB %s is switched on by %s', (version, variable) => {
  const stack = new Stack(new App(), 'shop');
  new SurrealDb(stack, 'surreal', { storage, graphql: true, image: Image.fromReference(`surrealdb/surrealdb:${version}`) });
  const { environment } = mainOf(synthesize(stack).model.workloads[0]).process;
  expect(environment.map(({ name, value }) => `${name}=${shown(value)}`).filter((line) => /GRAPHQL|EXPERIMENTAL/.test(line))).toEqual([variable]);
});
