import { ApiObject, type JsonPatch } from 'cdk8s';
import type { Construct, IConstruct, Node } from 'constructs';
import type { WorkloadKindName } from '../../model/workload';
import { isStandIn } from '../cdk8s-objects';
import type { KubernetesObject } from './api';

const ID = 'Resource';

const CONTROLLERS: Record<WorkloadKindName, { readonly apiVersion: string; readonly kind: string }> = {
  service: { apiVersion: 'apps/v1', kind: 'Deployment' },
  stateful: { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  daemon: { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  task: { apiVersion: 'batch/v1', kind: 'Job' },
};

/**
 * What `ApiObject.of(workload)` returns: a stand-in for the controller that takes labels, annotations and patches. The
 * object itself is lowered from the model at synthesis.
 */
export class DefaultObject extends ApiObject {
  public readonly recordedPatches: JsonPatch[] = [];

  public override addJsonPatch(...patches: JsonPatch[]): void {
    this.recordedPatches.push(...patches);
  }

  /** Nothing: the object itself is lowered from the model. */
  public override toJson(): undefined {
    return undefined;
  }

  /** A copy of the lowered object with the labels and annotations that were added here. */
  public mergeMetadata(object: KubernetesObject): KubernetesObject {
    const added = this.metadata.toJson() as { labels?: Record<string, string>; annotations?: Record<string, string> };
    const metadata: Record<string, unknown> = { ...object.metadata };
    for (const field of ['labels', 'annotations'] as const) {
      if (Object.keys(added[field] ?? {}).length > 0) metadata[field] = { ...(metadata[field] as object | undefined), ...added[field] };
    }
    return { ...object, metadata };
  }
}

/** A construct that is lowered to a controller of its name. */
export interface Controlled extends IConstruct {
  /** @internal */
  readonly _kind: WorkloadKindName;
  /** @internal */
  readonly _name: string;
}

/** Makes `ApiObject.of` work for a workload. The stand-in is created when it is first asked for. */
export function installDefaultChild(workload: Controlled): void {
  Object.defineProperty(workload.node, 'defaultChild', DEFAULT_CHILD);
}

/** One for all: with a function of its own each node would be of a shape of its own, and slow for whoever reads many. */
const DEFAULT_CHILD: PropertyDescriptor & ThisType<Node> = {
  configurable: true,
  get() {
    const workload = this.scopes.at(-1) as Controlled & Construct;
    return defaultObjectOf(workload) ?? new DefaultObject(workload, ID, { ...CONTROLLERS[workload._kind], metadata: { name: workload._name } });
  },
};

export function defaultObjectOf(workload: IConstruct): DefaultObject | undefined {
  const child = workload.node.tryFindChild(ID);
  return child && isStandIn(child) ? (child as DefaultObject) : undefined;
}
