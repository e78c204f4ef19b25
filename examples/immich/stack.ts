import type { Construct } from 'constructs';
import {
  Duration, HealthProbe, Image, Parameter, Postgres, ProbeClient, Publish, Redis, Scratch, Secret, Size, Stack, text, Volume, Workload,
  type Device, type StackProps,
} from 'cdk8s-compose';
import { MACHINE_LEARNING, SERVER } from './images';

export interface ImmichProps extends StackProps {
  /**
   * Host name under which it is open to the world; without one it answers on loopback only.
   * @default - none
   */
  readonly host?: string;

  /**
   * Whether recognition runs on an NVIDIA card.
   * @default false
   */
  readonly cuda?: boolean;

  /**
   * Card on which videos are transcoded, such as `/dev/dri` for VA-API and Quick Sync.
   * @default - on the processor
   */
  readonly transcodingDevice?: Device;
}

/** Immich: photos and videos of a household. A server, recognition of faces and things, PostgreSQL with vectors, a queue. */
export class Immich extends Stack {
  private readonly version: Parameter;

  public constructor(scope: Construct, id: string, private readonly props: ImmichProps = {}) {
    super(scope, id, props);
    this.version = new Parameter(this, 'IMMICH_VERSION', { default: 'v3.2.4', description: 'Release of the server and of recognition; see its notes before you change it.' });
    const timeZone = new Parameter(this, 'TIME_ZONE', { default: 'Etc/UTC', description: 'Time zone of photos that do not say theirs, such as Europe/Berlin.' });
    const database = this.createDatabase();
    const queuePassword = new Secret(this, 'REDIS_PASSWORD', { description: 'Password of the queue.', hint: 'openssl rand -hex 24' });
    const queue = new Redis(this, 'redis', { image: Image.fromReference('valkey/valkey:9-alpine'), password: queuePassword });
    const recognition = this.createRecognition();

    const location = new Parameter(this, 'UPLOAD_LOCATION', { default: './library', description: 'Directory of this machine for photos and videos; it belongs to the user 1000.' });
    const { host, transcodingDevice } = props;
    const server = new Workload(this, 'immich-server', {
      image: Image.fromReference(text`ghcr.io/immich-app/immich-server:${this.version}`, { facts: SERVER }),
      user: { uid: 1000, gid: 1000 },
      ...(transcodingDevice && { devices: [transcodingDevice] }),
      env: {
        TZ: timeZone,
        DB_HOSTNAME: database.host,
        DB_PORT: database.port,
        DB_USERNAME: database.user,
        DB_PASSWORD: database.password,
        DB_DATABASE_NAME: database.database,
        REDIS_HOSTNAME: queue.host,
        REDIS_PORT: queue.port,
        REDIS_PASSWORD: queuePassword,
        IMMICH_MACHINE_LEARNING_URL: recognition.url(),
      },
      mounts: {
        '/data': new Volume(this, 'library', { size: Size.gibibytes(200), hostPath: location }),
        '/tmp': Scratch.ofSize(Size.mebibytes(512)),
      },
      health: HealthProbe.fromHttpGet('/api/server/ping', { client: ProbeClient.CURL, startPeriod: Duration.minutes(5) }),
      stopGracePeriod: Duration.minutes(1),
      resources: { cpu: { request: 0.5, limit: 2 }, memory: { request: Size.gibibytes(1), limit: Size.gibibytes(6) } },
    });
    server.addEndpoint('http', {
      port: 2283,
      requestTimeout: Duration.minutes(10),
      // Videos come in one request.
      maxBodySize: Size.gibibytes(50),
      publish: host === undefined ? Publish.onLoopback(2283) : Publish.atHost(host),
    });
  }

  /** Upstream's own PostgreSQL: it makes its configuration at start, from a template for disks or for solid ones. */
  private createDatabase(): Postgres {
    const database = new Postgres(this, 'database', {
      image: Image.fromReference('ghcr.io/immich-app/postgres:14-vectorchord0.4.3-pgvectors0.2.0'),
      initdbArguments: ['--data-checksums'],
      database: 'immich',
      // Its superuser: Immich makes and updates the extensions by itself.
      user: 'postgres',
      storage: Size.gibibytes(20),
      // It keeps 512 MiB of pages for itself.
      resources: { memory: { request: Size.gibibytes(1), limit: Size.gibibytes(2) } },
    });
    database.addEnv('DB_STORAGE_TYPE', new Parameter(this, 'DB_STORAGE_TYPE', { default: 'SSD', description: 'What the database lies on: SSD or HDD.' }));
    return database;
  }

  private createRecognition() {
    const { cuda } = this.props;
    const workload = new Workload(this, 'immich-machine-learning', {
      image: Image.fromReference(text`ghcr.io/immich-app/immich-machine-learning:${this.version}${cuda ? '-cuda' : ''}`, { facts: MACHINE_LEARNING }),
      user: { uid: 1000, gid: 1000 },
      ...(cuda && { gpus: { count: 1 } }),
      env: { MACHINE_LEARNING_CACHE_FOLDER: '/cache', HF_XET_CACHE: '/cache/huggingface-xet', MPLCONFIGDIR: '/cache/matplotlib-config' },
      mounts: { '/cache': new Volume(this, 'model-cache', { size: Size.gibibytes(10) }) },
      health: HealthProbe.fromHttpGet('/ping', { client: ProbeClient.PYTHON, startPeriod: Duration.minutes(2) }),
      resources: { cpu: { request: 0.5, limit: 2 }, memory: { request: Size.gibibytes(1), limit: Size.gibibytes(4) } },
    });
    return workload.addEndpoint('http', { port: 3003 });
  }
}
