import type { ContainerModel } from './container';
import type { EgressRuleModel } from './egress';
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
  /** How often a task that failed is tried again; {@link MOST_RETRIES} is until it ends well. */
  readonly retries: number;
  readonly operations: OperationsModel;
  /** Whether it opens connections to the world outside the application, wherever to. */
  readonly egress: boolean;
  /** Where to it opens some all the same; missing if nowhere. */
  readonly allowedEgress?: readonly EgressRuleModel[];
  readonly startAfter: readonly StartAfterModel[];
  /** Set for a proxy that only passes requests on to its peers: what a cluster's ingress controller does. */
  readonly gateway?: readonly GatewayRoute[];
}

/** As often as Kubernetes can count, so for ever. */
export const MOST_RETRIES = 2 ** 31 - 1;

/** Requests below a path go to an endpoint of a peer. */
export interface GatewayRoute {
  readonly path: string;
  /** Construct path of the workload. */
  readonly workload: string;
  readonly endpoint: string;
  /** Set where the path is taken away before they are passed on; who gets them finds it in `X-Forwarded-Prefix`. */
  readonly stripPrefix?: true;
}

/** Runs for ever, runs for ever with an identity of its own, runs for ever on each machine, or ends. */
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
  /** Set for one that need not be there: then nothing is waited for. */
  readonly optional?: true;
  /** Whether to be started again with it, when that one is made anew. */
  readonly restart?: true;
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
