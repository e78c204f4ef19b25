import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import type { Secret } from '../secret';
import { ExternalStore, type ExternalHttpOptions } from './external-store';

/** A Meilisearch, of the stack (`new Meilisearch`) or of somebody else (`Meilisearch.external`): which of the two is one line of a program. */
export interface IMeilisearch {
  /** The HTTP API. */
  readonly http: Endpoint;
  /** The key that may do everything. */
  readonly masterKey: Secret;
  /** Name under which clients reach it. */
  readonly host: IValue;
  /** Port on which clients reach it. */
  readonly port: IValue;
  /** `http://host:port`; clients are given the key by itself. */
  url(): IValue;
}

/** Where a Meilisearch of somebody else answers, and for whom. */
export interface ExternalMeilisearchProps extends ExternalHttpOptions {
  /** @default - 443, without encryption 7700 */
  readonly port?: number;

  /**
   * The key that clients give.
   * @default - the secret `<ID>_MASTER_KEY` of the stack, the name that it has with a server of the stack
   */
  readonly masterKey?: Secret;
}

/**
 * A Meilisearch that somebody else runs, with the properties of one of the stack.
 *
 * @example
 * const search = Meilisearch.external(stack, 'search', { host: 'ms-1a2b.fra.meilisearch.io' });
 * api.addEnv('MEILI_URL', search.url());
 * api.addEnv('MEILI_MASTER_KEY', search.masterKey);
 */
export class ExternalMeilisearch extends ExternalStore implements IMeilisearch {
  public readonly http: Endpoint;
  public readonly masterKey: Secret;

  public constructor(scope: Construct, id: string, props: ExternalMeilisearchProps) {
    ({ scope, id, props } = given(ExternalMeilisearch, new.target, scope, id, props));
    super(scope, id, props);
    const { tls = true, port = tls ? 443 : 7700 } = props;
    this.masterKey = props.masterKey ?? this._secret('MASTER_KEY', `Key that clients of the Meilisearch ${id} give.`, ExternalMeilisearch);
    this.http = this._main('http', { port, scheme: tls ? 'https' : 'http' });
  }

  /** `https://host:port`; clients are given the key by itself. */
  public url(): IValue {
    return this.http.url();
  }
}

guard(ExternalMeilisearch);
