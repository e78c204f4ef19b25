import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import { defaultBytes } from '../chosen-values';
import type { Endpoint } from '../endpoint';
import { HealthProbe } from '../health-probe';
import { Image } from '../image';
import type { Publish } from '../publish';
import { reportMeaningless } from '../meaningless';
import { bytesOf, Duration, Size, type ISize } from '../quantity';
import type { Secret } from '../secret';
import { Scratch } from '../storage';
import type { User } from '../container-options';
import { Workload, WorkloadKind } from '../workload';
import type { Resources } from '../resources';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { ExternalRedis, type ExternalRedisProps, type IRedis } from './external-redis';
import { reportUnknownVersion, userIn, withFacts } from './known-image';
import { REDIS_IMAGES, redisPrograms } from './redis-facts';
import { checkSetting, checkWhole } from './server-rules';
import { reportSettings, spelledSettings, type ServerSettings, type SettingRules, type SpelledSettings } from './server-settings';

const PORT = 6379;
const DATA = '/data';

const SETTINGS: SettingRules = {
  name: { pattern: /^[a-z][a-z0-9-]*$/, rule: 'that of a directive of Redis, such as notify-keyspace-events' },
  own: {
    port: 'peers reach the server on the port of its endpoint',
    bind: 'peers reach the server on all addresses of the container',
    dir: 'the data lies on the volume',
    daemonize: 'it is the container that runs in the background',
    requirepass: 'the property password says it',
    appendonly: 'the property persistent says it',
    maxmemory: 'the property maxMemory says it',
    'maxmemory-policy': 'the property maxMemoryPolicy says it',
  },
  spelling: ['yes', 'no'],
};

/** Of a cache as well: nothing is written to disk. */
const CACHE_SETTINGS: SettingRules = { ...SETTINGS, own: { ...SETTINGS.own, save: 'nothing is written to disk, unless it is persistent' } };

/** What is let go when the memory is full. */
export enum MaxMemoryPolicy {
  /** Nothing: writing is refused. Queues need it. */
  NO_EVICTION = 'noeviction',
  /** What was not used for the longest time. */
  ALL_KEYS_LRU = 'allkeys-lru',
  /** What is used least often. */
  ALL_KEYS_LFU = 'allkeys-lfu',
  /** Anything. */
  ALL_KEYS_RANDOM = 'allkeys-random',
  /** Of what expires, what was not used for the longest time. */
  VOLATILE_LRU = 'volatile-lru',
  /** Of what expires, what is used least often. */
  VOLATILE_LFU = 'volatile-lfu',
  /** Anything that expires. */
  VOLATILE_RANDOM = 'volatile-random',
  /** What expires first. */
  VOLATILE_TTL = 'volatile-ttl',
}

/** How a Redis is set up. */
export interface RedisProps extends DataVolumeOptions {
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
   * Memory for data, below the memory limit: what a copy for the append-only file takes, and the buffers of clients, come on top.
   * @default - none: it takes what it needs, and is killed at the memory limit
   */
  readonly maxMemory?: ISize;

  /**
   * What is let go when the memory is full.
   * @default MaxMemoryPolicy.NO_EVICTION
   */
  readonly maxMemoryPolicy?: MaxMemoryPolicy;

  /**
   * Further directives by name, such as `{ databases: 32, 'notify-keyspace-events': 'Ex' }`: arguments of the server in both
   * targets. `{ save: '60 1000' }` adds snapshots to the append-only file. Those that follow from other properties are
   * refused (`model/server-setting`).
   *
   * @example
   * new Redis(stack, 'redis', { maxMemory: Size.mebibytes(128), maxMemoryPolicy: MaxMemoryPolicy.ALL_KEYS_LRU, settings: { databases: 32 } });
   *
   * @default - the server's own
   */
  readonly settings?: ServerSettings;

  /**
   * An official image of Redis 6 to 8, or `valkey/valkey` of Valkey 8 or 9, whose facts are known; a warning names any other
   * version.
   * @default Image.fromReference('redis:7-alpine')
   */
  readonly image?: Image;

  /**
   * The image's own `redis` user: 999:1000 in the alpine variants, 999:999 in the others.
   * @default - that of the image, if it is a known one, or else 999:1000
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
 * Redis, or Valkey, one server. Unless it is given a password it has none: only peers that refer to it can reach it.
 *
 * Runs as the image's own user on a read-only root. The check reads the password from the container's environment.
 *
 * @example
 * const redis = new Redis(stack, 'redis', { persistent: true });
 * api.addEnv('REDIS_URL', redis.url({ database: 1 }));
 */
export class Redis extends Workload implements IRedis {
  /** One that somebody else runs, with the same properties. */
  public static external(scope: Construct, id: string, props: ExternalRedisProps): ExternalRedis {
    return new ExternalRedis(scope, id, props);
  }

  /** The endpoint `redis`. */
  public readonly endpoint: Endpoint;
  /** What clients have to give, if anything. */
  public readonly password?: Secret;

  public constructor(scope: Construct, id: string, props: RedisProps = {}) {
    ({ scope, id, props } = given(Redis, new.target, scope, id, props));
    const persistent = props.persistent ?? false;
    const image = props.image ?? Image.fromReference('redis:7-alpine');
    const { server, client, password } = redisPrograms(image._describe(id, id).reference);
    const settings = spelledSettings(props.settings, persistent ? SETTINGS : CACHE_SETTINGS);
    const limit = props.resources?.memory?.limit ?? Size.mebibytes(256);
    super(scope, id, {
      kind: persistent ? WorkloadKind.STATEFUL : WorkloadKind.SERVICE,
      image: withFacts(image, REDIS_IMAGES),
      command: [
        server,
        ...(persistent ? ['--appendonly', 'yes'] : ['--save', '', '--appendonly', 'no']),
        ...(props.maxMemory ? ['--maxmemory', `${Math.ceil(props.maxMemory.toKibibytes())}kb`] : []),
        ...(props.maxMemoryPolicy !== undefined ? ['--maxmemory-policy', props.maxMemoryPolicy] : []),
        ...settings.entries.flatMap(directive),
        ...(props.password ? ['--requirepass', props.password] : []),
      ],
      user: props.runAs ?? userIn(REDIS_IMAGES, image, id) ?? { uid: 999, gid: 1000 },
      // The client reads the password from here.
      ...(props.password && { env: { [password]: props.password } }),
      egress: false,
      tmp: false,
      mounts: persistent ? {} : { [DATA]: Scratch.ofSize(Size.mebibytes(1)) },
      // While it reads its data it answers, with an error that is no failure of the client.
      health: HealthProbe.fromCommand(['sh', '-c', `[ "$(${client} ping)" = PONG ]`], {
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 5,
        startPeriod: Duration.seconds(20),
        startInterval: Duration.seconds(2),
      }),
      resources: {
        cpu: { request: 0.1, limit: 0.5, ...props.resources?.cpu },
        memory: { request: Size.mebibytes(64), limit, ...props.resources?.memory },
      },
    });
    reportUnknownVersion(this, image, REDIS_IMAGES, Redis);
    reportSettings(this, settings, Redis);
    const most = defaultBytes(limit);
    const tooMuch = props.maxMemory && most !== undefined && bytesOf(props.maxMemory) >= most ? `${bytesOf(props.maxMemory)} bytes` : undefined;
    checkSetting(this, 'maxMemory', tooMuch, () => `less than the memory limit of ${most} bytes`, Redis);
    if (!persistent) {
      for (const field of ['storage', 'storageClass', 'hostPath'] as const) if (props[field] !== undefined) reportMeaningless(this, `the property ${field}`, 'it is not persistent', Redis);
    }
    if (props.password) this.password = props.password;
    this.endpoint = this.addEndpoint('redis', { port: PORT, ...(props.publish && { publish: props.publish }) });
    if (persistent) this.addMount(DATA, dataVolume(this, 'data', props.storage ?? Size.gibibytes(1), props));
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

guard(Redis);

/** A directive as arguments: what has a blank in it are several. */
function directive([name, value]: SpelledSettings['entries'][number]): (string | IValue)[] {
  return [`--${name}`, ...(typeof value === 'string' && value.trim() !== '' ? value.trim().split(/\s+/) : [value])];
}
