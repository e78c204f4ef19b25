import { byText } from '../model/connections';
import { egressInWords, type EgressRuleModel } from '../model/egress';
import { Protocol } from './endpoint';

/**
 * Where outside of the application a workload may open connections to that opens none otherwise. Kubernetes has a NetworkPolicy
 * for it, which knows addresses and no host names; Compose, whose networks know no exceptions, lets it out to everywhere (`compose/egress-allowed`).
 *
 * @example
 * new Workload(stack, 'api', { image, egress: [{ cidr: '10.20.0.0/16', ports: [5432] }, { ports: [443] }] });
 */
export interface EgressRule {
  /**
   * A range of addresses, such as `10.20.0.0/16`; `10.20.0.7/32` is one. Not together with `namespace`.
   * @default - any address
   */
  readonly cidr?: string;

  /**
   * A namespace of the cluster, to whose pods the connections go. Not together with `cidr`.
   * @default - not only pods of one namespace
   */
  readonly namespace?: string;

  /**
   * Ports, those on which the other side listens.
   * @default - all of them
   */
  readonly ports?: readonly number[];

  /** @default Protocol.TCP */
  readonly protocol?: Protocol;
}

/** What a workload says of its way out, in the words of the model. */
export function describeEgress(egress: boolean | readonly EgressRule[] = true): { egress: boolean; allowedEgress?: EgressRuleModel[] } {
  if (typeof egress === 'boolean') return { egress };
  if (egress.length === 0) return { egress: false };
  const rules = egress.map(({ cidr, namespace, ports, protocol = Protocol.TCP }): EgressRuleModel => ({
    ...(cidr !== undefined && { cidr }),
    ...(namespace !== undefined && { namespace }),
    ...(ports && { ports: [...new Set(ports)].sort((a, b) => a - b) }),
    protocol,
  }));
  return { egress: false, allowedEgress: rules.sort(byText(egressInWords)) };
}
