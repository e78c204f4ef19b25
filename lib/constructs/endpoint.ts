import type { IConstruct } from 'constructs';
import { guard } from '../border/guard';
import type { EndpointModel } from '../model/endpoint';
import type { Expression } from '../model/expression';
import { recordFault } from '../model/fault';
import { captureTrace, traceOf, type Trace } from '../model/trace';
import type { Describer, IValue } from '../model/value';
import type { IDuration, ISize } from './quantity';
import type { Publish } from './publish';
import { composeUrl } from './url';
import { joinText, ReferenceValue, type EnvValue } from './value';

/** How bytes get to an endpoint. */
export enum Protocol {
  TCP = 'tcp',
  UDP = 'udp',
}

/** Where something answers, and who may reach it. */
export interface EndpointOptions {
  /**
   * Port in the container and of the Kubernetes Service: peers use the same number in both targets.
   */
  readonly port: number;

  /** @default Protocol.TCP */
  readonly protocol?: Protocol;

  /**
   * Scheme of its URLs, unless the client says another: `https` where it has a certificate itself.
   * @default 'http'
   */
  readonly scheme?: string;

  /**
   * Who outside the application may reach it.
   * @default - its peers only
   */
  readonly publish?: Publish;

  /**
   * Longest silence of a response. A proxy in front of the endpoint waits that long.
   * @default - the proxy's own default
   */
  readonly requestTimeout?: IDuration;

  /**
   * Largest request body. A proxy in front of the endpoint lets that much through.
   * @default - the proxy's own default
   */
  readonly maxBodySize?: ISize;
}

/** How a client spells the URL of an endpoint. */
export interface UrlOptions {
  /** @default - that of the endpoint, `http` if it has said none */
  readonly scheme?: string;

  /**
   * Path, query and fragment, beginning with `/`; what no URL can hold is encoded.
   * @default - none
   */
  readonly path?: EnvValue;

  /**
   * User name, as it is: it is encoded where a URL needs it.
   * @default - no credentials
   */
  readonly user?: EnvValue;

  /**
   * Password. A secret's value cannot be URL-encoded at synthesis, so `.env.example` and the manifest ask for letters and
   * digits.
   * @default - no credentials
   */
  readonly password?: EnvValue;
}

/**
 * A port on which a workload answers. Peers refer to it by `host`, `port`, `authority` or `url`; each reference also
 * gives the start order, the network rule and the edge in the diagram.
 *
 * @example
 * const api = backend.addEndpoint('http', { port: 8000 });
 * worker.addEnv('API_URL', api.url({ path: '/v1' }));
 */
export class Endpoint {
  /** Name under which peers reach it: the same in Kubernetes and Compose. */
  public readonly host: IValue;
  /** Port on which peers reach it. */
  public readonly port: IValue;
  /** `host:port`. */
  public readonly authority: IValue;
  /**
   * Port of the Compose host on which it is published, wherever the operator has moved it. On Kubernetes, where it stays
   * inside the cluster, the number to give to `kubectl port-forward`. It needs `publish`.
   */
  public readonly publishedPort: IValue;
  /** Longest silence of a response, if it was given. */
  public readonly requestTimeout?: IDuration;

  private publishing?: { readonly publish: Publish; readonly trace?: Trace };

  /** @internal use `workload.addEndpoint` */
  public constructor(
    public readonly workload: IConstruct,
    public readonly name: string,
    private readonly options: EndpointOptions,
    /** @internal name of the sidecar that answers, if one does */
    public readonly _container?: string,
    /** Whether its host is an address of IPv6, whose colons are not that of the port. */
    hasColons = false,
  ) {
    this.host = new EndpointValue(workload, name, 'host');
    this.port = new EndpointValue(workload, name, 'port');
    this.publishedPort = new EndpointValue(workload, name, 'published-port');
    this.authority = joinText(hasColons ? ['[', this.host, ']:', this.port] : [this.host, ':', this.port]);
    this.requestTimeout = options.requestTimeout;
    if (options.publish) this.publishing = { publish: options.publish, trace: traceOf(workload) };
  }

  /** Port in the container, as a number for the workload's own configuration. */
  public get containerPort(): number {
    return this.options.port;
  }

  /** @internal */
  public get _isUdp(): boolean {
    return this.options.protocol === Protocol.UDP;
  }

  /** `scheme://user:password@host:port/path` */
  public url(options: UrlOptions = {}): IValue {
    return composeUrl({ scheme: this.options.scheme ?? 'http', ...options, authority: this.authority }, this.workload, this.url);
  }

  /**
   * The same endpoint of one replica of a stateful workload, for those who have to know each: members of a cluster, and clients
   * that choose one. Kubernetes names each pod in the headless Service, `etcd-0.etcd-headless`, also before it is ready. In Compose the name
   * leads to the container; where there are to be several, to any of them (`compose/replica-name`).
   *
   * @param replica counted from 0; one that there is not is an error (`model/replica-name`)
   *
   * @example
   * const etcd = new Workload(stack, 'etcd', { image, kind: WorkloadKind.STATEFUL, replicas: 2 });
   * const peers = etcd.addEndpoint('peers', { port: 2380 });
   * etcd.addEnv('ETCD_INITIAL_CLUSTER', text`etcd-0=${peers.ofReplica(0).url()},etcd-1=${peers.ofReplica(1).url()}`);
   */
  public ofReplica(replica: number): EndpointOfReplica {
    return new EndpointOfReplica(this, replica, this.options.scheme ?? 'http');
  }

  /** Lets someone outside the application reach it, in one way: a second one is an error (`model/conflicting-statements`). */
  public publish(publish: Publish): void {
    const trace = captureTrace(this.publish);
    const before = this.publishing;
    if (before !== undefined && before.publish !== publish) {
      recordFault(this.workload, {
        kind: 'conflict', path: this.workload.node.path, what: `the endpoint "${this.name}"`, first: `published ${before.publish._what}`, second: `published ${publish._what}`,
        firstTrace: before.trace, trace,
      });
      return;
    }
    this.publishing = { publish, trace };
  }

  /** @internal */
  public _describe(describer: Describer): EndpointModel {
    return {
      name: this.name,
      port: this.options.port,
      protocol: this.options.protocol ?? Protocol.TCP,
      ...(this._container !== undefined && { container: this._container }),
      ...(this.publishing && { exposure: this.publishing.publish._describe(this.options, describer) }),
    };
  }
}

guard(Endpoint);

/**
 * An endpoint of one replica of a stateful workload, see {@link Endpoint.ofReplica}.
 *
 * @example
 * const store = new Workload(stack, 'store', { image, kind: WorkloadKind.STATEFUL });
 * const first = store.addEndpoint('peers', { port: 2380 }).ofReplica(0);
 * worker.addEnv('SEED', first.authority);
 */
export class EndpointOfReplica {
  /** Name of the replica: the same in Kubernetes and Compose. */
  public readonly host: IValue;
  /** Port on which peers reach it, which is that of all replicas. */
  public readonly port: IValue;
  /** `host:port`. */
  public readonly authority: IValue;

  /** @internal use `endpoint.ofReplica` */
  public constructor(private readonly endpoint: Endpoint, replica: number, private readonly scheme: string) {
    this.host = new EndpointValue(endpoint.workload, endpoint.name, 'host', replica);
    this.port = endpoint.port;
    this.authority = joinText([this.host, ':', this.port]);
  }

  /** `scheme://user:password@host:port/path` */
  public url(options: UrlOptions = {}): IValue {
    return composeUrl({ scheme: this.scheme, ...options, authority: this.authority }, this.endpoint.workload, this.url);
  }
}

guard(EndpointOfReplica);

class EndpointValue extends ReferenceValue {
  public constructor(
    private readonly workload: IConstruct,
    private readonly endpoint: string,
    private readonly part: 'host' | 'port' | 'published-port',
    private readonly replica?: number,
  ) {
    super(workload);
  }

  protected override get what(): string {
    return `${this.part} of ${this.workload.node.id}.${this.endpoint}`;
  }

  /** @internal */
  public _toExpression(describer: Describer): Expression {
    return { kind: this.part, peer: describer.pathOf(this.workload), endpoint: this.endpoint, ...(this.replica !== undefined && { replica: this.replica }) };
  }
}
