import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import type { Secret } from '../secret';
import { ExternalStore, type ExternalHttpOptions } from './external-store';

/** A SurrealDB, of the stack (`new SurrealDb`) or of somebody else (`SurrealDb.external`): which of the two is one line of a program. */
export interface ISurrealDb {
  /** HTTP and WebSocket. */
  readonly http: Endpoint;
  /** Name of the user. */
  readonly username: string;
  /** Password of the user. */
  readonly password: Secret;
  /** `ws://host:port/rpc`: what client libraries connect to. It holds no credentials. */
  rpcUrl(): IValue;
}

/** Where a SurrealDB of somebody else answers, and for whom. */
export interface ExternalSurrealDbProps extends ExternalHttpOptions {
  /** @default - 443, without encryption 8000 */
  readonly port?: number;

  /** @default 'root' */
  readonly username?: string;

  /**
   * The user's password.
   * @default - the secret `<ID>_PASSWORD` of the stack, the name that it has with a server of the stack
   */
  readonly password?: Secret;
}

/**
 * A SurrealDB that somebody else runs, with the properties of one of the stack.
 *
 * @example
 * const surreal = SurrealDb.external(stack, 'surrealdb', { host: 'shop-1a2b.aws-euw1.surreal.cloud', username: 'shop' });
 * api.addEnv('SURREAL_URL', surreal.rpcUrl());
 * api.addEnv('SURREAL_PASSWORD', surreal.password);
 */
export class ExternalSurrealDb extends ExternalStore implements ISurrealDb {
  public readonly http: Endpoint;
  public readonly username: string;
  public readonly password: Secret;
  private readonly isEncrypted: boolean;

  public constructor(scope: Construct, id: string, props: ExternalSurrealDbProps) {
    ({ scope, id, props } = given(ExternalSurrealDb, new.target, scope, id, props));
    super(scope, id, props);
    const { username = 'root', tls = true, port = tls ? 443 : 8000 } = props;
    this.username = username;
    this.password = props.password ?? this._secret('PASSWORD', `Password of the SurrealDB user ${username}.`, ExternalSurrealDb);
    this.isEncrypted = tls;
    this.http = this._main('http', { port, scheme: tls ? 'https' : 'http' });
  }

  /** `wss://host:port/rpc`: what client libraries connect to. It holds no credentials. */
  public rpcUrl(): IValue {
    return this.http.url({ scheme: this.isEncrypted ? 'wss' : 'ws', path: '/rpc' });
  }
}

guard(ExternalSurrealDb);
