import type * as k8s from './api-types';

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
export type ResourceQuota = Kind<'v1', 'ResourceQuota'> & { spec: k8s.ResourceQuotaSpec };
export type LimitRange = Kind<'v1', 'LimitRange'> & { spec: k8s.LimitRangeSpec };
export type ServiceAccount = Kind<'v1', 'ServiceAccount'> & { automountServiceAccountToken: boolean };
export type Service = Kind<'v1', 'Service'> & { spec: k8s.ServiceSpec };
export type PersistentVolumeClaim = Kind<'v1', 'PersistentVolumeClaim'> & { spec: k8s.PersistentVolumeClaimSpec };
export type PersistentVolume = Kind<'v1', 'PersistentVolume'> & { spec: k8s.PersistentVolumeSpec };
export type Deployment = Kind<'apps/v1', 'Deployment'> & { spec: k8s.DeploymentSpec };
export type StatefulSet = Kind<'apps/v1', 'StatefulSet'> & { spec: k8s.StatefulSetSpec };
export type DaemonSet = Kind<'apps/v1', 'DaemonSet'> & { spec: k8s.DaemonSetSpec };
export type Job = Kind<'batch/v1', 'Job'> & { spec: k8s.JobSpec };
export type CronJob = Kind<'batch/v1', 'CronJob'> & { spec: k8s.CronJobSpec };
export type HorizontalPodAutoscaler = Kind<'autoscaling/v2', 'HorizontalPodAutoscaler'> & { spec: k8s.HorizontalPodAutoscalerSpec };
export type Role = Kind<'rbac.authorization.k8s.io/v1', 'Role'> & { rules: k8s.PolicyRule[] };
export type RoleBinding = Kind<'rbac.authorization.k8s.io/v1', 'RoleBinding'> & { roleRef: k8s.RoleRef; subjects: k8s.Subject[] };
export type Ingress = Kind<'networking.k8s.io/v1', 'Ingress'> & { spec: k8s.IngressSpec };
export type NetworkPolicy = Kind<'networking.k8s.io/v1', 'NetworkPolicy'> & { spec: k8s.NetworkPolicySpec };
export type PodDisruptionBudget = Kind<'policy/v1', 'PodDisruptionBudget'> & { spec: k8s.PodDisruptionBudgetSpec };
export type ExternalSecret = Kind<'external-secrets.io/v1', 'ExternalSecret'> & { spec: Record<string, unknown> };

export type PodTemplate = k8s.PodTemplateSpec;
export type PodSpec = k8s.PodSpec;
export type Container = k8s.Container;
export type LifecycleHandler = k8s.LifecycleHandler;
export type EnvVar = k8s.EnvVar;
export type Probe = k8s.Probe;
export type PodVolume = k8s.Volume;
export type VolumeMount = k8s.VolumeMount;
export type ClaimSpec = k8s.PersistentVolumeClaimSpec;

export type Controller = Deployment | StatefulSet | DaemonSet | Job;

/** Any object, ours or the user's. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name?: string; namespace?: string };
}
