import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import type { ExternalHostOptions } from '../external-server';
import type { Secret } from '../secret';
import { ExternalStore } from './external-store';
import type { RedisUrlOptions } from './redis';
import { checkWhole } from './server-rules';

/** A Redis or Valkey, of the stack (`new Redis`) or of somebody else (`Redis.external`): which of the two is one line of a program. */
export interface IRedis {
  /** Where it answers. */
  readonly endpoint: Endpoint;
  /** What clients have to give, if anything. */
  readonly password?: Secret;
  /** Name under which clients reach it. */
  readonly host: IValue;
  /** Port on which clients reach it. */
  readonly port: IValue;
  /** `redis://:password@host:port/database` */
  url(options?: RedisUrlOptions): IValue;
}

/** Where a Redis of somebody else answers, and what it asks its clients. */
export interface ExternalRedisProps extends ExternalHostOptions {
  /** @default 6379 */
  readonly port?: number;

  /**
   * Name of the user, where the server has some.
   * @default - none: the server's own default
   */
  readonly user?: string;

  /**
   * What clients have to give.
   * @default - nothing, with a warning (`model/external-credentials`)
   */
  readonly password?: Secret;

  /**
   * Whether the connection is encrypted: `rediss` in URLs.
   * @default true
   */
  readonly tls?: boolean;
}

/**
 * A Redis or Valkey that somebody else runs, with the properties of one of the stack.
 *
 * @example
 * const password = new Secret(stack, 'REDIS_PASSWORD', { description: 'Password of the managed Redis.' });
 * const redis = Redis.external(stack, 'redis', { host: 'cache.example.com', password });
 * api.addEnv('REDIS_URL', redis.url());
 */
export class ExternalRedis extends ExternalStore implements IRedis {
  public readonly endpoint: Endpoint;
  public readonly password?: Secret;
  private readonly user?: string;

  public constructor(scope: Construct, id: string, props: ExternalRedisProps) {
    ({ scope, id, props } = given(ExternalRedis, new.target, scope, id, props));
    super(scope, id, props);
    if (props.password) this.password = props.password;
    else this._lacks('password');
    if (props.user !== undefined) this.user = props.user;
    this.endpoint = this._main('redis', { port: props.port ?? 6379, scheme: props.tls === false ? 'redis' : 'rediss' });
  }

  /** `rediss://user:password@host:port/database` */
  public url(options: RedisUrlOptions = {}): IValue {
    const { database = 0 } = options;
    checkWhole(this, 'the database', database, [0, 15], this.url);
    return this.endpoint.url({ ...(this.user !== undefined && { user: this.user }), ...(this.password && { password: this.password }), path: `/${database}` });
  }
}

guard(ExternalRedis);
