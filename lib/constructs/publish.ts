import { guard } from '../border/guard';
import type { ExposureModel, HostAddressModel, HostPort, HostPortExposure } from '../model/endpoint';
import type { Describer, IValue } from '../model/value';
import { chosenText } from './chosen-text';
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
   * Further host names under which the same is found.
   * @default - none
   */
  readonly otherHosts?: readonly string[];

  /**
   * Whether it is served with TLS. Kubernetes takes the certificate from the Secret named after the first host
   * (`society.example.com` → `society-example-com-tls`); in Compose TLS ends at the operator's own proxy.
   * @default true; for any host, whether `tlsSecret` is given
   */
  readonly tls?: boolean;

  /**
   * Name of the Secret that Kubernetes takes the certificate from.
   * @default - named after the first host; for any host, the ingress controller's own certificate
   */
  readonly tlsSecret?: string;

  /**
   * Name of the ClusterIssuer from which cert-manager gets the certificate and puts it into that Secret.
   * @default - that of the target, `new Kubernetes({ clusterIssuer })`, unless `tlsSecret` is given; otherwise the certificate is put there out of band
   */
  readonly clusterIssuer?: string;

  /**
   * Class of the ingress controller.
   * @default - that of the target, `new Kubernetes({ ingressClass })`, otherwise the default class of the cluster
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

  /**
   * Address of the Compose host on which that port is: `0.0.0.0` for every network that it is on, where Compose is an entrance
   * of its own, without TLS (`compose/public-on-host`). It may be a parameter with a default.
   * @default '127.0.0.1'
   */
  readonly localAddress?: string | IValue;
}

/** What leads from outside of a cluster to an endpoint, for what is no HTTP. */
export enum ServiceType {
  /** A balancer of the cloud's, or of MetalLB and its like, at an address of its own. */
  LOAD_BALANCER = 'LoadBalancer',
  /** A port of every node of the cluster. */
  NODE_PORT = 'NodePort',
}

/** How a port of the Compose host is served by a cluster. */
export interface PublishPortOptions extends PublishOptions {
  /**
   * What leads to it on Kubernetes: a Service of this type, on the same port as on the Compose host. That of a node is from
   * 30000 to 32767; for any other one the cluster chooses (`kubernetes/node-port`). Everyone is let in.
   *
   * @example
   * api.addEndpoint('mqtt', { port: 1883, publish: Publish.onHostPort(1883, { serviceType: ServiceType.LOAD_BALANCER }) });
   *
   * @default - nothing: it stays inside the cluster (`kubernetes/host-port`)
   */
  readonly serviceType?: ServiceType;
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
    return Publish._atHosts(host, options);
  }

  /**
   * Under whatever host name is asked for, without TLS unless `tls` or `tlsSecret` say otherwise. Kubernetes gets an Ingress
   * without a host, which has what no other one claims; Compose a port on loopback (`compose/public-host`).
   */
  public static atAnyHost(options: PublishAtHostOptions = {}): Publish {
    return Publish._atHosts(undefined, options);
  }

  /** @internal */
  public static _atHosts(host: string | undefined, options: PublishAtHostOptions): Publish {
    return new Publish(`at ${host === undefined ? 'any host' : `the host ${host}`}${options.path ?? ''}`, options, options.localPort, (port, endpoint, describer) => ({
      kind: 'public',
      ...(options.localAddress !== undefined && options.localAddress !== LOOPBACK && addressOf(options.localAddress, describer)),
      ...(host !== undefined && { host }),
      ...(options.otherHosts?.length && { otherHosts: [...options.otherHosts] }),
      path: options.path ?? '/',
      tls: options.tls ?? (host !== undefined || options.tlsSecret !== undefined),
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

  /** On every network of the machine that runs Compose; Kubernetes keeps it inside the cluster (`kubernetes/host-port`), unless a `serviceType` is said. */
  public static onHostPort(port: number, options: PublishPortOptions = {}): Publish {
    return new Publish(`on port ${port} of the host`, options, port, (hostPort) => ({ kind: 'host-port', reach: 'all', port: hostPort, ...typeOf(options) }));
  }

  /**
   * On one address of the machine that runs Compose, such as that of an internal network, which may be a parameter with a
   * default; Kubernetes keeps it inside the cluster (`kubernetes/host-port`), unless a `serviceType` is said.
   *
   * @example
   * const address = new Parameter(stack, 'BIND_ADDRESS', { default: '127.0.0.1', description: 'Where the API answers.' });
   * api.addEndpoint('http', { port: 8000, publish: Publish.onAddress(address, 8000) });
   */
  public static onAddress(address: string | IValue, port: number, options: PublishPortOptions = {}): Publish {
    const what = typeof address === 'string' ? address : 'an address that the operator chooses';
    return new Publish(`on port ${port} of ${what}`, options, port, (hostPort, _endpoint, describer) => ({ kind: 'host-port', ...addressOf(address, describer), port: hostPort, ...typeOf(options) }));
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
    private readonly exposure: (port: HostPort, endpoint: EndpointOptions, describer: Describer) => ExposureModel,
  ) {}

  /** @internal */
  public _describe(endpoint: EndpointOptions, describer: Describer): ExposureModel {
    const { variable } = this.options;
    return this.exposure({ default: this.port ?? endpoint.port, ...(variable !== undefined && { setting: variable }) }, endpoint, describer);
  }
}

const LOOPBACK = '127.0.0.1';

function addressOf(given: string | IValue, describer: Describer): HostAddressModel {
  const { text, chosen } = chosenText(given, describer);
  if (chosen === undefined && text === LOOPBACK) return { reach: 'loopback' };
  return chosen === undefined && text === '0.0.0.0' ? { reach: 'all' } : { reach: 'address', address: text, ...(chosen && { chosenAddress: chosen }) };
}

function typeOf({ serviceType }: PublishPortOptions): Pick<HostPortExposure, 'serviceType'> {
  return serviceType === undefined ? {} : { serviceType };
}

guard(Publish);
