import type { PodPlacement } from './placement';

/** As whom pods call the API of the cluster, and what clouds know them by. */
export interface ServiceAccountOptions {
  /**
   * What clouds know it by, such as `eks.amazonaws.com/role-arn`; not for one that is there already.
   * @default - none
   */
  readonly annotations?: { readonly [name: string]: string };

  /**
   * Name of one that is there already in the namespace.
   * @default - each workload gets one of its own, called as it is
   */
  readonly existing?: string;
}

/** What the target says of the pods of all workloads, and one workload may say otherwise. */
export interface KubernetesWorkloadSettings extends PodPlacement {
  /**
   * The service accounts of pods.
   *
   * @example
   * new Kubernetes({ serviceAccount: { annotations: { 'iam.gke.io/gcp-service-account': 'apps@shop.iam.gserviceaccount.com' } } })
   *
   * @default - each workload has one of its own without any rights
   */
  readonly serviceAccount?: ServiceAccountOptions;
}
