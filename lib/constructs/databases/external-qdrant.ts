import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { Endpoint } from '../endpoint';
import type { Secret } from '../secret';
import { ExternalStore, type ExternalHttpOptions } from './external-store';

/** A Qdrant, of the stack (`new Qdrant`) or of somebody else (`Qdrant.external`): which of the two is one line of a program. */
export interface IQdrant {
  /** The HTTP API. */
  readonly http: Endpoint;
  /** The gRPC API. */
  readonly grpc: Endpoint;
  /** What clients have to give, if anything. */
  readonly apiKey?: Secret;
}

/** Where a Qdrant of somebody else answers, and what it asks its clients. */
export interface ExternalQdrantProps extends ExternalHttpOptions {
  /** @default 6333 */
  readonly httpPort?: number;

  /** @default 6334 */
  readonly grpcPort?: number;

  /**
   * What clients have to give.
   * @default - nothing, with a warning (`model/external-credentials`)
   */
  readonly apiKey?: Secret;
}

/**
 * A Qdrant that somebody else runs, with the properties of one of the stack.
 *
 * @example
 * const apiKey = new Secret(stack, 'QDRANT_API_KEY', { description: 'Key of the managed Qdrant.' });
 * const qdrant = Qdrant.external(stack, 'qdrant', { host: 'ab1cd.eu-central.aws.cloud.qdrant.io', apiKey });
 * api.addEnv('QDRANT_URL', qdrant.http.url());
 */
export class ExternalQdrant extends ExternalStore implements IQdrant {
  public readonly http: Endpoint;
  public readonly grpc: Endpoint;
  public readonly apiKey?: Secret;

  public constructor(scope: Construct, id: string, props: ExternalQdrantProps) {
    ({ scope, id, props } = given(ExternalQdrant, new.target, scope, id, props));
    super(scope, id, props);
    if (props.apiKey) this.apiKey = props.apiKey;
    else this._lacks('API key');
    const scheme = props.tls === false ? 'http' : 'https';
    this.http = this._main('http', { port: props.httpPort ?? 6333, scheme });
    this.grpc = this.addEndpoint('grpc', { port: props.grpcPort ?? 6334, scheme });
  }
}

guard(ExternalQdrant);
