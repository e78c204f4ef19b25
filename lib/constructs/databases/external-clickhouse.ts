import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import { urlPart } from '../../quoting/url';
import type { Endpoint } from '../endpoint';
import type { Secret } from '../secret';
import type { ClickHouseUrlOptions } from './clickhouse';
import { ExternalStore, type ExternalHttpOptions } from './external-store';

/** A ClickHouse, of the stack (`new ClickHouse`) or of somebody else (`ClickHouse.external`): which of the two is one line of a program. */
export interface IClickHouse {
  /** The HTTP API. */
  readonly http: Endpoint;
  /** The native protocol. */
  readonly native: Endpoint;
  /** Name of the database. */
  readonly database: string;
  /** Name of the user. */
  readonly user: string;
  /** Password of the user. */
  readonly password: Secret;
  /** Name under which clients reach it. */
  readonly host: IValue;
  /** `http://host:port`, or `http://user:password@host:port/?database=name`. */
  url(options?: ClickHouseUrlOptions): IValue;
  /** `clickhouse://host:port`, or `clickhouse://user:password@host:port/database`. */
  nativeUrl(options?: ClickHouseUrlOptions): IValue;
}

/** Where a ClickHouse of somebody else answers, and for whom. */
export interface ExternalClickHouseProps extends ExternalHttpOptions {
  /** @default - 8443, without encryption 8123 */
  readonly httpPort?: number;

  /** @default - 9440, without encryption 9000 */
  readonly nativePort?: number;

  /** @default 'default' */
  readonly database?: string;

  /** @default 'default' */
  readonly user?: string;

  /**
   * The user's password.
   * @default - the secret `<ID>_PASSWORD` of the stack, the name that it has with a server of the stack
   */
  readonly password?: Secret;
}

/**
 * A ClickHouse that somebody else runs, with the properties of one of the stack.
 *
 * @example
 * const events = ClickHouse.external(stack, 'clickhouse', { host: 'ab1cd.eu-central-1.aws.clickhouse.cloud', database: 'events' });
 * api.addEnv('CLICKHOUSE_URL', events.url());
 * api.addEnv('CLICKHOUSE_PASSWORD', events.password);
 */
export class ExternalClickHouse extends ExternalStore implements IClickHouse {
  public readonly http: Endpoint;
  public readonly native: Endpoint;
  public readonly database: string;
  public readonly user: string;
  public readonly password: Secret;
  private readonly query: string;

  public constructor(scope: Construct, id: string, props: ExternalClickHouseProps) {
    ({ scope, id, props } = given(ExternalClickHouse, new.target, scope, id, props));
    super(scope, id, props);
    const { tls = true, httpPort = tls ? 8443 : 8123, nativePort = tls ? 9440 : 9000, database = 'default', user = 'default' } = props;
    this.database = database;
    this.user = user;
    this.password = props.password ?? this._secret('PASSWORD', `Password of the ClickHouse user ${user}.`, ExternalClickHouse);
    this.query = tls ? '?secure=true' : '';
    this.http = this._main('http', { port: httpPort, scheme: tls ? 'https' : 'http' });
    this.native = this.addEndpoint('native', { port: nativePort, scheme: 'clickhouse' });
  }

  /** `https://host:port`, or `https://user:password@host:port/?database=name`. */
  public url(options: ClickHouseUrlOptions = {}): IValue {
    return this.http.url(options.credentials === true ? { user: this.user, password: this.password, path: `/?database=${urlPart(this.database)}` } : {});
  }

  /** `clickhouse://host:port?secure=true`, or `clickhouse://user:password@host:port/database?secure=true`: the native protocol, which migrations use. */
  public nativeUrl(options: ClickHouseUrlOptions = {}): IValue {
    return this.native.url(options.credentials === true ? { user: this.user, password: this.password, path: `/${urlPart(this.database)}${this.query}` } : { path: this.query });
  }
}

guard(ExternalClickHouse);
