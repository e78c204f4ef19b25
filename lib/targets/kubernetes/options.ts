import type { JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { guard } from '../../border/guard';
import type { Reporter } from '../../diagnostics/findings';
import type { ModelCodes } from '../../diagnostics/model-codes';
import { captureTrace, type Trace } from '../../model/trace';
import { customization, customizationProblem, type Customization } from '../customization';
import { fingerprint } from '../fingerprint';
import { applyPatches } from '../patch';
import type { Ingress, KubernetesObject } from './api';
import type { HTTPRoute } from './gateway-api';
import { Changes, type Patched } from './changes';
import { jobPlaceholder } from './controller';
import { checkWorkloadSettings } from './check-settings';
import type { KubernetesCodes } from './codes';
import { defaultObjectOf, type DefaultObject } from './default-object';
import { brokenObject, lostChange, missingPart } from './object-shape';
import { flatten, type KubernetesObjects } from './objects';
import { PlusView, podLabels, resourceOf, type ObjectFacts } from './plus';
import type { KubernetesWorkloadSettings } from './workload-settings';

/** What only Kubernetes understands, for one workload: the way out when no property says what is needed. */
export class KubernetesOptions {
  private readonly callbacks: Customization<KubernetesObjects>[] = [];
  private readonly patches: KindPatch[] = [];
  private readonly configured: { readonly settings: KubernetesWorkloadSettings; readonly trace: Trace }[] = [];

  /** @internal */
  public constructor(private readonly facts: () => ObjectFacts) {}

  /**
   * Name of its Service, for objects of your own. There is one if the workload has an endpoint, or is stateful.
   *
   * @example
   * const defaultBackend = { service: { name: api.kubernetes.serviceName, port: { name: 'http' } } };
   * new ApiObject(stack, 'own', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'own' }, spec: { defaultBackend } });
   */
  public get serviceName(): string {
    return this.facts().name;
  }

  /**
   * The object that keeps its pods, as other objects refer to it: `scaleTargetRef` of an autoscaler, for one. The name of a Job is put
   * in when the manifests are written.
   */
  public get resource(): { readonly apiVersion: string; readonly kind: string; readonly name: string } {
    return resourceOf(this.facts(), jobPlaceholder);
  }

  /**
   * The labels by which its pods are selected, for a Service, a NetworkPolicy or a PodMonitor of your own.
   *
   * @example
   * const spec = { selector: { matchLabels: api.kubernetes.selector }, podMetricsEndpoints: [{ port: 'http' }] };
   * new ApiObject(stack, 'monitor', { apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', metadata: { name: 'api' }, spec });
   */
  public get selector(): { readonly [label: string]: string } {
    return podLabels(this.facts());
  }

  /**
   * The workload as cdk8s-plus takes its own: a `Service` for an `IngressBackend`, a scalable workload for a `HorizontalPodAutoscaler`,
   * pods for a `Service` or a `NetworkPolicy`. This library knows none of its types, so say which is meant. An autoscaler takes the
   * number of replicas over (`kubernetes/replicas-handed-over`); behind an Ingress of your own, a NetworkPolicy of your own lets in who
   * calls (`manifest/network`).
   * `kplus.IngressBackend.fromService(api.kubernetes.asPlus<kplus.Service>())`;
   * `new kplus.HorizontalPodAutoscaler(stack, 'scaler', { target: api.kubernetes.asPlus<kplus.Deployment>(), maxReplicas: 6 })`.
   */
  public asPlus<T>(): T {
    return new PlusView(this.facts(), this.resource) as T;
  }

  /**
   * Changes the workload's objects before they are written. The callback runs at every synthesis and gets new objects
   * each time. One that throws is an error (`kubernetes/customize`). Names of Jobs and checksums of config files are made
   * afterwards, of what it leaves.
   *
   * @example
   * agent.kubernetes.customize(({ controller }) => { controller.spec.template.spec!.nodeSelector = { pool: 'gpu' }; });
   */
  public customize(callback: (objects: KubernetesObjects) => void): void {
    this.callbacks.push(customization(callback, this.customize));
  }

  /**
   * Patches the workload's object of a kind as it is written, after the callbacks. A patch without effect is an error
   * (`kubernetes/patch`).
   *
   * @param kind such as `Service`
   */
  public addJsonPatch(kind: string, ...patches: JsonPatch[]): void {
    const trace = captureTrace(this.addJsonPatch);
    this.patches.push(...patches.map((patch) => ({ kind, patch, trace })));
  }

  /**
   * Says of this workload's pods, and of the Gateway that serves it, otherwise than the target says of all: each property takes the place of the target's, and
   * `{}` or `[]` is none. One that is said twice, and differently, is an error (`model/conflicting-statements`), one that no
   * cluster takes too (`kubernetes/setting`).
   *
   * @example
   * agent.kubernetes.configure({ nodeSelector: { pool: 'gpu' }, tolerations: [{ key: 'gpu', effect: 'NoSchedule' }], priorityClass: 'batch' });
   */
  public configure(settings: KubernetesWorkloadSettings): void {
    this.configured.push({ settings, trace: captureTrace(this.configure) });
  }

  /**
   * What has been said of the pods.
   * @internal
   */
  public _settings(path: string, findings: Reporter<ModelCodes & KubernetesCodes>): KubernetesWorkloadSettings {
    const all: Record<string, unknown> = {};
    for (const { settings, trace } of this.configured) {
      checkWorkloadSettings(settings, (name, value, rule) => {
        if (rule !== undefined) findings.report('kubernetes/setting', path, { said: CONFIGURED, detail: `${name} is ${JSON.stringify(value)}, but ${rule}` }, trace);
      });
      for (const [name, value] of Object.entries(settings) as [string, unknown][]) {
        const [first, second] = [all[name], value].map((said) => JSON.stringify(said));
        if (all[name] !== undefined && first !== second) findings.report('model/conflicting-statements', path, { value: `${name} of its pods`, first, second }, trace);
        if (value !== undefined) all[name] = value;
      }
    }
    return all;
  }

  /** @internal */
  public get _isUsed(): boolean {
    return this.callbacks.length + this.patches.length + this.configured.length > 0;
  }

  /**
   * Of a workload, whose objects are `inOrder` before anything is changed.
   * @internal
   */
  public _apply(construct: IConstruct, objects: KubernetesObjects, inOrder: readonly KubernetesObject[], findings: Reporter<KubernetesCodes>): Patched[] {
    const metadataAndPatches = defaultObjectOf(construct);
    if (!this._isUsed && !metadataAndPatches) return inOrder.map((object): Patched => ({ object }));
    const changes = this.callbacks.length > 0 ? new Changes(objects) : undefined;
    const given = { ...objects.controller };
    const [controller, metadata] = [objects.controller, fingerprint(given.metadata)];
    for (const callback of this.callbacks) {
      const detail = customizationProblem(callback, objects);
      const broken = brokenObject(objects) ?? lostChange(objects, { controller, spec: given.spec, metadata });
      if (detail !== undefined) findings.report('kubernetes/customize', construct.node.path, { detail }, callback.trace);
      if (broken === undefined) {
        changes?.note(objects, callback);
        continue;
      }
      if (detail === undefined) findings.report('kubernetes/customize', construct.node.path, { detail: `it leaves ${broken}` }, callback.trace);
      return [];
    }
    for (const detail of changes?.leftOut(objects) ?? []) findings.report('kubernetes/left-out', construct.node.path, { detail });
    let lowered = changes?.of(objects) ?? flatten(objects).map((object): Patched => ({ object }));
    const patches = [...this.patches];
    const main = objects.cronJob ?? objects.controller;
    if (metadataAndPatches) {
      lowered = lowered.map((patched) => (patched.object === main ? merged(metadataAndPatches, patched) : patched));
      patches.push(...metadataAndPatches.recordedPatches.map((patch) => ({ kind: main.kind, patch })));
    }
    return patched(lowered, patches, construct.node.path, findings);
  }

  /**
   * Of a proxy, which has no objects but these.
   * @internal
   */
  public _applyToEntrances(construct: IConstruct, entrances: readonly (Ingress | HTTPRoute)[], findings: Reporter<KubernetesCodes>): Patched[] {
    const { path } = construct.node;
    const only = entrances[0]?.kind === 'HTTPRoute' ? 'HTTPRoutes' : 'an Ingress';
    const verb = only === 'HTTPRoutes' ? 'are' : 'is';
    for (const { trace } of this.callbacks) findings.report('kubernetes/patch', path, { detail: `there ${verb} only ${only} to customize; use addJsonPatch` }, trace);
    for (const { settings, trace } of this.configured) {
      const isOfPods = Object.keys(settings).some((name) => name !== 'gateway');
      if (isOfPods) findings.report('kubernetes/patch', path, { detail: `there ${verb} only ${only}, and no pods to configure` }, trace);
    }
    const ofController = defaultObjectOf(construct)?.recordedPatches ?? [];
    const lowered = entrances.map((object): Patched => ({ object }));
    return patched(lowered, [...this.patches, ...ofController.map((patch) => ({ kind: 'Deployment', patch }))], path, findings);
  }
}

guard(KubernetesOptions);

/** Where a workload says otherwise than its target, in findings. */
export const CONFIGURED = 'configure({ ... })';

interface KindPatch {
  readonly kind: string;
  readonly patch: JsonPatch;
  readonly trace?: Trace;
}

function merged(standIn: DefaultObject, patched: Patched): Patched {
  const object = standIn.mergeMetadata(patched.object);
  return fingerprint(object) === fingerprint(patched.object) ? { ...patched, object } : { object, changedBy: patched.changedBy ?? {} };
}

function patched(lowered: readonly Patched[], patches: readonly KindPatch[], path: string, findings: Reporter<KubernetesCodes>): Patched[] {
  const objects = [...lowered];
  for (const { kind, patch, trace } of patches) {
    const at = objects.findIndex(({ object }) => object.kind === kind);
    const outcome = at < 0 ? { problem: `there is no ${kind}` } : applyPatches(objects[at].object, [patch]);
    const missing = 'result' in outcome ? missingPart(outcome.result) : undefined;
    if (missing !== undefined) findings.report('kubernetes/patch', path, { detail: `${JSON.stringify(patch)} would leave the ${kind} without ${missing}` }, trace);
    else if ('result' in outcome) objects[at] = { object: outcome.result, changedBy: { trace } };
    else findings.report('kubernetes/patch', path, { detail: outcome.problem }, trace);
  }
  return objects;
}

/** A construct with Kubernetes options. */
export interface KubernetesHatch extends IConstruct {
  readonly kubernetes: KubernetesOptions;
}

export function isKubernetesHatch(value: unknown): value is KubernetesHatch {
  return typeof value === 'object' && value !== null && 'kubernetes' in value && value.kubernetes instanceof KubernetesOptions;
}
