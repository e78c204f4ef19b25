import type { Construct } from 'constructs';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Scratch, Volume } from '../storage';
import type { User } from '../container-options';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { reportUnknownVersion, withFacts } from './known-image';
import { REDIS_IMAGE } from './redis-facts';
import { checkWhole } from './server-rules';

const PORT = 6379;
const DATA = '/data';

/** How a Redis is set up. */
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
   * What clients have to give. `url()` then has it in it.
   * @default - none: only peers that refer to it can reach it
   */
  readonly password?: Secret;

  /**
   * An official image of Redis 6 or 7, whose facts are known; a warning names any other.
   * @default Image.fromReference('redis:7-alpine')
   */
  readonly image?: Image;

  /**
   * The image's own `redis` user: 999:1000 in the alpine variants, 999:999 in the others.
   * @default - 999:1000
   */
  readonly runAs?: User;

  /** @default - 0.1 to 0.5 cores, 64 to 256 MiB */
  readonly resources?: Resources;

  /**
   * Who outside the application may reach it.
   * @default - its peers only
   */
  readonly publish?: Publish;
}

/** How a client spells the URL of a Redis. */
export interface RedisUrlOptions {
  /**
   * Number of the database, 0 to 15.
   * @default 0
   */
  readonly database?: number;
}

/**
 * Redis, one server. Unless it is given a password it has none: only peers that refer to it can reach it.
 *
 * Runs as the image's own user on a read-only root. The check reads the password from the container's environment.
 *
 * @example
 * const redis = new Redis(stack, 'redis', { persistent: true });
 * api.addEnv('REDIS_URL', redis.url({ database: 1 }));
 */
export class Redis extends Workload {
  /** The endpoint `redis`. */
  public readonly endpoint: Endpoint;
  /** What clients have to give, if anything. */
  public readonly password?: Secret;

  public constructor(scope: Construct, id: string, props: RedisProps = {}) {
    const persistent = props.persistent ?? false;
    const image = props.image ?? Image.fromReference('redis:7-alpine');
    super(scope, id, {
      kind: persistent ? WorkloadKind.STATEFUL : WorkloadKind.SERVICE,
      image: withFacts(image, REDIS_IMAGE),
      command: [
        'redis-server',
        ...(persistent ? ['--appendonly', 'yes'] : ['--save', '', '--appendonly', 'no']),
        ...(props.password ? ['--requirepass', props.password] : []),
      ],
      user: props.runAs ?? { uid: 999, gid: 1000 },
      // redis-cli reads the password from here.
      ...(props.password && { env: { REDISCLI_AUTH: props.password } }),
      egress: false,
      tmp: false,
      mounts: persistent ? {} : { [DATA]: Scratch.ofSize(Size.mebibytes(1)) },
      // While it reads its data it answers, with an error that is no failure of the client.
      health: HealthProbe.fromCommand(['sh', '-c', '[ "$(redis-cli ping)" = PONG ]'], {
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
    reportUnknownVersion(this, image, REDIS_IMAGE, Redis);
    if (props.password) this.password = props.password;
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

  /** `redis://:password@host:port/database`, without the password if there is none. */
  public url(options: RedisUrlOptions = {}): IValue {
    const { database = 0 } = options;
    checkWhole(this, 'the database', database, [0, 15], this.url);
    return this.endpoint.url({ scheme: 'redis', ...(this.password && { password: this.password }), path: `/${database}` });
  }
}
