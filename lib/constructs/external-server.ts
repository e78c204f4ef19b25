import { isIPv6 } from 'node:net';
import { Construct } from 'constructs';
import { given, guard } from '../border/guard';
import { markDescribable, type IDescribable, type StackDraft } from '../model/draft';
import { recordFault } from '../model/fault';
import { captureTrace, setTrace } from '../model/trace';
import type { INamed, IValue } from '../model/value';
import { chosenText } from './chosen-text';
import { Endpoint, type Protocol } from './endpoint';
import { freeId } from './identity';
import { toExpression } from './value';

/** Where a server answers that somebody else runs. */
export interface ExternalHostOptions {
  /**
   * Its name or address, as `db.example.com`; a parameter where each environment has another one. Without a default the operator
   * has to give it.
   */
  readonly host: string | IValue;

  /**
   * The range of its addresses, if they stay: `10.20.0.7/32` is one. A NetworkPolicy knows addresses and no names.
   * @default - not known: on Kubernetes a workload that calls nobody else outside may call any address on its port (`kubernetes/outside-name`)
   */
  readonly cidr?: string;
}

/** A port of a server that somebody else runs. */
export interface ExternalEndpointOptions {
  /** Port on which it answers. */
  readonly port: number;

  /** @default Protocol.TCP */
  readonly protocol?: Protocol;

  /**
   * Scheme of its URLs, unless the client says another.
   * @default 'http'
   */
  readonly scheme?: string;
}

/**
 * A server that somebody else runs: managed by a cloud, by another team, on a machine beside. Nothing is made of it in either output. Who
 * refers to one of its endpoints is let out to it, also with `egress: false`: on Kubernetes by a rule of its NetworkPolicy, in Compose by a network with a
 * way out (`compose/outside-peer`). Nothing waits for it.
 *
 * Databases and stores have constructs of their own, with the properties of those that a stack runs itself: `Postgres.external`, `Redis.external` and others.
 *
 * @example
 * const mail = new ExternalServer(stack, 'mail', { host: 'smtp.example.com' });
 * const smtp = mail.addEndpoint('smtp', { port: 587, scheme: 'smtp' });
 * new Workload(stack, 'notifier', { image, egress: false, env: { SMTP_URL: smtp.url() } });
 */
export class ExternalServer extends Construct implements IDescribable, INamed {
  public readonly resourceName: string;
  private readonly endpoints: Endpoint[] = [];
  private lacking?: string;

  public constructor(scope: Construct, id: string, private readonly options: ExternalHostOptions) {
    ({ scope, id, props: options } = given(ExternalServer, new.target, scope, id, options));
    super(scope, freeId(scope, id, new.target));
    this.resourceName = id;
    setTrace(this, captureTrace(new.target));
    markDescribable(this);
  }

  /** Says on which port it answers. Workloads refer to the result as to an endpoint of the stack. */
  public addEndpoint(name: string, options: ExternalEndpointOptions): Endpoint {
    const endpoint = new Endpoint(this, name, options, undefined, typeof this.options.host === 'string' && isIPv6(this.options.host));
    this.endpoints.push(endpoint);
    return endpoint;
  }

  /**
   * Says what it asks its clients for, and they do not give.
   * @internal
   */
  protected _lacks(credential: string): void {
    this.lacking = credential;
  }

  /** @internal */
  public _describe(draft: StackDraft): void {
    const { host, cidr } = this.options;
    const { text, isUnknown } = chosenText(host, draft);
    const described = this.endpoints.map((endpoint) => endpoint._describe(draft));
    for (const { name, exposure } of described) {
      if (exposure) recordFault(this, { kind: 'meaningless', path: this.node.path, field: `the publishing of "${name}"`, rule: 'whoever runs the server lets others reach it', trace: captureTrace(this._describe) });
    }
    draft.outside.push({
      name: this.resourceName,
      path: this.node.path,
      host: toExpression(host, draft),
      ...(!isUnknown && { defaultHost: text }),
      ...(cidr !== undefined && { cidr }),
      ...(this.lacking !== undefined && { lacking: this.lacking }),
      endpoints: described.map(({ name, port, protocol }) => ({ name, port, protocol })),
    });
  }
}

guard(ExternalServer);
