import type { ContainerModel } from './container';
import type { OperationsModel } from './operations';
import type { PeerModel } from './peer';
import type { WorkloadWords } from './words';

/**
 * What runs together and how often: a service, a stateful service, or a task that ends. Its containers share a network,
 * so its endpoints are those of all of them, and whoever one of them talks to, all of them may talk to.
 */
export interface WorkloadModel extends PeerModel, WorkloadWords {
  readonly kind: WorkloadKindName;
  /** The main one first, then those beside it. */
  readonly containers: readonly [ContainerModel, ...ContainerModel[]];
  /** Those that run before, one after the other, each until it ends; missing if there are none. */
  readonly initContainers?: readonly ContainerModel[];
  readonly replicas: number;
  /** How often a task that failed is tried again. */
  readonly retries: number;
  readonly operations: OperationsModel;
  /** Whether it opens connections to the world outside the application. */
  readonly egress: boolean;
  readonly startAfter: readonly StartAfterModel[];
  /** Set for a proxy that only passes requests on to its peers: what a cluster's ingress controller does. */
  readonly gateway?: readonly GatewayRoute[];
}

/** Requests below a path go to an endpoint of a peer. */
export interface GatewayRoute {
  readonly path: string;
  /** Construct path of the workload. */
  readonly workload: string;
  readonly endpoint: string;
}

/** Runs for ever, runs for ever with an identity of its own, runs for ever once on each node, or ends. */
export type WorkloadKindName = 'service' | 'stateful' | 'daemon' | 'task';

/** One workload that comes first. */
export interface StartAfterModel {
  /** Construct path of the workload that comes first. */
  readonly workload: string;
  readonly condition: StartCondition;
  /** Whether it follows from a reference, not from a word of the user. */
  readonly implied: boolean;
  /** Whether it has to be waited for even where a platform starts everything at once, and every time it starts. */
  readonly enforced: boolean;
}

/** How far it has to be. */
export type StartCondition = 'started' | 'healthy' | 'completed';

/** The container that the workload is named after. */
export function mainOf({ containers: [main] }: WorkloadModel): ContainerModel {
  return main;
}

/** The containers beside the main one. */
export function sidecarsOf({ containers: [, ...sidecars] }: WorkloadModel): readonly ContainerModel[] {
  return sidecars;
}

/** Every container of a workload: the main one, those beside it, those before it. */
export function containersOf({ containers, initContainers = [] }: Pick<WorkloadModel, 'containers' | 'initContainers'>): readonly ContainerModel[] {
  return initContainers.length === 0 ? containers : [...containers, ...initContainers];
}
