import {
  App, acknowledge, ClickHouse, Elasticsearch, ExternalServer, Image, Kafka, Meilisearch, MongoDb, MySql, Neo4j, optionalPeer, Parameter, Postgres, PostgresSslMode, Publish, Qdrant, RabbitMq, Redis, SeaweedFs, Secret, Size, Stack, SurrealDb, text,
  Weaviate, Workload, type IClickHouse, type IElasticsearch, type IKafka, type IMeilisearch, type IMySql, type INeo4j, type IPostgres, type IRedis, type ISurrealDb, type IValue, type IWeaviate, type WorkloadProps,
} from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import type { NetworkPolicy } from '../../lib/targets/kubernetes/api';

const image = Image.fromReference('example/api:1.4.2');
const host = 'db.example.com';

function stackWith(build: (stack: Stack) => unknown) {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  return synthesize(stack);
}

/** What the variable of a workload is in Compose. */
function inCompose(valueIn: (stack: Stack) => IValue): string {
  const { compose } = stackWith((stack) => new Workload(stack, 'api', { image, env: { VALUE: valueIn(stack) } }));
  return String((compose!.services['api'].environment as Record<string, string>)['VALUE']).replace(/\$\{([A-Z_]+)[^}]*\}/g, '<$1>');
}

const secret = (stack: Stack, id = 'KEY'): Secret => new Secret(stack, id, { description: 'What clients give.' });

test.each<[string, (stack: Stack) => IValue, string]>([
  ['PostgreSQL', (stack) => Postgres.external(stack, 'pg', { host, database: 'shop' }).url(), 'postgresql://shop:<PG_PASSWORD>@db.example.com:5432/shop?sslmode=require'],
  ['PostgreSQL by asyncpg', (stack) => Postgres.external(stack, 'pg', { host, database: 'shop', sslMode: PostgresSslMode.VERIFY_FULL }).url({ scheme: 'postgresql+asyncpg' }), 'postgresql+asyncpg://shop:<PG_PASSWORD>@db.example.com:5432/shop?ssl=verify-full'],
  ['another database of PostgreSQL', (stack) => Postgres.external(stack, 'pg', { host, database: 'shop' }).addDatabase('old shop').url(), 'postgresql://old%20shop:<PG_OLD_SHOP_PASSWORD>@db.example.com:5432/old%20shop?sslmode=require'],
  ['MySQL', (stack) => MySql.external(stack, 'my', { host, port: 3307 }).addDatabase('shop').url(), 'mysql://shop:<MY_SHOP_PASSWORD>@db.example.com:3307/shop'],
  ['MongoDB', (stack) => MongoDb.external(stack, 'mongo', { host, authSource: 'admin' }).addDatabase('shop').url(), 'mongodb://shop:<MONGO_SHOP_PASSWORD>@db.example.com:27017/shop?authSource=admin&tls=true'],
  ['MongoDB by a list in the DNS', (stack) => MongoDb.external(stack, 'mongo', { host, srv: true }).addDatabase('shop').url(), 'mongodb+srv://shop:<MONGO_SHOP_PASSWORD>@db.example.com/shop'],
  ['Redis', (stack) => Redis.external(stack, 'cache', { host, user: 'shop', password: secret(stack) }).url({ database: 3 }), 'rediss://shop:<KEY>@db.example.com:6379/3'],
  ['Redis in plain text', (stack) => Redis.external(stack, 'cache', { host, tls: false }).url(), 'redis://db.example.com:6379/0'],
  ['Qdrant', (stack) => Qdrant.external(stack, 'vectors', { host, apiKey: secret(stack) }).http.url(), 'https://db.example.com:6333'],
  ['RabbitMQ', (stack) => RabbitMq.external(stack, 'mq', { host, user: 'shop', virtualHost: 'shop/main' }).url(), 'amqps://shop:<MQ_PASSWORD>@db.example.com:5671/shop%2Fmain'],
  ['RabbitMQ in plain text', (stack) => RabbitMq.external(stack, 'mq', { host, user: 'shop', tls: false }).url(), 'amqp://shop:<MQ_PASSWORD>@db.example.com:5672/%2F'],
  ['Elasticsearch', (stack) => Elasticsearch.external(stack, 'es', { host, password: secret(stack) }).http.url(), 'https://db.example.com:9200'],
  ['Meilisearch', (stack) => Meilisearch.external(stack, 'search', { host }).url(), 'https://db.example.com:443'],
  ['Meilisearch in plain text', (stack) => Meilisearch.external(stack, 'search', { host, tls: false }).url(), 'http://db.example.com:7700'],
  ['Weaviate', (stack) => Weaviate.external(stack, 'w', { host }).url(), 'https://db.example.com:443'],
  ['Weaviate by gRPC', (stack) => Weaviate.external(stack, 'w', { host, tls: false }).grpc.url(), 'http://db.example.com:50051'],
  ['ClickHouse', (stack) => ClickHouse.external(stack, 'ch', { host, database: 'old events' }).url({ credentials: true }), 'https://default:<CH_PASSWORD>@db.example.com:8443/?database=old%20events'],
  ['ClickHouse by its own protocol', (stack) => ClickHouse.external(stack, 'ch', { host, user: 'shop' }).nativeUrl({ credentials: true }), 'clickhouse://shop:<CH_PASSWORD>@db.example.com:9440/default?secure=true'],
  ['ClickHouse by its own protocol without credentials', (stack) => ClickHouse.external(stack, 'ch', { host }).nativeUrl(), 'clickhouse://db.example.com:9440?secure=true'],
  ['ClickHouse in plain text', (stack) => ClickHouse.external(stack, 'ch', { host, tls: false }).nativeUrl(), 'clickhouse://db.example.com:9000'],
  ['Neo4j', (stack) => Neo4j.external(stack, 'graph', { host }).url(), 'bolt+s://db.example.com:7687'],
  ['Neo4j with routing', (stack) => Neo4j.external(stack, 'graph', { host }).url({ scheme: 'neo4j' }), 'neo4j+s://db.example.com:7687'],
  ['Neo4j with a certificate of its own', (stack) => Neo4j.external(stack, 'graph', { host }).url({ scheme: 'neo4j+ssc' }), 'neo4j+ssc://db.example.com:7687'],
  ['Neo4j in plain text', (stack) => Neo4j.external(stack, 'graph', { host, tls: false }).url(), 'bolt://db.example.com:7687'],
  ['Kafka', (stack) => Kafka.external(stack, 'kafka', { host, port: 9093, user: 'shop', password: secret(stack) }).bootstrapServers, 'db.example.com:9093'],
  ['SurrealDB', (stack) => SurrealDb.external(stack, 'surreal', { host }).rpcUrl(), 'wss://db.example.com:443/rpc'],
  ['SurrealDB in plain text', (stack) => SurrealDb.external(stack, 'surreal', { host, tls: false }).rpcUrl(), 'ws://db.example.com:8000/rpc'],
  ['an object store', (stack) => SeaweedFs.external(stack, 'objects', { host: 's3.example.com' }).endpointUrl, 'https://s3.example.com'],
  ['an object store on a port of its own', (stack) => SeaweedFs.external(stack, 'objects', { host: 's3.example.com', port: 443, tls: false }).endpointUrl, 'http://s3.example.com:443'],
  ['anything else', (stack) => new ExternalServer(stack, 'mail', { host: 'smtp.example.com' }).addEndpoint('smtp', { port: 587, scheme: 'smtps' }).url(), 'smtps://smtp.example.com:587'],
  ['a host that the operator chooses', (stack) => Postgres.external(stack, 'pg', { host: new Parameter(stack, 'DB_HOST', { default: host, description: 'Host.' }), database: 'shop' }).host, '<DB_HOST>'],
  ['a host with a choice in it', (stack) => text`${new ExternalServer(stack, 'x', { host: text`a.${new Parameter(stack, 'ZONE', { default: 'example.com', description: 'Zone.' })}` }).addEndpoint('http', { port: 80 }).authority}/v1`, 'a.<ZONE>:80/v1'],
])('the URL of %s has its address, its credentials and its encryption', (_, valueIn, expected) => {
  expect(inCompose(valueIn)).toBe(expected);
});

test('a program chooses between a server of the stack and an external one in one line, and the rest of it stays as it is', () => {
  const build = (isProduction: boolean) => stackWith((stack) => {
    const postgres: IPostgres = isProduction ? Postgres.external(stack, 'postgres', { host, database: 'shop' }) : new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(1) });
    const redis: IRedis = isProduction ? Redis.external(stack, 'redis', { host: 'cache.example.com', password: secret(stack, 'REDIS_PASSWORD') }) : new Redis(stack, 'redis', { password: secret(stack, 'REDIS_PASSWORD') });
    const mysql: IMySql = isProduction ? MySql.external(stack, 'mysql', { host }) : new MySql(stack, 'mysql', { storage: Size.gibibytes(1) });
    const env = { DATABASE_URL: postgres.url(), REPORTS_URL: postgres.addDatabase('reports').url(), REDIS_URL: redis.url(), LEGACY_URL: mysql.addDatabase('legacy').url(), PGHOST: postgres.host, PGPORT: postgres.port };
    new Workload(stack, 'api', { image, egress: false, env });
  });
  const [production, development] = [build(true), build(false)];
  const secretsOf = ({ model }: typeof production) => model.secrets.map(({ name }) => name).filter((name) => !/ROOT|SUPERUSER/.test(name));
  expect(secretsOf(production)).toEqual(secretsOf(development));
  expect(production.model.workloads.map(({ name }) => name)).toEqual(['api']);
  expect(development.model.workloads.map(({ name }) => name)).toEqual(['api', 'mysql', 'postgres', 'redis']);
  const edgesOf = ({ model }: typeof production) => model.connections.map(({ from, to, endpoint }) => `${from} ${to} ${endpoint}`);
  expect(edgesOf(production)).toEqual(edgesOf(development).filter((edge) => edge.startsWith('shop/api ')));
});

test('search engines, stores and brokers are chosen between in one line, too', () => {
  const build = (isProduction: boolean) => stackWith((stack) => {
    const [storage, password] = [Size.gibibytes(1), secret(stack, 'ELASTIC_PASSWORD')];
    const search: IElasticsearch = isProduction ? Elasticsearch.external(stack, 'es', { host, password }) : new Elasticsearch(stack, 'es', { storage, password });
    const meili: IMeilisearch = isProduction ? Meilisearch.external(stack, 'meili', { host }) : new Meilisearch(stack, 'meili', { storage });
    const weaviate: IWeaviate = isProduction ? Weaviate.external(stack, 'weaviate', { host }) : new Weaviate(stack, 'weaviate', { storage });
    const events: IClickHouse = isProduction ? ClickHouse.external(stack, 'events', { host }) : new ClickHouse(stack, 'events', { storage });
    const graph: INeo4j = isProduction ? Neo4j.external(stack, 'graph', { host }) : new Neo4j(stack, 'graph', { storage });
    const kafka: IKafka = isProduction ? Kafka.external(stack, 'kafka', { host, password: secret(stack, 'KAFKA_PASSWORD') }) : new Kafka(stack, 'kafka', { storage });
    const surreal: ISurrealDb = isProduction ? SurrealDb.external(stack, 'surreal', { host }) : new SurrealDb(stack, 'surreal', { storage });
    const env = {
      ELASTICSEARCH_URL: search.http.url(), ELASTIC_USER: search.user, MEILI_URL: meili.url(), MEILI_HOST: meili.host, WEAVIATE_URL: weaviate.url(), WEAVIATE_GRPC: weaviate.grpc.authority, CLICKHOUSE_URL: events.url(),
      CLICKHOUSE_NATIVE: events.nativeUrl(), NEO4J_URI: graph.url(), NEO4J_PASSWORD: graph.password, KAFKA: kafka.bootstrapServers, SURREAL_URL: surreal.rpcUrl(), SURREAL_USER: surreal.username,
      MEILI_KEY: meili.masterKey, WEAVIATE_KEY: weaviate.apiKey, CLICKHOUSE_PASSWORD: events.password, SURREAL_PASSWORD: surreal.password,
    };
    new Workload(stack, 'api', { image, egress: false, env });
  });
  const [production, development] = [build(true), build(false)];
  const secretsOf = ({ model }: typeof production) => model.secrets.map(({ name }) => name).filter((name) => name !== 'KAFKA_PASSWORD');
  expect(secretsOf(production)).toEqual(secretsOf(development));
  const edgesOf = ({ model }: typeof production) => model.connections.map(({ from, to, endpoint }) => `${from} ${to} ${endpoint}`);
  expect(edgesOf(production)).toEqual(edgesOf(development).filter((edge) => edge.startsWith('shop/api ')));
  for (const { findings } of [production, development]) expect(findings.filter(({ severity, code }) => severity !== 'info' && code !== 'model/unknown-image')).toEqual([]);
});

describe('who calls nobody else outside', () => {
  const outputOf = (props: Partial<WorkloadProps>, cidr?: string) => stackWith((stack) => {
    const pg = Postgres.external(stack, 'pg', { host, database: 'shop', ...(cidr !== undefined && { cidr }) });
    new Workload(stack, 'api', { image, env: { URL: pg.url() }, ...props });
  });
  const rulesIn = ({ kubernetes }: ReturnType<typeof outputOf>) => (kubernetes.find(({ metadata }) => metadata.name === 'api-egress') as NetworkPolicy | undefined)?.spec.egress?.slice(1);
  const codesIn = ({ findings }: ReturnType<typeof outputOf>) => findings.map(({ code }) => code).filter((code) => /outside|egress/.test(code));

  test('is let out to the port of the server, at its addresses if they are known', () => {
    const ports = [{ port: 5432, protocol: 'TCP' }];
    expect(rulesIn(outputOf({ egress: false }))).toEqual([{ ports }]);
    expect(rulesIn(outputOf({ egress: false }, '10.20.0.7/32'))).toEqual([{ to: [{ ipBlock: { cidr: '10.20.0.7/32' } }], ports }]);
  });

  test('has a network with a way out in Compose, which is said', () => {
    const output = outputOf({ egress: false });
    expect(output.compose!.networks).toEqual({ api: {} });
    expect(codesIn(output)).toEqual(['compose/outside-peer', 'kubernetes/egress-policy', 'kubernetes/outside-name']);
    expect(codesIn(outputOf({ egress: false }, '10.20.0.7/32'))).toEqual(['compose/outside-peer', 'kubernetes/egress-policy']);
  });

  test('and who calls the world has nothing said about it', () => {
    const output = outputOf({});
    expect([rulesIn(output), codesIn(output)]).toEqual([undefined, []]);
  });
});

test('nothing waits for a server outside, and who can do without it says nothing else', () => {
  const { compose, model } = stackWith((stack) => new Workload(stack, 'api', { image, env: { URL: optionalPeer(Postgres.external(stack, 'pg', { host, database: 'shop' }).url()) } }));
  expect(compose!.services['api'].depends_on).toBeUndefined();
  expect(model.workloads[0].startAfter).toEqual([]);
  expect(model.connections).toEqual([{ from: 'shop/api', to: 'shop/pg', endpoint: 'postgres', optional: true }]);
});

test.each<[string, string, Parameters<typeof ExternalServer.prototype.addEndpoint>[1] | undefined, ConstructorParameters<typeof ExternalServer>[2]]>([
  ['model/external-host', 'Its host is "https://db.example.com".', undefined, { host: 'https://db.example.com' }],
  ['model/external-host', 'Its host is "db.example.com:5432".', undefined, { host: 'db.example.com:5432' }],
  ['model/external-host', 'Its host is "".', undefined, { host: '' }],
  ['model/external-host', 'Its host is "localhost".', undefined, { host: 'localhost' }],
  ['model/external-host', 'Its host is "127.0.0.1".', undefined, { host: '127.0.0.1' }],
  ['model/external-host', 'Its host is "api".', undefined, { host: 'api' }],
  ['model/external-host', 'Its cidr is "10.20.0.7".', undefined, { host, cidr: '10.20.0.7' }],
  ['model/invalid-port', 'The port of endpoint "sql" is 0.', { port: 0 }, { host }],
])('%s: %s', (code, message, endpoint, options) => {
  const { findings } = stackWith((stack) => {
    new Workload(stack, 'api', { image });
    const server = new ExternalServer(stack, 'db', options);
    if (endpoint) server.addEndpoint('sql', endpoint);
  });
  expect(findings.filter(({ path }) => path === 'shop/db').map((finding) => [finding.code, finding.severity, finding.message])).toEqual([[code, 'error', message]]);
});

test('an address and a host without a default are hosts', () => {
  const { findings } = stackWith((stack) => {
    new ExternalServer(stack, 'a', { host: '10.20.0.7' });
    new ExternalServer(stack, 'b', { host: 'fd00:20::7' });
    new ExternalServer(stack, 'c', { host: new Parameter(stack, 'C_HOST', { required: true, description: 'Host.' }) });
  });
  expect(findings.filter(({ code }) => code === 'model/external-host')).toEqual([]);
});

test('an address of IPv6 has brackets beside a port, and a parameter cannot have one by default', () => {
  const ofHost = (host: (stack: Stack) => string | IValue) => stackWith((stack) => {
    const endpoint = new ExternalServer(stack, 'db', { host: host(stack) }).addEndpoint('sql', { port: 5432, scheme: 'postgresql' });
    new Workload(stack, 'api', { image, env: { URL: endpoint.url(), HOST_PORT: endpoint.authority, HOST_ALONE: endpoint.host } });
  });
  expect(ofHost(() => 'fd00:20::7').compose!.services['api'].environment).toEqual({ URL: 'postgresql://[fd00:20::7]:5432', HOST_PORT: '[fd00:20::7]:5432', HOST_ALONE: 'fd00:20::7' });
  expect(ofHost((stack) => new Parameter(stack, 'DB_HOST', { default: 'fd00:20::7', description: 'Host.' })).findings.map(({ code }) => code)).toContain('model/external-host');
});

test('a server outside that asks nobody for anything is a warning, which can be acknowledged', () => {
  const { findings } = stackWith((stack) => {
    Redis.external(stack, 'redis', { host });
    acknowledge(Qdrant.external(stack, 'qdrant', { host }), 'model/external-credentials', 'on a network of its own');
    Redis.external(stack, 'queue', { host, password: secret(stack) });
  });
  expect(findings.filter(({ code }) => code === 'model/external-credentials').map(({ path, severity }) => [path, severity])).toEqual([['shop/qdrant', 'info'], ['shop/redis', 'warning']]);
});

test('whoever publishes it is told that this means nothing', () => {
  const { findings } = stackWith((stack) => Postgres.external(stack, 'pg', { host, database: 'shop' }).endpoint.publish(Publish.onLoopback(5432)));
  expect(findings.filter(({ severity }) => severity === 'error').map(({ code, path }) => [code, path])).toEqual([['model/meaningless-property', 'shop/pg']]);
});

test('what is given wrongly to it is found, at its line', () => {
  const { findings } = stackWith((stack) => Postgres.external(stack, 'pg', { host, database: 5 as unknown as string, prot: 5433 } as never));
  expect(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code).sort()).toEqual(['model/invalid-value', 'model/unknown-property']);
});
