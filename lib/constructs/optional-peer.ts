import { calling } from '../border/guard';
import { withOptionalPeers, type Expression } from '../model/expression';
import type { Describer, IValue } from '../model/value';

class OptionalPeerValue implements IValue {
  public constructor(private readonly value: IValue) {}

  /** @internal */
  public _toExpression(describer: Describer): Expression {
    return withOptionalPeers(this.value._toExpression(describer));
  }

  /** Passes on to the value inside, which reports the caller's line. */
  public toString(): string {
    return String(this.value);
  }
}

/**
 * The same value for someone who can do without the peers that it names: its text stays where the chosen profiles leave a
 * peer out, with a name that nothing answers to, and nothing waits. Where the peer is there, the start order, the network
 * rule and the connection follow as from any reference.
 *
 * @example
 * api.addEnv('DATABASE_URL', optionalPeer(postgres.url()));
 */
export function optionalPeer(value: IValue): IValue {
  return calling('optionalPeer', optionalPeer, [value] as const, ([given]) => new OptionalPeerValue(given));
}
