import type { EndpointModel } from './endpoint';
import { concat, literal, type Expression } from './expression';
import type { PeerModel } from './peer';

/** The stack of the same app that runs a peer. */
export interface OtherStackModel {
  readonly name: string;
  readonly namespace: string;
  /** Names of the targets that it is written for. */
  readonly targets: readonly string[];
  /** Why nobody of another stack can reach the peer, if nobody can. */
  readonly refusal?: string;
}

/** A server that the stack refers to and does not run: somebody else does. */
export interface OutsidePeerModel extends PeerModel {
  /** Where it answers. */
  readonly host: Expression;
  /** What that is where nobody is asked; missing if nobody knows. */
  readonly defaultHost?: string;
  /** The range of its addresses, if it is known. */
  readonly cidr?: string;
  /** What such a server asks its clients for, and they do not give: a password, a key. */
  readonly lacking?: string;
  /** Set if another stack runs it. */
  readonly stack?: OtherStackModel;
}

/** What stands for the host and the port of each endpoint outside, by the path of the peer. */
type Answers = ReadonlyMap<string, OutsidePeerModel>;

/**
 * The same data with the hosts and ports of peers outside in the place of references to them: what comes after knows text,
 * parameters and secrets already. Who calls whom is no longer to be seen in it, and has to be known by then.
 */
export function withOutsideHosts<T>(data: T, peers: readonly OutsidePeerModel[]): T {
  return peers.length === 0 ? data : (resolved(data, new Map(peers.map((peer) => [peer.path, peer]))) as T);
}

function resolved(data: unknown, answers: Answers): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return mapped(data, answers);
  const { kind, peer, endpoint, replica, parts } = data as { readonly kind?: unknown; readonly replica?: unknown; readonly peer?: unknown; readonly endpoint?: unknown; readonly parts?: unknown };
  const outside = typeof peer === 'string' ? answers.get(peer) : undefined;
  // Replicas of somebody else are an error, and are found by it only as long as they stand here.
  if (outside && kind === 'host' && replica === undefined) return outside.host;
  const port = outside && kind === 'port' ? portOf(outside, endpoint) : undefined;
  if (port !== undefined) return literal(String(port));
  if (kind === 'text' && Array.isArray(parts)) {
    const others = mapped(parts, answers);
    return others === parts ? data : concat(others as Expression[]);
  }
  const entries = Object.entries(data);
  const others = entries.map(([name, value]) => [name, resolved(value, answers)] as const);
  return others.some(([, value], at) => value !== entries[at][1]) ? Object.fromEntries(others) : data;
}

function mapped(items: readonly unknown[], answers: Answers): readonly unknown[] {
  const others = items.map((item) => resolved(item, answers));
  return others.some((item, at) => item !== items[at]) ? others : items;
}

function portOf({ endpoints }: OutsidePeerModel, name: unknown): EndpointModel['port'] | undefined {
  return endpoints.find((endpoint) => endpoint.name === name)?.port;
}
