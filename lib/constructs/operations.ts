import type { OperationsModel } from '../model/operations';
import type { IValue } from '../model/value';
import { Duration, type IDuration, type ISize } from './quantity';

/** How often something that failed is started again. */
export interface RestartOptions {
  /** Attempts after which the engine gives up. Kubernetes never does (`kubernetes/restart`). */
  readonly attempts: number;
  /**
   * Time before each attempt. Compose leaves it to the engine (`compose/restart-delay`).
   * @default Duration.seconds(5)
   */
  readonly delay?: IDuration;
}

/** How replicas are replaced. */
export interface RollingUpdateOptions {
  /**
   * Replicas above the wanted number while an update runs.
   * @default 1
   */
  readonly maxSurge?: number;
  /**
   * Replicas below the wanted number while an update runs.
   * @default 0
   */
  readonly maxUnavailable?: number;
  /**
   * Time that a new replica has to be ready before the next one is replaced.
   * @default Duration.seconds(0)
   */
  readonly settleTime?: IDuration;
}

/** How much of a log is kept. */
export interface LogRotationOptions {
  /**
   * Size of one file; of a parameter, as Compose writes it, `10m`.
   * @default Size.mebibytes(10)
   */
  readonly maxSize?: ISize | IValue;
  /**
   * Files that are kept.
   * @default 5
   */
  readonly files?: number | IValue;
}

/** Where metrics are scraped. */
export interface MetricsOptions {
  /** Name of the endpoint that answers Prometheus. */
  readonly endpoint: string;
  /** @default '/metrics' */
  readonly path?: string;
  /**
   * Namespace of the cluster that may scrape: the network policy lets it in.
   * @default 'monitoring'
   */
  readonly fromNamespace?: string;
}

/** How many replicas run under load. */
export interface AutoscalingOptions {
  /** Most replicas; the fewest are `replicas`. */
  readonly maxReplicas: number;
  /**
   * Per cent of the CPU request, on average, above which replicas are added.
   * @default 80
   */
  readonly cpuUtilization?: number;
}

/** How a container is run, beyond what it is. */
export interface RuntimeOptions {
  /**
   * Files and sockets that a process may have open. Kubernetes cannot set it (`kubernetes/open-files`).
   * @default - what the engine allows
   */
  readonly openFiles?: number | IValue;

  /**
   * Whether a process of the engine's reaps what the program's children leave behind. Right for a program that starts
   * others and does not wait for them.
   * @default false
   */
  readonly init?: boolean;

  /**
   * How much of standard output is kept. Kubernetes leaves that to the node (`kubernetes/log-rotation`).
   * @default - Compose keeps everything, Kubernetes what the kubelet is configured to keep
   */
  readonly logRotation?: LogRotationOptions;
}

/** How a workload is run, beyond what it is. */
export interface OperationsOptions extends RuntimeOptions {
  /**
   * When to give up on a program that ends with an error. Not for tasks, which have `retries`.
   * @default - never
   */
  readonly restart?: RestartOptions;

  /**
   * How replicas are replaced by an update. Compose replaces all at once (`compose/rolling-update`).
   * @default - one more, none fewer
   */
  readonly rollingUpdate?: RollingUpdateOptions;

  /**
   * What a Prometheus of the operator's own scrapes: annotations on Kubernetes, labels in Compose.
   * @default - nothing
   */
  readonly metrics?: MetricsOptions;

  /**
   * Adds replicas under load. Compose runs `replicas` (`compose/autoscaling`).
   * @default - as many as `replicas`, always
   */
  readonly autoscaling?: AutoscalingOptions;

  /**
   * Names under which the operator chooses it: it runs while at least one of them is active. Compose has them as its own
   * `profiles`, chosen by `COMPOSE_PROFILES`; Kubernetes has none and gets one whole set of manifests for each choice of the
   * stack (`kubernetes/profiles`, `Stack.addChoice`). What always runs and refers to it says that it can do without:
   * `optionalPeer`, `required: false` (`model/left-out-reference`).
   *
   * @example
   * new Workload(stack, 'inference-gpu', { image, profiles: ['gpu'] });
   * @example
   * postgres.operate({ profiles: ['postgres'] });
   *
   * @default - it always runs
   */
  readonly profiles?: readonly string[];
}

/** Put together once, whatever was said in how many calls; the last word on each setting counts. */
export function describeOperations(options: OperationsOptions, schedule: string | undefined): OperationsModel {
  const { restart, rollingUpdate, metrics, autoscaling } = options;
  return {
    ...(restart && { restart: { attempts: restart.attempts, delay: (restart.delay ?? Duration.seconds(5)).toMilliseconds() } }),
    ...(rollingUpdate && {
      rollingUpdate: {
        maxSurge: rollingUpdate.maxSurge ?? 1,
        maxUnavailable: rollingUpdate.maxUnavailable ?? 0,
        settleTime: (rollingUpdate.settleTime ?? Duration.seconds(0)).toMilliseconds(),
      },
    }),
    ...(metrics && {
      metrics: { endpoint: metrics.endpoint, path: metrics.path ?? '/metrics', fromNamespace: metrics.fromNamespace ?? 'monitoring' },
    }),
    ...(autoscaling && { autoscaling: { maxReplicas: autoscaling.maxReplicas, cpuUtilization: autoscaling.cpuUtilization ?? 80 } }),
    ...(schedule !== undefined && { schedule }),
  };
}
