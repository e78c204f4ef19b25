import type { Construct } from 'constructs';
import { given, guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import type { Secret } from '../secret';
import { ExternalStore, type ExternalHttpOptions } from './external-store';

/** A Weaviate, of the stack (`new Weaviate`) or of somebody else (`Weaviate.external`): which of the two is one line of a program. */
export interface IWeaviate {
  /** The HTTP API. */
  readonly http: Endpoint;
  /** The gRPC API. */
  readonly grpc: Endpoint;
  /** What clients have to give. */
  readonly apiKey: Secret;
  /** Name under which clients reach it. */
  readonly host: IValue;
  /** `http://host:port`; clients are given the key by itself. */
  url(): IValue;
}

/** Where a Weaviate of somebody else answers, and for whom. */
export interface ExternalWeaviateProps extends ExternalHttpOptions {
  /** @default - 443, without encryption 8080 */
  readonly httpPort?: number;

  /**
   * Of a gRPC API at the same host; for one at another, see {@link ExternalServer}.
   * @default 50051
   */
  readonly grpcPort?: number;

  /**
   * What clients have to give.
   * @default - the secret `<ID>_API_KEY` of the stack, the name that it has with a server of the stack
   */
  readonly apiKey?: Secret;
}

/**
 * A Weaviate that somebody else runs, with the properties of one of the stack.
 *
 * @example
 * const weaviate = Weaviate.external(stack, 'weaviate', { host: 'vectors.example.com' });
 * api.addEnv('WEAVIATE_URL', weaviate.url());
 * api.addEnv('WEAVIATE_API_KEY', weaviate.apiKey);
 */
export class ExternalWeaviate extends ExternalStore implements IWeaviate {
  public readonly http: Endpoint;
  public readonly grpc: Endpoint;
  public readonly apiKey: Secret;

  public constructor(scope: Construct, id: string, props: ExternalWeaviateProps) {
    ({ scope, id, props } = given(ExternalWeaviate, new.target, scope, id, props));
    super(scope, id, props);
    const { tls = true, httpPort = tls ? 443 : 8080, grpcPort = 50051 } = props;
    const scheme = tls ? 'https' : 'http';
    this.apiKey = props.apiKey ?? this._secret('API_KEY', `Key that clients of the Weaviate ${id} give.`, ExternalWeaviate);
    this.http = this._main('http', { port: httpPort, scheme });
    this.grpc = this.addEndpoint('grpc', { port: grpcPort, scheme });
  }

  /** `https://host:port`; clients are given the key by itself. */
  public url(): IValue {
    return this.http.url();
  }
}

guard(ExternalWeaviate);
