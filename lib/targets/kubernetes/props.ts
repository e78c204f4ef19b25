import type { Delivery } from './delivery';
import type { ContainerLimits } from './limits';
import type { KubernetesVersion } from './settings';
import type { KubernetesPodSettings } from './workload-settings';

/** What the operator of the clusters decides, for all stacks. */
export interface KubernetesProps extends KubernetesPodSettings {
  /**
   * Version of the oldest cluster that the manifests are applied to: what it has as such is written as such (docs/support.md
   * says from which version on), the rest in another form, which is reported. From 1.29 on a sidecar starts before the main
   * container.
   *
   * @default '1.35' - the oldest that upstream supported on 2026-11-26; its end is 2027-02-28
   */
  readonly version?: KubernetesVersion;

  /**
   * What brings the manifests to the cluster. Argo CD and Flux delete what has left the stack, and are told to keep the namespace
   * and claims, which hold data (`kubernetes/kept`). Argo CD also gets waves: what starts after something else is applied when that
   * is healthy, a task when it has ended (`kubernetes/sync-wave`). For Flux, which has none, there is a `kustomization.yaml` of each
   * stack in `flux/`. The report of a stack has the commands for each.
   *
   * @default 'kubectl' - nothing is written for anybody else, and what has left the stack stays (`kubernetes/left-behind`)
   */
  readonly delivery?: Delivery;

  /**
   * Class of the ingress controller that serves what is published at a host, unless the endpoint says otherwise. One that is
   * called `nginx` is also told how long to wait and how much to let through.
   * @default - none is written: the default class of the cluster serves it, if there is one (`kubernetes/ingress-class`)
   */
  readonly ingressClass?: string;

  /**
   * Annotations of every Ingress, in the words of its controller; they go before those that the library writes.
   * @default - none but what the class `nginx` and the issuer take
   */
  readonly ingressAnnotations?: { readonly [name: string]: string };

  /**
   * Name of the ClusterIssuer from which cert-manager gets the certificates of hosts with TLS, unless the endpoint names an
   * issuer or a Secret of its own.
   * @default - certificates are created out of band
   */
  readonly clusterIssuer?: string;

  /**
   * Class of the claims whose volume names none. A claim that is there already takes no other one (`kubernetes/claim`).
   * @default - none is written: the default class of the cluster
   */
  readonly storageClass?: string;

  /**
   * Class of the claims for several pods at once (`shared`), which few default classes offer.
   * @default - none is written, which is a warning (`kubernetes/shared-storage-class`)
   */
  readonly sharedStorageClass?: string;

  /**
   * Files with CustomResourceDefinitions that the clusters have, relative to the working directory: by them custom resources of
   * your own are judged before they are written. `verify --crd` takes the same files.
   *
   * @example
   * new Kubernetes({ customResourceDefinitions: ['crds/gateway-api.yaml'] })
   *
   * @default - by definitions in the app; a custom resource without one passes
   */
  readonly customResourceDefinitions?: readonly string[];

  /**
   * What all that a stack has may come to in its namespace, by the names that Kubernetes has for it.
   *
   * @example
   * new Kubernetes({ resourceQuota: { 'requests.cpu': '8', 'limits.memory': '32Gi', 'count/jobs.batch': '20' } })
   *
   * @default - as much as the cluster has
   */
  readonly resourceQuota?: { readonly [resource: string]: string };

  /**
   * What containers in the namespace of a stack may have, and what those get that say nothing: ours say what they ask for, and
   * what they may have unless they are without limits.
   *
   * @example
   * new Kubernetes({ limitRange: { max: { memory: '8Gi' }, default: { memory: '512Mi' } } })
   *
   * @default - anything
   */
  readonly limitRange?: ContainerLimits;

  /**
   * The RuntimeClass of pods whose workload names no `runtimeClass`.
   * @default - none is written: the runtime of the node
   */
  readonly runtimeClass?: string;

  /**
   * Image of the init containers that wait for a peer: it has `sh` and `nc`.
   * @default 'busybox:1.36.1'
   */
  readonly waitImage?: string;

  /**
   * Image of the init containers that wait for a task: its entry point is `kubectl`, which asks for Jobs only.
   * @default - the one that upstream publishes for `version`, such as `registry.k8s.io/kubectl:v1.35.10`
   */
  readonly kubectlImage?: string;

  /**
   * Addresses of the API server, such as `10.0.0.1/32`: those that `kubectl get endpointslices -n default` shows. Workloads that
   * wait for a task ask it, and those of them that do not call the world have to be let out to it.
   * @default - not known: they may call any address on the ports 443 and 6443 (`kubernetes/api-server-egress`)
   */
  readonly apiServer?: string;

  /**
   * Where the DNS of the clusters answers, to which workloads that do not call the world are let out.
   * @default - pods of any namespace and link-local addresses, on port 53 (`kubernetes/egress-policy`)
   */
  readonly dns?: ClusterDns;
}

/** Where the DNS of a cluster answers, as a network policy sees it. */
export interface ClusterDns {
  /**
   * Namespace of its pods, such as `kube-system`.
   * @default - any
   */
  readonly namespace?: string;

  /**
   * Addresses of what is no pod, such as a resolver on the nodes.
   * @default '169.254.0.0/16' - link-local ones, on which NodeLocal DNSCache and clouds answer
   */
  readonly cidr?: string;

  /**
   * Port on which it listens, which may be another than that of its Service: 5353 on OpenShift.
   * @default 53
   */
  readonly port?: number;
}
