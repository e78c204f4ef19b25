import {
  Elasticsearch, Image, Kafka, MinIO, MySql, Postgres, Publish, Redis, Size, type IValue, type MySqlDatabase, type Parameter, type Stack,
} from 'cdk8s-compose';
import { initScripts } from './schemas';
import type { Settings } from './settings';

export interface MiddlewareOptions {
  /** Whether the servers are published on the loopback interface. */
  readonly local: boolean;
  readonly redisPassword: boolean;
  readonly schemaDirectory?: string;
  readonly backups: boolean;
}

/** The six servers that the platform stands on, and what its services have to know of them. */
export interface Middleware {
  readonly postgres: Postgres;
  readonly mysql: MySql;
  readonly databases: Record<'tenant' | 'link' | 'agent' | 'workflow' | 'console', MySqlDatabase>;
  readonly redis: Redis;
  readonly elasticsearch: Elasticsearch;
  readonly kafka: Kafka;
  readonly minio: MinIO;
  /** Bucket of the workflows and tools, and bucket of the console. */
  readonly buckets: { readonly oss: Parameter; readonly console: Parameter };
}

export function createMiddleware(stack: Stack, settings: Settings, options: MiddlewareOptions): Middleware {
  const local = (port: number, variable?: string) =>
    options.local ? Publish.onLoopback(port, { ...(variable !== undefined && { variable }) }) : undefined;
  const published = (publish: Publish | undefined) => (publish ? { publish } : {});

  const postgres = new Postgres(stack, 'postgres', {
    image: Image.fromReference('postgres:14'),
    runAs: { uid: 999, gid: 999 },
    database: 'sparkdb_manager',
    user: 'spark',
    storage: Size.gibibytes(10),
    initScripts: initScripts(options.schemaDirectory, 'pgsql'),
    ...published(local(5432)),
  });

  const mysql = new MySql(stack, 'mysql', {
    storage: Size.gibibytes(20),
    initScripts: initScripts(options.schemaDirectory, 'mysql'),
    ...published(local(3306)),
  });
  const databases = {
    tenant: mysql.addDatabase('tenant'),
    link: mysql.addDatabase('spark-link', { user: 'link' }),
    agent: mysql.addDatabase('agent'),
    workflow: mysql.addDatabase('workflow'),
    console: mysql.addDatabase('astron_console', { user: 'console' }),
  };

  const redis = new Redis(stack, 'redis', {
    image: Image.fromReference('redis:7'),
    runAs: { uid: 999, gid: 999 },
    persistent: true,
    storage: Size.gibibytes(2),
    ...(options.redisPassword && { password: settings.secret('REDIS_PASSWORD', 'Password of Redis.') }),
    ...published(local(6379)),
  });

  const transport = local(9300);
  const elasticsearch = new Elasticsearch(stack, 'elasticsearch', {
    clusterName: 'astron-agent-cluster',
    storage: Size.gibibytes(20),
    javaOptions: settings.parameter('ES_JAVA_OPTS', '-Xms512m -Xmx512m', 'Options of the JVM of Elasticsearch. The memory limit of 1.5 GiB is for a heap of 512 MiB.'),
    ...published(local(9200)),
    ...(transport && { publishTransport: transport }),
  });

  const kafka = new Kafka(stack, 'kafka', {
    port: 29092,
    outsidePort: 9092,
    storage: Size.gibibytes(20),
    clusterId: settings.parameter('KAFKA_CLUSTER_ID', 'MkU3OEVBNTcwNTJENDM2Qk', 'Identity of the Kafka cluster, for the first start on an empty volume.'),
    ...published(local(9092, 'KAFKA_PORT')),
  });

  const buckets = {
    oss: settings.parameter('OSS_BUCKET_NAME', 'workflow', 'Bucket of the workflows and tools. It is created.'),
    console: settings.parameter('S3_BUCKET', 'astron-project', 'Bucket of the console. It is created.'),
  };
  const console = local(9001);
  const minio = new MinIO(stack, 'minio', {
    storage: Size.gibibytes(50),
    rootUser: settings.parameter('MINIO_ROOT_USER', 'minioadmin', 'Access key of MinIO.'),
    buckets: [buckets.oss, buckets.console],
    ...published(local(9000)),
    ...(console && { publishConsole: console }),
  });

  if (options.backups) {
    postgres.addBackup({ schedule: '0 3 * * *', storage: Size.gibibytes(40) });
    mysql.addBackup({ schedule: '30 3 * * *', storage: Size.gibibytes(80) });
  }
  return { postgres, mysql, databases, redis, elasticsearch, kafka, minio, buckets };
}

/** How most services are told of a database. */
export function mysqlVariables(database: MySqlDatabase): Record<string, IValue | string> {
  return {
    MYSQL_HOST: database.host,
    MYSQL_PORT: database.port,
    MYSQL_USER: database.user,
    MYSQL_PASSWORD: database.password,
    MYSQL_DB: database.name,
  };
}

export function redisVariables({ redis }: Middleware, settings: Settings): Record<string, IValue | string> {
  return {
    REDIS_ADDR: redis.endpoint.authority,
    REDIS_CLUSTER_ADDR: settings.redisClusterAddress,
    REDIS_PASSWORD: redis.password ?? '',
  };
}

/** How the object store is told to services that speak of OSS. */
export function ossVariables({ minio, buckets }: Middleware, settings: Settings): Record<string, IValue | string> {
  return {
    OSS_ENDPOINT: minio.endpointUrl,
    OSS_ACCESS_KEY_ID: settings.parameter('MINIO_ROOT_USER', 'minioadmin', 'Access key of MinIO.'),
    OSS_ACCESS_KEY_SECRET: minio.secretKey,
    OSS_BUCKET_NAME: buckets.oss,
    OSS_TTL: settings.parameter('OSS_TTL', '157788000', 'Seconds that stored files are kept.'),
  };
}
