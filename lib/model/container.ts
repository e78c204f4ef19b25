import type { ChosenFields } from './choices';
import type { Expression } from './expression';
import type { HealthModel, ImageHealthModel } from './health';
import type { ImageModel } from './image';
import type { MountModel } from './storage';
import type { ContainerWords } from './words';

/** One process and what is around it: the main one of a workload, one beside it, or one that ends before it starts. */
export interface ContainerModel extends ContainerWords {
  /** Once in its pod; of the main one, the workload's. */
  readonly name: string;
  /** Construct path; of the main one, the workload's. */
  readonly path: string;
  readonly image: ImageModel;
  readonly process: ProcessModel;
  readonly health?: HealthModel;
  /** In place of `health` if it is the image that knows how to ask, and nobody here. */
  readonly imageHealth?: ImageHealthModel;
  readonly mounts: readonly MountModel[];
  readonly resources: ResourcesModel;
  readonly lifecycle: LifecycleModel;
  readonly security: SecurityModel;
  /** What the operator may change of the other fields; of the main one, also of those of the workload. Missing for nothing. */
  readonly chosen?: ChosenFields;
}

/** What is started, and with what. */
export interface ProcessModel {
  readonly entrypoint?: readonly Expression[];
  readonly command?: readonly Expression[];
  /** Whether a program of the stack's own starts the command, and so needs to be told it. */
  readonly wrapped?: boolean;
  readonly workingDirectory?: string;
  /** Sorted by name. */
  readonly environment: readonly EnvironmentVariable[];
  /** Where further variables come from, the last one first in rank; missing if there are none. What `environment` says wins. */
  readonly sources?: readonly EnvironmentSource[];
}

/** Variables that the operator holds, by names that the model does not know. */
export interface EnvironmentSource {
  readonly kind: 'secret' | 'config-map';
  /** Of the object that exists on the platform. */
  readonly name: string;
  /** Where they are as a file. */
  readonly file: Expression;
  /** Whether the container also starts without. */
  readonly optional: boolean;
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
  /** Missing for none. */
  readonly limit?: number;
}

/** How it is stopped. */
export interface LifecycleModel {
  /** Milliseconds between the stop signal and the kill. */
  readonly stopGracePeriod: number;
  /** Set when the image's own stop signal is not the right one. */
  readonly stopSignal?: string;
}

/** What it runs as, and what it may do. */
export interface SecurityModel {
  /** Missing, like the group, for the image's own. */
  readonly user?: number;
  readonly group?: number;
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

/** Whether its engine gets to know if it is healthy. */
export function isChecked({ health, imageHealth }: Pick<ContainerModel, 'health' | 'imageHealth'>): boolean {
  return (health ?? imageHealth) !== undefined;
}
