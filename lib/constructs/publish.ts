import { guard } from '../border/guard';
import type { ExposureModel, HostPort } from '../model/endpoint';
import type { EndpointOptions } from './endpoint';
import { bytesOf, Duration, Size, type IDuration, type ISize } from './quantity';

/** What the operator of a Compose host can set. */
export interface PublishOptions {
  /**
   * Variable by which the operator of the Compose file moves the port.
   * @default - `<WORKLOAD>_PORT` for the first endpoint of a workload, `<WORKLOAD>_<ENDPOINT>_PORT` for others
   */
  readonly variable?: string;
}

/** How a host name is served. */
export interface PublicHostOptions extends PublishOptions {
  /**
   * Whether it is served with TLS. Kubernetes takes the certificate from the Secret named after the host
   * (`society.example.com` → `society-example-com-tls`); in Compose TLS ends at the operator's own proxy.
   * @default true
   */
  readonly tls?: boolean;

  /**
   * Name of the Secret that Kubernetes takes the certificate from.
   * @default - named after the host
   */
  readonly tlsSecret?: string;

  /**
   * Name of the ClusterIssuer from which cert-manager gets the certificate and puts it into that Secret.
   * @default - the certificate is put there out of band
   */
  readonly clusterIssuer?: string;

  /**
   * Class of the ingress controller.
   * @default - that of the target, `new Kubernetes({ ingressClass })`, otherwise `nginx`
   */
  readonly ingressClass?: string;

  /**
   * Largest request body that the ingress lets through.
   * @default - the endpoint's own `maxBodySize`, otherwise 100 MiB
   */
  readonly maxBodySize?: ISize;

  /**
   * Port of the Compose host's loopback interface, for the operator's own proxy.
   * @default - the endpoint's port
   */
  readonly localPort?: number;
}

/** Where an endpoint is published under a host name, and how. */
export interface PublishAtHostOptions extends PublicHostOptions {
  /**
   * Path prefix under which the host sends requests here.
   * @default '/'
   */
  readonly path?: string;

  /**
   * Longest silence of a response before the ingress gives up; streams need a long one.
   * @default - the endpoint's own `requestTimeout`, otherwise 5 minutes
   */
  readonly requestTimeout?: IDuration;
}

/**
 * Who outside the application may reach an endpoint. An endpoint that is not published is reached by its peers only.
 *
 * @example
 * Publish.atHost('society.example.com', { localPort: 3000 })
 * @example
 * Publish.onLoopback(5432)
 */
export class Publish {
  /**
   * Under a host name. Kubernetes gets an Ingress; Compose, which has no notion of host names, a port on loopback
   * (`compose/public-host`).
   */
  public static atHost(host: string, options: PublishAtHostOptions = {}): Publish {
    return new Publish(`at the host ${host}${options.path ?? ''}`, options, options.localPort, (port, endpoint) => ({
      kind: 'public',
      host,
      path: options.path ?? '/',
      tls: options.tls ?? true,
      ...((options.tlsSecret !== undefined || options.clusterIssuer !== undefined) && {
        certificate: {
          ...(options.tlsSecret !== undefined && { secret: options.tlsSecret }),
          ...(options.clusterIssuer !== undefined && { issuer: options.clusterIssuer }),
        },
      }),
      ...(options.ingressClass !== undefined && { className: options.ingressClass }),
      requestTimeout: (options.requestTimeout ?? endpoint.requestTimeout ?? Duration.minutes(5)).toMilliseconds(),
      maxBodySize: bytesOf(options.maxBodySize ?? endpoint.maxBodySize ?? Size.mebibytes(100)),
      port,
    }));
  }

  /** On this machine only: Compose binds 127.0.0.1, Kubernetes keeps it inside the cluster (`kubernetes/host-port`). */
  public static onLoopback(port: number, options: PublishOptions = {}): Publish {
    return new Publish(`on port ${port} of loopback`, options, port, (hostPort) => ({ kind: 'host-port', reach: 'loopback', port: hostPort }));
  }

  /** On every network of the machine that runs Compose; Kubernetes keeps it inside the cluster (`kubernetes/host-port`). */
  public static onHostPort(port: number, options: PublishOptions = {}): Publish {
    return new Publish(`on port ${port} of the host`, options, port, (hostPort) => ({ kind: 'host-port', reach: 'all', port: hostPort }));
  }

  /**
   * On one address of the machine that runs Compose, such as that of an internal network; Kubernetes keeps it inside the
   * cluster (`kubernetes/host-port`).
   */
  public static onAddress(address: string, port: number, options: PublishOptions = {}): Publish {
    return new Publish(`on port ${port} of ${address}`, options, port, (hostPort) => ({ kind: 'host-port', reach: 'address', address, port: hostPort }));
  }

  /**
   * On a port that the engine of Compose chooses among the free ones each time that a container is made, one for each
   * replica; `docker compose port <workload> <port>` says which. Kubernetes keeps it inside the cluster (`kubernetes/host-port`).
   */
  public static onFreePort(): Publish {
    return new Publish('on a free port of the host', {}, undefined, () => ({ kind: 'host-port', reach: 'all' }));
  }

  private constructor(
    /** @internal how a message calls it */
    public readonly _what: string,
    private readonly options: PublishOptions,
    private readonly port: number | undefined,
    private readonly exposure: (port: HostPort, endpoint: EndpointOptions) => ExposureModel,
  ) {}

  /** @internal */
  public _describe(endpoint: EndpointOptions): ExposureModel {
    const { variable } = this.options;
    return this.exposure({ default: this.port ?? endpoint.port, ...(variable !== undefined && { setting: variable }) }, endpoint);
  }
}

guard(Publish);
