import { type App, Elasticsearch, Kafka, MySql, Parameter, Qdrant, Secret, Size, Stack, SurrealDb } from 'cdk8s-compose';

export const description = 'Servers with settings of their own, by the names that each has for them, and where their data lies.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const storage = Size.gibibytes(10);
  const packet = new Parameter(stack, 'MAX_PACKET', { default: '64M', description: 'Largest statement that MySQL takes, such as 64M.' });
  new MySql(stack, 'mysql', { storage, storageClass: 'fast', settings: { max_allowed_packet: packet, sql_mode: 'STRICT_TRANS_TABLES', local_infile: false } });
  const apiKey = new Secret(stack, 'QDRANT_API_KEY', { description: 'Key of Qdrant.' });
  new Qdrant(stack, 'qdrant', { storage, apiKey, settings: { 'service.max_request_size_mb': 64 } });
  new Elasticsearch(stack, 'search', { storage, heap: Size.gibibytes(1), javaOptions: '-Duser.timezone=UTC', settings: { 'indices.query.bool.max_clause_count': 4096 } });
  new Kafka(stack, 'kafka', { storage, settings: { 'log.retention.hours': 24, 'auto.create.topics.enable': false } });
  new SurrealDb(stack, 'surrealdb', { storage, hostPath: './data/surrealdb', settings: { 'query-timeout': '30s', strict: true, 'allow-scripting': false } });
  return stack;
}
