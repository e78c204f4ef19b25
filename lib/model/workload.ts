import type { EndpointModel } from './endpoint';
import type { Expression } from './expression';
import type { HealthModel } from './health';
import type { ImageModel } from './image';
import type { OperationsModel } from './operations';
import type { MountModel } from './storage';

/** One container and how many of it run: a service, a stateful service, or a task that ends. */
export interface WorkloadModel {
  /** Construct id; also the name peers reach it by. */
  readonly name: string;
  readonly path: string;
  readonly kind: WorkloadKindName;
  readonly image: ImageModel;
  readonly process: ProcessModel;
  readonly endpoints: readonly EndpointModel[];
  readonly health?: HealthModel;
  readonly mounts: readonly MountModel[];
  readonly replicas: number;
  readonly resources: ResourcesModel;
  readonly lifecycle: LifecycleModel;
  readonly security: SecurityModel;
  readonly operations: OperationsModel;
  /** Whether it opens connections to the world outside the application. */
  readonly egress: boolean;
  readonly startAfter: readonly StartAfterModel[];
  /** Construct path of the workload that it runs beside, once for each of its pods; Compose runs it once. */
  readonly sidecarOf?: string;
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

/** Runs for ever, runs for ever with an identity of its own, or ends. */
export type WorkloadKindName = 'service' | 'stateful' | 'task';

/** What is started in the container, and with what. */
export interface ProcessModel {
  readonly entrypoint?: readonly Expression[];
  readonly command?: readonly Expression[];
  /** Whether a program of the stack's own starts the command, and so needs to be told it. */
  readonly wrapped?: boolean;
  readonly workingDirectory?: string;
  /** Sorted by name. */
  readonly environment: readonly EnvironmentVariable[];
}

/** One variable of the environment. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly value: Expression;
}

/** What it is given. */
export interface ResourcesModel {
  /** Thousandths of a core. */
  readonly cpu: RangeModel;
  /** Bytes. */
  readonly memory: RangeModel;
}

/** What is set aside for it, and what it may use at most. */
export interface RangeModel {
  readonly request: number;
  readonly limit: number;
}

/** How it is stopped, and tried again. */
export interface LifecycleModel {
  /** Milliseconds between the stop signal and the kill. */
  readonly stopGracePeriod: number;
  /** Set when the image's own stop signal is not the right one. */
  readonly stopSignal?: string;
  /** How often a task that failed is tried again. */
  readonly retries: number;
}

/** What it runs as, and what it may do. */
export interface SecurityModel {
  readonly user: number;
  readonly group: number;
  /** Further groups, for an image whose files belong to one; missing if there are none. */
  readonly supplementalGroups?: readonly number[];
  readonly readOnlyRoot: boolean;
  readonly capabilities: readonly CapabilityModel[];
  /** Why it has to be root; without a reason root is refused. */
  readonly rootReason?: string;
  readonly fuse?: FuseModel;
}

/** The privilege to mount file systems in user space, in whatever way a target has to grant it. */
export interface FuseModel {
  readonly reason: string;
  /** Resource name under which a device plugin of the cluster offers /dev/fuse; without one the container is privileged. */
  readonly devicePlugin?: string;
}

/** A privilege beyond the hardened default, and why the workload cannot do without it. */
export interface CapabilityModel {
  readonly name: string;
  readonly reason: string;
}

/** One workload that comes first. */
export interface StartAfterModel {
  /** Construct path of the workload that comes first. */
  readonly workload: string;
  readonly condition: StartCondition;
  /** Whether it follows from a reference, not from a word of the user. */
  readonly implied: boolean;
  /** What Kubernetes, which has no start order, does about it; a sidecar is waited for by the command itself. */
  readonly kubernetes: 'retry' | 'wait' | 'sidecar';
}

/** How far it has to be. */
export type StartCondition = 'started' | 'healthy' | 'completed';
