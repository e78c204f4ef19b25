import { ApiObject, type JsonPatch } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
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

/** Makes `ApiObject.of` work for a workload. The stand-in is created when it is first asked for. */
export function installDefaultChild(workload: Construct, kind: WorkloadKindName, name: string): void {
  Object.defineProperty(workload.node, 'defaultChild', {
    configurable: true,
    get: () => defaultObjectOf(workload) ?? new DefaultObject(workload, ID, { ...CONTROLLERS[kind], metadata: { name } }),
  });
}


export function defaultObjectOf(workload: IConstruct): DefaultObject | undefined {
  const child = workload.node.tryFindChild(ID);
  return child && isStandIn(child) ? (child as DefaultObject) : undefined;
}
