import { guard } from '../border/guard';
import type { IValue } from '../model/value';
import type { SharedNetworkModel } from '../model/word-values';
import { chosenText } from './chosen-text';
import type { ChosenValues } from './chosen-values';

/** Who comes in by a network that is shared, where there are no such networks. */
export interface SharedNetworkOptions {
  /**
   * Namespace on Kubernetes whose pods may reach the endpoints of the workload, in place of those on the network.
   * @default - nobody from outside of the stack (`kubernetes/shared-network`)
   */
  readonly fromNamespace?: string;
}

/**
 * A network of Compose that others outside of the stack are on, too: everyone on it sees the workload, on all of its ports, and
 * the workload sees them. Its name may have parameters in it, each with a default. The stack's own networks are derived from who talks to whom, and need no word.
 *
 * Kubernetes has no such networks: pods of the namespace that is named may reach the endpoints of the workload, and nobody
 * else (`kubernetes/shared-network`).
 *
 * @example
 * new Workload(stack, 'web', {
 *   image,
 *   sharedNetworks: [SharedNetwork.existing('proxy', { fromNamespace: 'traefik' }), SharedNetwork.named('shop-public')],
 * });
 */
export class SharedNetwork {
  /** One that is there already: Compose joins it, and starts nothing without it. */
  public static existing(name: string | IValue, options: SharedNetworkOptions = {}): SharedNetwork {
    return new SharedNetwork(name, true, options);
  }

  /** One of the stack that the engine calls by this very name, so that others can join it. */
  public static named(name: string | IValue, options: SharedNetworkOptions = {}): SharedNetwork {
    return new SharedNetwork(name, false, options);
  }

  private constructor(
    private readonly name: string | IValue,
    private readonly isExternal: boolean,
    private readonly options: SharedNetworkOptions,
  ) {}

  /** @internal */
  public _describe(chosen: ChosenValues): SharedNetworkModel {
    const { fromNamespace } = this.options;
    const name = chosen.text(`sharedNetworks.${chosenText(this.name).text}`, this.name);
    return { name, isExternal: this.isExternal, ...(fromNamespace !== undefined && { fromNamespace }) };
  }
}

guard(SharedNetwork, () => SharedNetwork.existing('invalid'));
