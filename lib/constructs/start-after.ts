import type { StartAfterModel, WorkloadKindName } from '../model/workload';

/** What Kubernetes, which has no start order, does about one. */
export enum StartOrderOnKubernetes {
  /** Nothing waits: the application has to try again until its peer is there (`kubernetes/start-order`). */
  RETRY = 'retry',
  /** An init container waits until the peer's Service answers, or the task's Job is complete. Every new pod waits again. */
  WAIT = 'wait',
}

/** How far the one that comes first has to be. */
export enum StartCondition {
  /** It runs, and may not work yet: `service_started`. */
  STARTED = 'started',
  /** Its health probe has been answered well: `service_healthy`. It needs one. */
  HEALTHY = 'healthy',
  /** It has ended well: `service_completed_successfully`. Only a task does. */
  COMPLETED = 'completed',
}

/** How one workload waits for another. */
export interface StartAfterOptions {
  /**
   * How far the other one has to be. One that cannot get there is an error (`model/start-condition`). It goes before what
   * a reference to an endpoint of the other one implies.
   * @default - completed if it is a task, healthy if it has a health probe, started otherwise
   */
  readonly condition?: StartCondition;

  /**
   * Whether the other one has to be there at all. With `false` nothing waits for it where the chosen profiles leave it
   * out, and Compose only warns when it does not start: `required: false`.
   * @default true
   */
  readonly required?: boolean;

  /**
   * Whether it is started again when Compose makes the other one anew: `restart: true`. Kubernetes never does
   * (`kubernetes/restart-with-peer`).
   * @default false
   */
  readonly restart?: boolean;

  /** @default StartOrderOnKubernetes.RETRY */
  readonly kubernetes?: StartOrderOnKubernetes;
}

/** How one workload talks to another. */
export interface ConnectOptions {
  /**
   * Whether the other one has to be there. With `false` it can do without where the chosen profiles leave that out.
   * @default true
   */
  readonly required?: boolean;
}

/** What is waited for, as far as it decides how far it can be. */
interface Awaited {
  readonly kind: WorkloadKindName;
  readonly hasHealth: boolean;
}

/** One workload that comes first, in the terms of the model. */
export function describeStartAfter(workload: string, { kind, hasHealth }: Awaited, options: StartAfterOptions): StartAfterModel {
  return {
    workload,
    condition: options.condition ?? (kind === 'task' ? 'completed' : hasHealth ? 'healthy' : 'started'),
    implied: false,
    enforced: options.kubernetes === StartOrderOnKubernetes.WAIT,
    ...(options.required === false && { optional: true }),
    ...(options.restart === true && { restart: true }),
  };
}

/** How it waits, in words, so that two ways can be told apart and shown. */
export function waitsHow({ condition, required = true, restart = false, kubernetes = StartOrderOnKubernetes.RETRY }: StartAfterOptions): string {
  return [condition ?? 'as far as it can be', ...(required ? [] : ['not required']), ...(restart ? ['restarted with it'] : []), kubernetes].join(', ');
}
