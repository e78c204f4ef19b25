import {
  Elasticsearch, Image, Kafka, MySql, Postgres, Publish, Redis, SeaweedFs, Size, type IValue, type MySqlDatabase, type Parameter, type Stack,
} from 'cdk8s-compose';
import { initScripts } from './schemas';
import type { Settings } from './settings';

export interface MiddlewareOptions {
  /** Whether the servers are published on the loopback interface. */
  readonly local: boolean;
  readonly redisPassword: boolean;
  readonly schemaDirectory?: string;
  readonly backups: boolean;
  readonly kafka: boolean;
  readonly elasticsearch: boolean;
  /** Whether Casdoor's database is needed. */
  readonly login: boolean;
  /** How browsers reach the object store. */
  readonly objects: { readonly publish: Publish; readonly address: string };
}

/** The servers that the platform stands on, and what its services have to know of them. */
export interface Middleware {
  readonly postgres: Postgres;
  readonly mysql: MySql;
  readonly databases: Record<'tenant' | 'link' | 'workflow' | 'console', MySqlDatabase>;
  readonly loginDatabase?: MySqlDatabase;
  readonly redis: Redis;
  readonly elasticsearch?: Elasticsearch;
  readonly kafka?: Kafka;
  readonly objects: SeaweedFs;
  /** The object store as browsers and services both reach it: the host is part of the signature of a link. */
  readonly objectsAddress: Parameter;
  /** Buckets of the workflows and tools, of the console, and of what code has made. */
  readonly buckets: Record<'oss' | 'console' | 'artifacts', Parameter>;
}

export function createMiddleware(stack: Stack, settings: Settings, options: MiddlewareOptions): Middleware {
  const local = (port: number, variable?: string) =>
    options.local ? { publish: Publish.onLoopback(port, { ...(variable !== undefined && { variable }) }) } : {};

  const postgres = new Postgres(stack, 'postgres', {
    image: Image.fromReference('postgres:17'),
    runAs: { uid: 999, gid: 999 },
    database: 'sparkdb_manager',
    user: 'spark',
    storage: Size.gibibytes(10),
    initScripts: initScripts(options.schemaDirectory, 'pgsql'),
    ...local(5432),
  });

  const mysql = new MySql(stack, 'mysql', {
    storage: Size.gibibytes(20),
    initScripts: {
      // Workflows look up accounts that were entered in the console.
      '10-workflow-reads-console.sql': "GRANT SELECT ON `astron\\_console`.* TO 'workflow'@'%';\n",
      ...initScripts(options.schemaDirectory, 'mysql'),
    },
    ...local(3306),
  });
  const databases = {
    tenant: mysql.addDatabase('tenant'),
    link: mysql.addDatabase('spark-link', { user: 'link' }),
    workflow: mysql.addDatabase('workflow'),
    console: mysql.addDatabase('astron_console', { user: 'console' }),
  };
  const loginDatabase = options.login ? mysql.addDatabase('casdoor') : undefined;

  const redis = new Redis(stack, 'redis', {
    image: Image.fromReference('redis:7'),
    runAs: { uid: 999, gid: 999 },
    persistent: true,
    storage: Size.gibibytes(2),
    ...(options.redisPassword && { password: settings.secret('REDIS_PASSWORD', 'Password of Redis.') }),
    ...local(6379),
  });

  const buckets = {
    oss: settings.parameter('OSS_BUCKET_NAME', 'workflow', 'Bucket of the workflows and tools. It is created.'),
    console: settings.parameter('OSS_BUCKET_CONSOLE', 'console-oss', 'Bucket of the console. It is created.'),
    artifacts: settings.parameter('SKILL_SANDBOX_ARTIFACT_BUCKET', 'workflow-artifacts', 'Private bucket of what the code of workflows has made; another one than the console\'s. It is created.'),
  };
  const objects = new SeaweedFs(stack, 'objects', {
    storage: Size.gibibytes(50),
    buckets: [buckets.oss, buckets.console, buckets.artifacts],
    publish: options.objects.publish,
  });

  if (options.backups) {
    postgres.addBackup({ schedule: '0 3 * * *', storage: Size.gibibytes(40) });
    mysql.addBackup({ schedule: '30 3 * * *', storage: Size.gibibytes(80) });
  }
  return {
    postgres, mysql, databases, redis, objects, buckets,
    ...(loginDatabase && { loginDatabase }),
    ...(options.kafka && { kafka: createKafka(stack, settings, local(9092, 'KAFKA_PORT')) }),
    ...(options.elasticsearch && { elasticsearch: createElasticsearch(stack, settings, local(9200)) }),
    objectsAddress: settings.parameter('OSS_REMOTE_ENDPOINT', options.objects.address, 'Origin under which browsers and services both reach the object store.'),
  };
}

function createKafka(stack: Stack, settings: Settings, published: { readonly publish?: Publish }): Kafka {
  return new Kafka(stack, 'kafka', {
    port: 29092,
    outsidePort: 9092,
    storage: Size.gibibytes(20),
    clusterId: settings.parameter('KAFKA_CLUSTER_ID', 'MkU3OEVBNTcwNTJENDM2Qk', 'Identity of the Kafka cluster, for the first start on an empty volume.'),
    ...published,
  });
}

function createElasticsearch(stack: Stack, settings: Settings, published: { readonly publish?: Publish }): Elasticsearch {
  return new Elasticsearch(stack, 'elasticsearch', {
    clusterName: 'astron-agent-cluster',
    storage: Size.gibibytes(20),
    javaOptions: settings.parameter('ES_JAVA_OPTS', '-Xms512m -Xmx512m', 'Options of the JVM of Elasticsearch. The memory limit of 1.5 GiB is for a heap of 512 MiB.'),
    ...published,
  });
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
    REDIS_EXPIRE: settings.redisExpiry,
  };
}

/** Where services find what was entered in the console: accounts at model platforms, RAGFlow, keys. */
export function consoleVariables({ databases }: Middleware, settings: Settings): Record<string, IValue | string> {
  return { CONSOLE_MYSQL_DB: databases.console.name, REDIS_DATABASE_CONSOLE: consoleRedisDatabase(settings) };
}

export function consoleRedisDatabase(settings: Settings): Parameter {
  return settings.parameter('REDIS_DATABASE_CONSOLE', '1', 'Number of the Redis database of the console.');
}

/** How the object store is told to services that speak of OSS. */
export function ossVariables({ objects, objectsAddress, buckets }: Middleware, settings: Settings): Record<string, IValue | string> {
  return {
    OSS_TYPE: 's3',
    OSS_ENDPOINT: objects.endpointUrl,
    OSS_DOWNLOAD_HOST: objectsAddress,
    OSS_ACCESS_KEY_ID: objects.accessKey,
    OSS_ACCESS_KEY_SECRET: objects.secretKey,
    OSS_BUCKET_NAME: buckets.oss,
    OSS_TTL: settings.parameter('OSS_TTL', '157788000', 'Seconds that stored files are kept.'),
  };
}

/**
 * Whether traces of nodes go to Kafka. Without one the images have an address that is never asked; an empty one would
 * stop core-workflow.
 */
export function kafkaVariables({ kafka }: Middleware, settings: Settings, topic?: Parameter): Record<string, IValue | string> {
  if (!kafka) return { KAFKA_ENABLE: '0' };
  return {
    KAFKA_ENABLE: '1',
    KAFKA_SERVERS: kafka.bootstrapServers,
    KAFKA_TIMEOUT: settings.parameter('KAFKA_TIMEOUT', '60', 'Seconds that a message may take to be sent.'),
    ...(topic && { KAFKA_TOPIC: topic }),
  };
}
