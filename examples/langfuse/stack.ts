import type { Construct } from 'constructs';
import {
  ClickHouse, Duration, HealthProbe, Image, MaxMemoryPolicy, Parameter, Postgres, ProbeClient, Publish, Redis, Scratch, SeaweedFs, Secret, Size, Stack, text, Workload,
  type EnvValue, type StackProps,
} from 'cdk8s-compose';
import { WEB, WORKER } from './images';
import { sharedSettings, webSettings, workerSettings } from './settings';

const BUCKET = 'langfuse';

export interface LangfuseProps extends StackProps {
  /**
   * Host name under which it is open to the world; files of traces are then at `objects.` below it. Without one it answers
   * on loopback only.
   * @default - none
   */
  readonly host?: string;
}

/**
 * Langfuse: traces, prompts and evaluations of applications that use models. The web program takes events in, the worker
 * stores them; PostgreSQL, ClickHouse, Redis and an object store.
 */
export class Langfuse extends Stack {
  private readonly version: Parameter;
  private readonly objects: SeaweedFs;

  public constructor(scope: Construct, id: string, private readonly props: LangfuseProps = {}) {
    super(scope, id, props);
    this.version = new Parameter(this, 'LANGFUSE_VERSION', { default: '4.16.0', description: 'Release of both programs.' });
    this.objects = new SeaweedFs(this, 'objects', {
      storage: Size.gibibytes(50),
      buckets: [BUCKET],
      // Browsers fetch the files of traces from here, by links that Langfuse has signed.
      publish: props.host === undefined ? Publish.onLoopback(9090) : Publish.atHost(`objects.${props.host}`),
    });
    const env = this.environment();

    const web = new Workload(this, 'langfuse-web', {
      image: Image.fromReference(text`docker.langfuse.com/langfuse/langfuse:${this.version}`, { facts: WEB }),
      user: { uid: 1001, gid: 1001 },
      env: {
        ...env,
        ...webSettings(this),
        NEXTAUTH_SECRET: new Secret(this, 'NEXTAUTH_SECRET', { description: 'Signs the cookies of sessions.', hint: 'openssl rand -base64 32' }),
        LANGFUSE_S3_MEDIA_UPLOAD_ENDPOINT: this.objectsForBrowsers(),
      },
      mounts: { '/app/web/.next/cache': Scratch.ofSize(Size.mebibytes(128)) },
      // It brings the tables of both databases up to date before it answers.
      health: HealthProbe.fromHttpGet('/api/public/ready', { client: ProbeClient.NODE, startPeriod: Duration.minutes(5) }),
      resources: { cpu: { request: 0.5, limit: 2 }, memory: { request: Size.gibibytes(1), limit: Size.gibibytes(4) } },
    });
    web.addEndpoint('http', { port: 3000, publish: this.entrance() });
    web.startAfter(this.objects.buckets);

    const worker = new Workload(this, 'langfuse-worker', {
      image: Image.fromReference(text`docker.langfuse.com/langfuse/langfuse-worker:${this.version}`, { facts: WORKER }),
      user: { uid: 1001, gid: 1001 },
      env: { ...env, ...workerSettings(this), LANGFUSE_S3_MEDIA_UPLOAD_ENDPOINT: this.objects.endpointUrl },
      health: HealthProbe.fromHttpGet('/api/ready', { client: ProbeClient.NODE, startPeriod: Duration.minutes(2) }),
      // What it has in hand is written to ClickHouse before it ends.
      stopGracePeriod: Duration.minutes(2),
      resources: { cpu: { request: 0.5, limit: 2 }, memory: { request: Size.gibibytes(1), limit: Size.gibibytes(4) } },
    });
    worker.addEndpoint('health', { port: 3030 });
    worker.startAfter(this.objects.buckets);
    worker.startAfter(web);
  }

  private environment(): Record<string, EnvValue> {
    const postgres = new Postgres(this, 'postgres', {
      image: Image.fromReference('postgres:17-alpine'),
      superuser: 'postgres',
      database: 'langfuse',
      settings: { timezone: 'UTC' },
      storage: Size.gibibytes(10),
    });
    const clickhouse = new ClickHouse(this, 'clickhouse', { image: Image.fromReference('clickhouse/clickhouse-server:25.12'), storage: Size.gibibytes(50) });
    const queuePassword = new Secret(this, 'REDIS_AUTH', { description: 'Password of the queue.', hint: 'openssl rand -hex 24' });
    const redis = new Redis(this, 'redis', {
      persistent: true,
      password: queuePassword,
      // A job that is thrown away is an event that is lost.
      maxMemory: Size.mebibytes(768),
      maxMemoryPolicy: MaxMemoryPolicy.NO_EVICTION,
      resources: { memory: { limit: Size.gibibytes(1) } },
    });
    return {
      ...sharedSettings(this),
      ...this.bucket('EVENT_UPLOAD', 'events/'),
      ...this.bucket('MEDIA_UPLOAD', 'media/'),
      ...this.bucket('BATCH_EXPORT', 'exports/'),
      LANGFUSE_S3_EVENT_UPLOAD_ENDPOINT: this.objects.endpointUrl,
      LANGFUSE_S3_BATCH_EXPORT_ENDPOINT: this.objects.endpointUrl,
      LANGFUSE_S3_BATCH_EXPORT_EXTERNAL_ENDPOINT: this.objectsForBrowsers(),
      NEXTAUTH_URL: this.ownAddress(),
      // Both programs listen on what it says, and engines set it to the container's name.
      HOSTNAME: '0.0.0.0',
      DATABASE_URL: postgres.url(),
      CLICKHOUSE_MIGRATION_URL: clickhouse.nativeUrl(),
      CLICKHOUSE_URL: clickhouse.url(),
      CLICKHOUSE_USER: clickhouse.user,
      CLICKHOUSE_PASSWORD: clickhouse.password,
      CLICKHOUSE_CLUSTER_ENABLED: false,
      REDIS_HOST: redis.host,
      REDIS_PORT: redis.port,
      REDIS_AUTH: queuePassword,
      SALT: new Secret(this, 'SALT', { description: 'Goes into the hashes of API keys: with another one they are no longer known.', hint: 'openssl rand -base64 32' }),
      ENCRYPTION_KEY: new Secret(this, 'ENCRYPTION_KEY', {
        description: 'Encrypts keys of model providers in the database, 64 hexadecimal digits; keep a copy, they are lost with it.',
        hint: 'openssl rand -hex 32',
      }),
    };
  }

  private bucket(use: string, prefix: string): Record<string, EnvValue> {
    return {
      [`LANGFUSE_S3_${use}_BUCKET`]: BUCKET,
      [`LANGFUSE_S3_${use}_PREFIX`]: prefix,
      [`LANGFUSE_S3_${use}_REGION`]: 'auto',
      [`LANGFUSE_S3_${use}_ACCESS_KEY_ID`]: this.objects.accessKey,
      [`LANGFUSE_S3_${use}_SECRET_ACCESS_KEY`]: this.objects.secretKey,
      [`LANGFUSE_S3_${use}_FORCE_PATH_STYLE`]: true,
    };
  }

  private entrance(): Publish {
    const { host } = this.props;
    return host === undefined ? Publish.onLoopback(3000) : Publish.atHost(host);
  }

  private ownAddress(): EnvValue {
    const { host } = this.props;
    if (host !== undefined) return `https://${host}`;
    return new Parameter(this, 'NEXTAUTH_URL', { default: 'http://localhost:3000', description: 'Address under which browsers find it; it follows LANGFUSE_WEB_PORT.' });
  }

  private objectsForBrowsers(): EnvValue {
    const { host } = this.props;
    return host === undefined ? text`http://localhost:${this.objects.api.publishedPort}` : `https://objects.${host}`;
  }
}
