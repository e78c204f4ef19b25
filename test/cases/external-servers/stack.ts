import {
  type App, ExternalServer, Image, MongoDb, MySql, Parameter, Postgres, Qdrant, RabbitMq, Redis, SeaweedFs, Secret, Stack, text, Workload,
} from 'cdk8s-compose';

export const description = 'Servers that others run: addresses, credentials and encryption in URLs, and a way out to their ports for who calls nobody else.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  const host = new Parameter(stack, 'DB_HOST', { required: true, description: 'Host of the managed PostgreSQL.' });
  const postgres = Postgres.external(stack, 'postgres', { host, database: 'shop', user: 'shop_app' });
  const password = new Secret(stack, 'CACHE_PASSWORD', { description: 'Password of the managed Redis.' });
  const redis = Redis.external(stack, 'redis', { host: 'cache.example.com', port: 6380, password, cidr: '10.20.0.0/24' });
  // It opens connections to these two, and to its peer, and to no other.
  const api = new Workload(stack, 'api', { image, egress: false, env: { DATABASE_URL: postgres.url({ scheme: 'postgresql+asyncpg' }), REDIS_URL: redis.url({ database: 2 }) } });
  api.addEnv('REPORTS_URL', postgres.addDatabase('reports').url());
  const http = api.addEndpoint('http', { port: 8000 });
  const mysql = MySql.external(stack, 'mysql', { host: 'mysql.example.com', urlParameters: { 'ssl-mode': 'REQUIRED' } }).addDatabase('legacy');
  const chats = MongoDb.external(stack, 'mongodb', { host: 'cluster0.ab1cd.mongodb.net', srv: true }).addDatabase('chats');
  const region = new Parameter(stack, 'REGION', { default: 'eu-central-1', description: 'Region of the bucket.' });
  const objects = SeaweedFs.external(stack, 'objects', { host: text`s3.${region}.amazonaws.com` });
  const apiKey = new Secret(stack, 'QDRANT_API_KEY', { description: 'Key of the managed Qdrant.' });
  const qdrant = Qdrant.external(stack, 'qdrant', { host: 'ab1cd.cloud.qdrant.io', apiKey });
  const broker = RabbitMq.external(stack, 'rabbitmq', { host: 'mq.example.com', user: 'shop' });
  const mail = new ExternalServer(stack, 'mail', { host: 'smtp.example.com' }).addEndpoint('smtp', { port: 587, scheme: 'smtp' });
  // It calls the world anyway.
  new Workload(stack, 'worker', {
    image,
    env: {
      API_URL: http.url(), LEGACY_URL: mysql.url(), LEGACY_JDBC_URL: mysql.jdbcUrl(), MONGO_URI: chats.url(), S3_ENDPOINT: objects.endpointUrl, AWS_ACCESS_KEY_ID: objects.accessKey,
      AWS_SECRET_ACCESS_KEY: objects.secretKey, QDRANT_URL: qdrant.http.url(), QDRANT_API_KEY: apiKey, BROKER_URL: broker.url(), SMTP_URL: mail.url(), SMTP_HOST: mail.host, SMTP_PORT: mail.port,
    },
  });
  return stack;
}
