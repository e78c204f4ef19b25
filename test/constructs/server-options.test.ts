import {
  App, ClickHouse, Elasticsearch, Kafka, Meilisearch, MinIO, MongoDb, MySql, Neo4j, Ollama, Parameter, Qdrant, RabbitMq, SeaweedFs, Secret, Size, Stack, SurrealDb, Vllm, Weaviate,
  type ServerSettings,
} from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, environmentOf, shown } from './described';

const storage = Size.gibibytes(1);

const SERVERS = {
  MySql: (stack: Stack, settings: ServerSettings) => new MySql(stack, 'server', { storage, settings }),
  Qdrant: (stack: Stack, settings: ServerSettings) => new Qdrant(stack, 'server', { storage, settings }),
  Elasticsearch: (stack: Stack, settings: ServerSettings) => new Elasticsearch(stack, 'server', { storage, settings }),
  Kafka: (stack: Stack, settings: ServerSettings) => new Kafka(stack, 'server', { storage, settings }),
  SurrealDb: (stack: Stack, settings: ServerSettings) => new SurrealDb(stack, 'server', { storage, settings }),
};

function errors(build: (stack: Stack) => unknown): string[] {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  return synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}

const PARAMETER = (stack: Stack, value = '30s'): Parameter => new Parameter(stack, 'CHOICE', { default: value, description: '' });

test('options of mysqld are arguments, as it spells them', () => {
  const [{ process }] = described((stack) => SERVERS.MySql(stack, { sql_mode: '', 'max-allowed-packet': '64m', local_infile: false, event_scheduler: true, time_zone: PARAMETER(stack, 'UTC') })).workloads;
  expect(process.command?.map(shown)).toEqual([
    'mysqld', '--datadir=/var/lib/mysql/data', '--event_scheduler=ON', '--local_infile=OFF', '--max-allowed-packet=64m', '--sql_mode=', '--time_zone=<parameter CHOICE>',
  ]);
});

test('settings of Qdrant are variables by their place in its configuration', () => {
  const [workload] = described((stack) => SERVERS.Qdrant(stack, { 'service.max_request_size_mb': 64, 'storage.performance.max_search_threads': PARAMETER(stack), 'storage.on_disk_payload': true })).workloads;
  expect(environmentOf(workload)).toMatchObject({
    QDRANT__SERVICE__MAX_REQUEST_SIZE_MB: '64', QDRANT__STORAGE__PERFORMANCE__MAX_SEARCH_THREADS: '<parameter CHOICE>', QDRANT__STORAGE__ON_DISK_PAYLOAD: 'true', QDRANT__SERVICE__GRPC_PORT: '6334',
  });
});

test('Qdrant asks for a key, if it is given one', () => {
  const [workload] = described((stack) => {
    const apiKey = new Secret(stack, 'KEY', { description: '' });
    expect(new Qdrant(stack, 'server', { storage, apiKey }).apiKey).toBe(apiKey);
  }).workloads;
  expect(environmentOf(workload).QDRANT__SERVICE__API_KEY).toBe('<secret KEY>');
});

test('settings of Elasticsearch are variables of their names', () => {
  const [workload] = described((stack) => SERVERS.Elasticsearch(stack, { 'indices.query.bool.max_clause_count': 4096, 'action.auto_create_index': false })).workloads;
  expect(environmentOf(workload)).toMatchObject({ 'indices.query.bool.max_clause_count': '4096', 'action.auto_create_index': 'false', 'discovery.type': 'single-node' });
});

test.each([
  [{}, '-Xms512m -Xmx512m'],
  [{ heap: Size.gibibytes(2) }, '-Xms2048m -Xmx2048m'],
  [{ javaOptions: '-Xmx1g' }, '-Xmx1g'],
  [{ heap: Size.gibibytes(1), javaOptions: '-Dx=y' }, '-Xms1024m -Xmx1024m -Dx=y'],
])('the options of the JVM for %j', (props, options) => {
  expect(environmentOf(described((stack) => new Elasticsearch(stack, 'server', { storage, ...props })).workloads[0]).ES_JAVA_OPTS).toBe(options);
});

test('properties of a broker are variables as the image of Kafka reads them', () => {
  const [workload] = described((stack) => SERVERS.Kafka(stack, { 'log.retention.hours': 24, 'sasl.oauthbearer.x_y-z': 'a', 'offsets.topic.replication.factor': 1, 'auto.create.topics.enable': false })).workloads;
  expect(environmentOf(workload)).toMatchObject({ KAFKA_LOG_RETENTION_HOURS: '24', KAFKA_SASL_OAUTHBEARER_X__Y___Z: 'a', KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1', KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false' });
});

test('options of SurrealDB are arguments before the place of the data', () => {
  const [{ process }] = described((stack) => SERVERS.SurrealDb(stack, { 'query-timeout': PARAMETER(stack), strict: true, 'allow-scripting': false, 'deny-net': 'example.com' })).workloads;
  expect(process.command?.map(shown)).toEqual(['start', '--bind', '0.0.0.0:8000', '--deny-net=example.com', '--query-timeout=<parameter CHOICE>', '--strict', 'rocksdb:/data/database.db']);
});

test.each<[keyof typeof SERVERS, ServerSettings, RegExp]>([
  ['MySql', { 'max packet': 1 }, /The name of a setting is "max packet", but has to be that of an option of mysqld/],
  ['MySql', { 'bind-address': '*' }, /left out: peers reach the server on all addresses/],
  ['MySql', { max_allowed_packet: '64MB' }, /The setting max_allowed_packet is "64MB", but has to be a number that ends in K, M, G, T, P or E/],
  ['MySql', { max_allowed_packet: 1, 'max-allowed-packet': 2 }, /has to be said once: max-allowed-packet is the same one/],
  ['Qdrant', { max_request_size_mb: 1 }, /that of a setting of Qdrant/],
  ['Qdrant', { 'service.api_key': 'x' }, /left out: the property apiKey says it/],
  ['Elasticsearch', { heap: 1 }, /that of a setting of Elasticsearch/],
  ['Elasticsearch', { 'cluster.name': 'x' }, /left out: the property clusterName says it/],
  ['Kafka', { 'Log.Dirs': 'x' }, /that of a property of a broker/],
  ['Kafka', { listeners: 'x' }, /left out: the listeners follow from who may reach it/],
  ['SurrealDb', { query_timeout: '1s' }, /that of an option of `surreal start`/],
  ['SurrealDb', { bind: 'x' }, /left out: peers reach the server on the port of its endpoint/],
])('%s refuses %j', (server, settings, message) => {
  expect(errors((stack) => SERVERS[server](stack, settings))).toEqual([expect.stringMatching(message)]);
});

test.each(Object.entries(SERVERS))('%s refuses a secret and a line break in a setting', (_, build) => {
  const name = { MySql: 'sql_mode', Qdrant: 'service.x', Elasticsearch: 'a.b', Kafka: 'a.b', SurrealDb: 'x' }[_]!;
  expect(errors((stack) => build(stack, { [name]: new Secret(stack, 'KEY', { description: '' }) as never }))).toEqual([expect.stringMatching(/^model\/invalid-value: /)]);
  expect(errors((stack) => build(stack, { [name]: 'a\nb' }))).toEqual([expect.stringMatching(/without line breaks/)]);
});

test.each<[string, (stack: Stack) => unknown]>([
  ['MySql', (stack) => new MySql(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['Qdrant', (stack) => new Qdrant(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['Elasticsearch', (stack) => new Elasticsearch(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['Kafka', (stack) => new Kafka(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['SurrealDb', (stack) => new SurrealDb(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['SeaweedFs', (stack) => new SeaweedFs(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['MinIO', (stack) => new MinIO(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['MongoDb', (stack) => new MongoDb(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['ClickHouse', (stack) => new ClickHouse(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['Meilisearch', (stack) => new Meilisearch(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['Neo4j', (stack) => new Neo4j(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['Weaviate', (stack) => new Weaviate(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['RabbitMq', (stack) => new RabbitMq(stack, 'server', { storage, storageClass: 'fast', hostPath: './data' })],
  ['Ollama', (stack) => new Ollama(stack, 'server', { models: ['a'], storage, storageClass: 'fast', hostPath: './data' })],
  ['Vllm', (stack) => new Vllm(stack, 'server', { model: 'a', storage, storageClass: 'fast', hostPath: './data' })],
])('the data of %s may be of a storage class, or in a directory of the host', (_, build) => {
  expect(described(build).volumes).toEqual([expect.objectContaining({ storageClass: 'fast', hostPath: { kind: 'literal', text: './data' } })]);
});
