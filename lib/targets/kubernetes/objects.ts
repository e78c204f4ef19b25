import type {
  ConfigMap, Controller, CronJob, HorizontalPodAutoscaler, Ingress, KubernetesObject, NetworkPolicy, PodDisruptionBudget, Role, RoleBinding, Service,
  ServiceAccount,
} from './api';

/** The objects of one workload, as they are about to be written. */
export interface KubernetesObjects {
  serviceAccount: ServiceAccount;
  configMaps: ConfigMap[];
  /** Deployment, StatefulSet, DaemonSet or Job. */
  controller: Controller;
  /** Of a scheduled task: stands in for the Job, whose `spec` it makes Jobs from. */
  cronJob?: CronJob;
  /** What its init containers may read of the Jobs that it waits for. */
  role?: Role;
  roleBinding?: RoleBinding;
  autoscaler?: HorizontalPodAutoscaler;
  service?: Service;
  /** For each other name by which peers reach it, and for who comes in from outside of the cluster. */
  otherServices: Service[];
  networkPolicy: NetworkPolicy;
  podDisruptionBudget?: PodDisruptionBudget;
  ingresses: Ingress[];
}

/** In the order in which a person would apply them. */
export function flatten(objects: KubernetesObjects): KubernetesObject[] {
  const { serviceAccount, role, roleBinding, configMaps, controller, cronJob, service, otherServices, networkPolicy, podDisruptionBudget, autoscaler, ingresses } = objects;
  const all: KubernetesObject[] = [serviceAccount];
  if (role) all.push(role);
  if (roleBinding) all.push(roleBinding);
  all.push(...configMaps, cronJob ?? controller);
  if (service) all.push(service);
  all.push(...otherServices, networkPolicy);
  if (podDisruptionBudget) all.push(podDisruptionBudget);
  if (autoscaler) all.push(autoscaler);
  all.push(...ingresses);
  return all;
}
