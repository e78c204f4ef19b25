/** How a workload is run, beyond what it is: what an operator decides. Each field is missing unless it was asked for. */
export interface OperationsModel {
  /** What happens when it has ended with an error; without it, it is started again for ever. */
  readonly restart?: RestartModel;
  readonly rollingUpdate?: RollingUpdateModel;
  readonly metrics?: MetricsModel;
  readonly autoscaling?: AutoscalingModel;
  /** When a task runs, as a cron expression in UTC. */
  readonly schedule?: string;
}

/** How often and when a container that failed is started again. */
export interface RestartModel {
  readonly attempts: number;
  /** Milliseconds before each attempt. */
  readonly delay: number;
}

/** How replicas are replaced. */
export interface RollingUpdateModel {
  /** Replicas above the wanted number while an update runs. */
  readonly maxSurge: number;
  /** Replicas below the wanted number while an update runs. */
  readonly maxUnavailable: number;
  /** Milliseconds that a new replica has to be ready before the next one is replaced. */
  readonly settleTime: number;
}

/** How much of its log is kept. */
export interface LogRotationModel {
  /** Bytes of one file. */
  readonly maxSize: number;
  readonly files: number;
}

/** Where metrics are scraped, and from where. */
export interface MetricsModel {
  readonly endpoint: string;
  readonly path: string;
  /** Namespace of the cluster that may scrape. */
  readonly fromNamespace: string;
}

/** More replicas under load. */
export interface AutoscalingModel {
  readonly maxReplicas: number;
  /** Per cent of the CPU request, on average over all replicas. */
  readonly cpuUtilization: number;
}
