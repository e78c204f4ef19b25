import type { Construct } from 'constructs';
import {
  Duration, HealthProbe, Image, Parameter, Postgres, ProbeClient, Publish, Redis, Scratch, Secret, Size, Stack, text, Volume, Workload,
  type EnvValue, type ImageFacts, type StackProps, type WorkloadOptions,
} from 'cdk8s-compose';
import { MAIN, RUNNERS, WORKER } from './images';

const PORT = 5678;
const READY = HealthProbe.fromHttpGet('/healthz/readiness', { client: ProbeClient.NODE, startPeriod: Duration.minutes(3) });

export interface N8nProps extends StackProps {
  /**
   * Host name under which it is open to the world; without one it answers on loopback only.
   * @default - none
   */
  readonly host?: string;

  /**
   * Workers on Kubernetes, each with a runner of its own. In Compose `up --scale n8n-worker=3` does the same.
   * @default 1
   */
  readonly workers?: number;
}

/**
 * n8n in queue mode: the editor with its API and webhooks, a worker that runs the workflows, PostgreSQL, Redis as their
 * queue, and beside each of the two programs a runner for the code that users write.
 */
export class N8n extends Stack {
  private readonly version: Parameter;
  private readonly runnerToken: Secret;

  public constructor(scope: Construct, id: string, private readonly props: N8nProps = {}) {
    super(scope, id, props);
    this.version = new Parameter(this, 'N8N_VERSION', { default: '2.41.3', description: 'Release of n8n and of the runners, which have to be the same.' });
    this.runnerToken = new Secret(this, 'RUNNERS_AUTH_TOKEN', { description: 'With it the runners come to the program that they belong to.', hint: 'openssl rand -hex 24' });

    const env = this.environment();
    const main = this.createProgram('n8n', MAIN, {
      env: { ...env, ...this.address() },
      mounts: {
        '/home/node/.n8n': new Volume(this, 'n8n-data', { size: Size.gibibytes(5), ownedByImage: true }),
        '/home/node/.cache': Scratch.ofSize(Size.mebibytes(256)),
      },
    });
    const { host } = this.props;
    main.addEndpoint('http', {
      port: PORT,
      requestTimeout: Duration.hours(1),
      publish: host === undefined ? Publish.onLoopback(PORT, { variable: 'N8N_PORT' }) : Publish.atHost(host),
    });
    this.addRunner(main);

    const worker = this.createProgram('n8n-worker', WORKER, {
      command: ['worker'],
      replicas: this.props.workers,
      env: { ...env, N8N_REINSTALL_MISSING_PACKAGES: true, N8N_GRACEFUL_SHUTDOWN_TIMEOUT: 290 },
      mounts: { '/home/node/.n8n': Scratch.ofSize(Size.mebibytes(256)), '/home/node/.cache': Scratch.ofSize(Size.mebibytes(128)) },
      // A workflow in hand gets five minutes to end; n8n itself gives it half a minute.
      stopGracePeriod: Duration.minutes(5),
    });
    worker.addEndpoint('health', { port: PORT });
    // The main program brings the database's tables up to date.
    worker.startAfter(main);
    this.addRunner(worker);
  }

  private createProgram(id: string, facts: ImageFacts, options: WorkloadOptions): Workload {
    return new Workload(this, id, {
      image: Image.fromReference(text`docker.n8n.io/n8nio/n8n:${this.version}`, { facts }),
      user: 'node',
      health: READY,
      resources: { cpu: { request: 0.2, limit: 2 }, memory: { request: Size.mebibytes(512), limit: Size.gibibytes(2) } },
      ...options,
    });
  }

  /** What users write in code nodes runs in a container of its own, which reaches the program on their common loopback. */
  private addRunner(program: Workload): void {
    const runner = program.addSidecar('runner', {
      image: Image.fromReference(text`n8nio/runners:${this.version}`, { facts: RUNNERS }),
      user: 'runner',
      env: {
        N8N_RUNNERS_AUTH_TOKEN: this.runnerToken,
        N8N_RUNNERS_TASK_BROKER_URI: 'http://127.0.0.1:5679',
      },
      health: HealthProbe.fromHttpGet('/healthz', { client: ProbeClient.PYTHON }),
      resources: { cpu: { request: 0.1, limit: 1 }, memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) } },
    });
    runner.addEndpoint('runner-health', { port: 5680 });
  }

  private environment(): Record<string, EnvValue> {
    const postgres = new Postgres(this, 'postgres', {
      image: Image.fromReference('postgres:16-alpine'),
      superuser: 'postgres',
      database: 'n8n',
      storage: Size.gibibytes(10),
    });
    const queuePassword = new Secret(this, 'REDIS_PASSWORD', { description: 'Password of the queue.', hint: 'openssl rand -hex 24' });
    const redis = new Redis(this, 'redis', { persistent: true, password: queuePassword });
    return {
      DB_TYPE: 'postgresdb',
      DB_POSTGRESDB_HOST: postgres.host,
      DB_POSTGRESDB_PORT: postgres.port,
      DB_POSTGRESDB_DATABASE: postgres.database,
      DB_POSTGRESDB_USER: postgres.user,
      DB_POSTGRESDB_PASSWORD: postgres.password,
      EXECUTIONS_MODE: 'queue',
      QUEUE_BULL_REDIS_HOST: redis.host,
      QUEUE_BULL_REDIS_PORT: redis.port,
      QUEUE_BULL_REDIS_PASSWORD: queuePassword,
      QUEUE_HEALTH_CHECK_ACTIVE: true,
      OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: true,
      N8N_ENCRYPTION_KEY: new Secret(this, 'ENCRYPTION_KEY', {
        description: 'Encrypts the credentials of workflows in the database; keep a copy, they are lost with it.',
        hint: 'openssl rand -hex 24',
      }),
      N8N_RUNNERS_MODE: 'external',
      N8N_RUNNERS_AUTH_TOKEN: this.runnerToken,
      GENERIC_TIMEZONE: new Parameter(this, 'GENERIC_TIMEZONE', { default: 'Etc/UTC', description: 'Time zone of schedules, such as Europe/Berlin.' }),
      NPM_CONFIG_CACHE: '/home/node/.cache/npm',
    };
  }

  /** Under which address browsers and callers of webhooks find it. */
  private address(): Record<string, EnvValue> {
    const { host } = this.props;
    if (host === undefined) return {};
    return { N8N_HOST: host, N8N_PROTOCOL: 'https', N8N_EDITOR_BASE_URL: `https://${host}/`, WEBHOOK_URL: `https://${host}/`, N8N_PROXY_HOPS: 1 };
  }
}
