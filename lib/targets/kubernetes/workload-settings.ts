import type { PodResources } from './pod-resources';
import type { GatewayOptions } from './gateway-options';
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
export interface KubernetesPodSettings extends PodPlacement {
  /**
   * Names of the Secrets with which nodes pull images from private registries. They are created out of band, in the namespace
   * of each stack; the command stands at the top of the manifests. Compose pulls with what `docker login` has stored.
   *
   * @example
   * new Kubernetes({ imagePullSecrets: ['registry'] })
   *
   * @default - none: registries that ask nobody, or nodes that know the password
   */
  readonly imagePullSecrets?: readonly string[];

  /**
   * The service accounts of pods.
   *
   * @example
   * new Kubernetes({ serviceAccount: { annotations: { 'iam.gke.io/gcp-service-account': 'apps@shop.iam.gserviceaccount.com' } } })
   *
   * @default - each workload has one of its own without any rights
   */
  readonly serviceAccount?: ServiceAccountOptions;

  /**
   * The Gateway that serves what is published at a host, by HTTPRoutes in place of Ingresses. An endpoint that names an
   * `ingressClass` has an Ingress all the same. A target has a Gateway or an `ingressClass`, not both; a workload may have the other
   * one, by `configure({ gateway })` or, with `{}`, an Ingress of the default class.
   *
   * @example
   * new Kubernetes({ gateway: { name: 'public', namespace: 'gateways', listeners: { https: 'https', http: 'http' } } })
   *
   * @default - none: Ingresses
   */
  readonly gateway?: GatewayOptions;

  /**
   * How many seconds a container goes on answering for when its pod is to stop, so that an update refuses no request: nodes and
   * entrances hear of it at the same time as the container, and send requests until they have. It is in pods that others take the
   * place of, of workloads with endpoints and without a `preStop` of their own, from Kubernetes 1.30 on (`kubernetes/drain`
   * before), and comes before the stop grace period. Compose has nothing of the kind: it stops a container before it starts the
   * next one.
   *
   * @example
   * new Kubernetes({ preStopSleepSeconds: 15 })
   *
   * @default 5 - 0 is none
   */
  readonly preStopSleepSeconds?: number;
}

/** What is said of the pods of one workload alone. */
export interface KubernetesWorkloadSettings extends KubernetesPodSettings {
  /**
   * What a pod may use as a whole, from Kubernetes 1.34 on: its containers share it, each within its own limits. An older
   * `version` is an error (`kubernetes/setting`). Compose limits each container by itself.
   *
   * @example
   * agent.kubernetes.configure({ podResources: { memory: { request: Size.mebibytes(512), limit: Size.gibibytes(1) } } });
   *
   * @default - what its containers may use together
   */
  readonly podResources?: PodResources;
}
