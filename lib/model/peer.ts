import type { EndpointModel } from './endpoint';

/**
 * Something with a name and endpoints that others talk to. What they refer to, and so what an expression or a connection
 * names, is a peer: a workload of the stack, or a server that someone else runs, which is one without containers.
 */
export interface PeerModel {
  /** Name by which others reach it. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  readonly endpoints: readonly EndpointModel[];
}
