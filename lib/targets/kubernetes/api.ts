import type { k8s } from 'cdk8s-plus-28';

/**
 * The API of Kubernetes as it is written in a manifest, with what newer versions have beside 1.28's. The types come from cdk8s-plus-28 and cost nothing at run
 * time; a later version is one import away.
 */
type Wire<T> = [k8s.Quantity] extends [T]
  ? [T] extends [k8s.Quantity]
    ? string | number
    : WireObject<T>
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : WireObject<T>;

type WireObject<T> = T extends object ? { -readonly [K in keyof T]: Wire<NonNullable<T[K]>> | Extract<T[K], undefined> } : T;

interface Kind<V extends string, K extends string> {
  apiVersion: V;
  kind: K;
  metadata: ObjectMeta;
}

export interface ObjectMeta {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export type Namespace = Kind<'v1', 'Namespace'>;
export type ConfigMap = Kind<'v1', 'ConfigMap'> & { data?: Record<string, string>; binaryData?: Record<string, string> };
export type ResourceQuota = Kind<'v1', 'ResourceQuota'> & { spec: Wire<k8s.ResourceQuotaSpec> };
export type LimitRange = Kind<'v1', 'LimitRange'> & { spec: Wire<k8s.LimitRangeSpec> };
export type ServiceAccount = Kind<'v1', 'ServiceAccount'> & { automountServiceAccountToken: boolean };
export type Service = Kind<'v1', 'Service'> & { spec: Wire<k8s.ServiceSpec> & { clusterIP?: string } };
export type PersistentVolumeClaim = Kind<'v1', 'PersistentVolumeClaim'> & { spec: Wire<k8s.PersistentVolumeClaimSpec> };
export type PersistentVolume = Kind<'v1', 'PersistentVolume'> & { spec: Wire<k8s.PersistentVolumeSpec> };
export type Deployment = Kind<'apps/v1', 'Deployment'> & { spec: Wire<k8s.DeploymentSpec> };
export type StatefulSet = Kind<'apps/v1', 'StatefulSet'> & { spec: Wire<k8s.StatefulSetSpec> };
export type DaemonSet = Kind<'apps/v1', 'DaemonSet'> & { spec: Wire<k8s.DaemonSetSpec> };
export type Job = Kind<'batch/v1', 'Job'> & { spec: Wire<k8s.JobSpec> };
export type CronJob = Kind<'batch/v1', 'CronJob'> & { spec: Wire<k8s.CronJobSpec> };
export type HorizontalPodAutoscaler = Kind<'autoscaling/v2', 'HorizontalPodAutoscaler'> & { spec: Wire<k8s.HorizontalPodAutoscalerSpecV2> };
export type Role = Kind<'rbac.authorization.k8s.io/v1', 'Role'> & { rules: Wire<k8s.PolicyRule>[] };
export type RoleBinding = Kind<'rbac.authorization.k8s.io/v1', 'RoleBinding'> & { roleRef: Wire<k8s.RoleRef>; subjects: Wire<k8s.Subject>[] };
export type Ingress = Kind<'networking.k8s.io/v1', 'Ingress'> & { spec: Wire<k8s.IngressSpec> };
export type NetworkPolicy = Kind<'networking.k8s.io/v1', 'NetworkPolicy'> & { spec: Wire<k8s.NetworkPolicySpec> };
export type PodDisruptionBudget = Kind<'policy/v1', 'PodDisruptionBudget'> & { spec: Wire<k8s.PodDisruptionBudgetSpec> };
export type ExternalSecret = Kind<'external-secrets.io/v1', 'ExternalSecret'> & { spec: Record<string, unknown> };

export type PodTemplate = Wire<k8s.PodTemplateSpec>;
export type PodSpec = Wire<k8s.PodSpec> & { hostIPC?: boolean; hostPID?: boolean; resources?: { requests?: Record<string, string>; limits?: Record<string, string> } };
export type LifecycleHandler = Wire<k8s.LifecycleHandler> & { sleep?: { seconds: number } };
export type Container = Omit<Wire<k8s.Container>, 'lifecycle'> & { securityContext?: { appArmorProfile?: { type: string } }; lifecycle?: { postStart?: LifecycleHandler; preStop?: LifecycleHandler } };
export type EnvVar = Wire<k8s.EnvVar>;
export type Probe = Wire<k8s.Probe>;
export type PodVolume = Wire<k8s.Volume> & { image?: { reference: string } };
export type VolumeMount = Wire<k8s.VolumeMount>;
export type ClaimSpec = Wire<k8s.PersistentVolumeClaimSpec>;

export type Controller = Deployment | StatefulSet | DaemonSet | Job;

/** Any object, ours or the user's. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name?: string; namespace?: string };
}
