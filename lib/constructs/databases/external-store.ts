import type { Construct } from 'constructs';
import type { OnStack } from '../../model/trace';
import type { IValue } from '../../model/value';
import type { Endpoint } from '../endpoint';
import { ExternalServer, type ExternalEndpointOptions, type ExternalHostOptions } from '../external-server';
import type { Secret } from '../secret';
import { serverSecret } from './server-secret';

/** Where a server of somebody else answers over HTTP. */
export interface ExternalHttpOptions extends ExternalHostOptions {
  /**
   * Whether connections are encrypted: `https` in URLs.
   * @default true
   */
  readonly tls?: boolean;
}

/** What databases and stores have in common that somebody else runs: one address that clients are told, and secrets with the names that they have with one of the stack. */
export abstract class ExternalStore extends ExternalServer {
  private main!: Endpoint;

  /** Name under which clients reach it. */
  public get host(): IValue {
    return this.main.host;
  }

  /** Port on which clients reach it. */
  public get port(): IValue {
    return this.main.port;
  }

  /**
   * The endpoint that is its address.
   * @internal
   */
  protected _main(name: string, options: ExternalEndpointOptions): Endpoint {
    return (this.main = this.addEndpoint(name, options));
  }

  /**
   * The secret `<ID>_<NAME>` of the stack.
   * @internal
   */
  protected _secret(name: string, description: string, below: OnStack, what = 'server'): Secret {
    return serverSecret(this.node.scope as Construct, { server: this.resourceName, name, description, hint: `whoever runs the ${what} says it` }, below);
  }
}
