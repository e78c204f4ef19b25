import type { StackGraph } from '../../model/graph';
import type { Cdk8sObject } from '../cdk8s-objects';

/** What scales a workload that is not said to be scaled: an autoscaler of the user's own. */
export interface Scaler {
  /** As people know it. */
  readonly name: string;
  readonly construct: string;
  readonly minReplicas: number;
}

interface ScalerSpec {
  readonly minReplicas?: unknown;
  readonly minReplicaCount?: unknown;
  readonly scaleTargetRef?: { readonly kind?: unknown; readonly name?: unknown };
}

/** What the target of a scaler is if it says no kind: that of KEDA need not. */
const SCALERS: Readonly<Record<string, string>> = { HorizontalPodAutoscaler: '', ScaledObject: 'Deployment' };
const SCALED: Readonly<Record<string, string>> = { service: 'Deployment', stateful: 'StatefulSet' };

/** Which workloads objects of the user's own scale, by the path of the workload. */
export function scaledBy(objects: readonly Cdk8sObject[], { model }: StackGraph): ReadonlyMap<string, Scaler> {
  const scaled = new Map<string, Scaler>();
  for (const { construct, value } of objects) {
    const usual = SCALERS[value.kind];
    if (usual === undefined || (value.metadata.namespace ?? model.namespace) !== model.namespace) continue;
    const { scaleTargetRef: { kind = usual, name } = {}, minReplicas = 1, minReplicaCount = 0 } = (value as { readonly spec?: ScalerSpec }).spec ?? {};
    const workload = model.workloads.find((each) => each.name === name && SCALED[each.kind] === kind);
    if (workload) scaled.set(workload.path, { name: `${value.kind} ${value.metadata.name ?? ''}`.trim(), construct, minReplicas: Number(value.kind === 'ScaledObject' ? minReplicaCount : minReplicas) });
  }
  return scaled;
}
