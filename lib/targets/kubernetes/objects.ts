import type { HTTPRoute } from './gateway-api';
import type {
  ConfigMap, Controller, CronJob, HorizontalPodAutoscaler, Ingress, KubernetesObject, NetworkPolicy, PodDisruptionBudget, Role, RoleBinding, Service,
  ServiceAccount,
} from './api';

/** The objects of one workload, as they are about to be written. */
export interface KubernetesObjects {
  /** None where it is one that is there already. */
  serviceAccount?: ServiceAccount;
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
  /** For the names of its pods, each other name by which peers reach it, and for who comes in from outside of the cluster. */
  otherServices: Service[];
  networkPolicy: NetworkPolicy;
  /** Of a workload that does not call the world. */
  egressPolicy?: NetworkPolicy;
  podDisruptionBudget?: PodDisruptionBudget;
  ingresses: Ingress[];
  /** In place of Ingresses, where a Gateway serves it. */
  httpRoutes: HTTPRoute[];
}

/** In the order in which a person would apply them. */
export function flatten(objects: KubernetesObjects): KubernetesObject[] {
  const { serviceAccount, role, roleBinding, controller, cronJob, service, networkPolicy, egressPolicy, podDisruptionBudget, autoscaler } = objects;
  const single = (...some: readonly (KubernetesObject | undefined)[]): KubernetesObject[] => some.filter((object) => object !== undefined);
  return single(serviceAccount, role, roleBinding).concat(
    objects.configMaps, single(cronJob ?? controller, service), objects.otherServices, single(networkPolicy, egressPolicy, podDisruptionBudget, autoscaler), objects.ingresses, objects.httpRoutes,
  );
}
