import type { Construct } from 'constructs';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import { Scratch, Volume } from '../storage';
import { Workload, WorkloadKind, type Resources } from '../workload';

const PORT = 6379;
const DATA = '/data';

export interface RedisProps {
  /**
   * Whether the data survives a restart: an append-only file on a volume.
   * @default false - a cache: nothing is written to disk
   */
  readonly persistent?: boolean;

  /**
   * Size of the volume that Kubernetes asks for.
   * @default Size.gibibytes(1)
   */
  readonly storage?: ISize;

  /**
   * An alpine variant of the official image, whose `redis` user is 999:1000.
   * @default Image.fromReference('redis:7-alpine')
   */
  readonly image?: Image;

  /** @default - 0.1 to 0.5 cores, 64 to 256 MiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach it.
   * @default - its peers only
   */
  readonly publish?: Publish;
}

export interface RedisUrlOptions {
  /**
   * Number of the database.
   * @default 0
   */
  readonly database?: number;
}

/**
 * Redis, one server. It has no password: only peers that refer to it can reach it.
 *
 * Runs as the image's own user on a read-only root.
 *
 * @example
 * const redis = new Redis(stack, 'redis', { persistent: true });
 * api.addEnv('REDIS_URL', redis.url({ database: 1 }));
 */
export class Redis extends Workload {
  /** The endpoint `redis`. */
  public readonly endpoint: Endpoint;

  public constructor(scope: Construct, id: string, props: RedisProps = {}) {
    const persistent = props.persistent ?? false;
    super(scope, id, {
      kind: persistent ? WorkloadKind.STATEFUL : WorkloadKind.SERVICE,
      image: props.image ?? Image.fromReference('redis:7-alpine'),
      command: ['redis-server', ...(persistent ? ['--appendonly', 'yes'] : ['--save', '', '--appendonly', 'no'])],
      user: { uid: 999, gid: 1000 },
      egress: false,
      tmp: false,
      mounts: persistent ? {} : { [DATA]: Scratch.ofSize(Size.mebibytes(1)) },
      health: HealthProbe.fromCommand(['redis-cli', 'ping'], {
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 5,
        startPeriod: Duration.seconds(20),
        startInterval: Duration.seconds(2),
      }),
      resources: {
        cpu: { request: 0.1, limit: 0.5, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256), ...props.resources?.memory },
      },
    });
    this.endpoint = this.addEndpoint('redis', { port: PORT, ...(props.publish && { publish: props.publish }) });
    if (persistent) this.addMount(DATA, new Volume(this, 'data', { size: props.storage ?? Size.gibibytes(1), ownedByImage: true }));
  }

  /** Name under which peers reach it. */
  public get host(): IValue {
    return this.endpoint.host;
  }

  /** Port on which peers reach it. */
  public get port(): IValue {
    return this.endpoint.port;
  }

  /** `redis://host:port/database` */
  public url(options: RedisUrlOptions = {}): IValue {
    return this.endpoint.url({ scheme: 'redis', path: `/${options.database ?? 0}` });
  }
}
