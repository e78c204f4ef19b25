import type { JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Findings } from '../../diagnostics/findings';
import { applyPatches } from '../patch';
import type {
  ConfigMap, Controller, CronJob, HorizontalPodAutoscaler, Ingress, KubernetesObject, NetworkPolicy, PodDisruptionBudget, Role, RoleBinding, Service,
  ServiceAccount,
} from './api';
import { defaultObjectOf } from './default-object';

/** The objects of one workload, as they are about to be written. */
export interface KubernetesObjects {
  serviceAccount: ServiceAccount;
  configMaps: ConfigMap[];
  /** Deployment, StatefulSet or Job. */
  controller: Controller;
  /** Of a scheduled task: stands in for the Job, whose `spec` it makes Jobs from. */
  cronJob?: CronJob;
  /** What its init containers may read of the Jobs that it waits for. */
  role?: Role;
  roleBinding?: RoleBinding;
  autoscaler?: HorizontalPodAutoscaler;
  service?: Service;
  networkPolicy: NetworkPolicy;
  podDisruptionBudget?: PodDisruptionBudget;
  ingresses: Ingress[];
}

/** What only Kubernetes understands, for one workload: the way out when no property says what is needed. */
export class KubernetesOptions {
  private readonly callbacks: ((objects: KubernetesObjects) => void)[] = [];
  private readonly patches: KindPatch[] = [];

  /**
   * Changes the workload's objects before they are written. The callback runs at every synthesis and gets new objects
   * each time.
   *
   * @example
   * agent.kubernetes.customize(({ controller }) => { controller.spec.template.spec!.nodeSelector = { pool: 'gpu' }; });
   */
  public customize(callback: (objects: KubernetesObjects) => void): void {
    this.callbacks.push(callback);
  }

  /**
   * Patches the workload's object of a kind as it is written, after the callbacks. A patch without effect is an error
   * (`kubernetes/patch`).
   *
   * @param kind such as `Service`
   */
  public addJsonPatch(kind: string, ...patches: JsonPatch[]): void {
    this.patches.push(...patches.map((patch) => ({ kind, patch })));
  }

  /** @internal */
  public _apply(construct: IConstruct, objects: KubernetesObjects, path: string, findings: Findings): KubernetesObject[] {
    for (const callback of this.callbacks) callback(objects);
    let lowered = flatten(objects);
    const metadataAndPatches = defaultObjectOf(construct);
    const patches = [...this.patches];
    const main = objects.cronJob ?? objects.controller;
    if (metadataAndPatches) {
      lowered = lowered.map((object) => (object === main ? metadataAndPatches.mergeMetadata(object) : object));
      patches.push(...metadataAndPatches.recordedPatches.map((patch) => ({ kind: main.kind, patch })));
    }
    return patched(lowered, patches, path, findings);
  }

  /**
   * Of a gateway, which has no objects but these.
   * @internal
   */
  public _applyToIngresses(construct: IConstruct, ingresses: readonly Ingress[], path: string, findings: Findings): KubernetesObject[] {
    if (this.callbacks.length > 0) findings.report('kubernetes/patch', path, { detail: 'there is only an Ingress to customize; use addJsonPatch' });
    const ofController = defaultObjectOf(construct)?.recordedPatches ?? [];
    return patched(ingresses, [...this.patches, ...ofController.map((patch) => ({ kind: 'Deployment', patch }))], path, findings);
  }

  /**
   * Of a sidecar, which is a part of another workload's objects.
   * @internal
   */
  public _applyToSidecar(construct: IConstruct, path: string, findings: Findings): KubernetesObject[] {
    const used = this.callbacks.length + this.patches.length + (defaultObjectOf(construct)?.recordedPatches.length ?? 0);
    if (used > 0) findings.report('kubernetes/patch', path, { detail: 'it is a container in the pods of another workload; customize that one' });
    return [];
  }
}

interface KindPatch {
  readonly kind: string;
  readonly patch: JsonPatch;
}

function patched(lowered: readonly KubernetesObject[], patches: readonly KindPatch[], path: string, findings: Findings): KubernetesObject[] {
  const objects = [...lowered];
  for (const { kind, patch } of patches) {
    const at = objects.findIndex((object) => object.kind === kind);
    const outcome = at < 0 ? { problem: `there is no ${kind}` } : applyPatches(objects[at], [patch]);
    if ('result' in outcome) objects[at] = outcome.result;
    else findings.report('kubernetes/patch', path, { detail: outcome.problem });
  }
  return objects;
}

/** In the order in which a person would apply them. */
export function flatten(objects: KubernetesObjects): KubernetesObject[] {
  const { serviceAccount, role, roleBinding, configMaps, controller, cronJob, service, networkPolicy, podDisruptionBudget, autoscaler, ingresses } = objects;
  return [serviceAccount, role, roleBinding, ...configMaps, cronJob ?? controller, service, networkPolicy, podDisruptionBudget, autoscaler, ...ingresses].filter(
    (object) => object !== undefined,
  );
}

/** A construct with Kubernetes options. */
export interface KubernetesHatch extends IConstruct {
  readonly kubernetes: KubernetesOptions;
}

export function isKubernetesHatch(value: unknown): value is KubernetesHatch {
  return typeof value === 'object' && value !== null && 'kubernetes' in value && value.kubernetes instanceof KubernetesOptions;
}
