import type { StackGraph } from '../../model/graph';
import type { Cdk8sObject } from '../cdk8s-objects';

/** What scales a workload that is not said to be scaled: an autoscaler of the user's own. */
export interface Scaler {
  /** As people know it. */
  readonly name: string;
  readonly construct: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Another one that scales the same workload. */
  readonly rival?: string;
}

interface ScalerSpec {
  readonly minReplicas?: unknown;
  readonly minReplicaCount?: unknown;
  readonly maxReplicas?: unknown;
  readonly maxReplicaCount?: unknown;
  readonly scaleTargetRef?: { readonly kind?: unknown; readonly name?: unknown };
}

/** What the target of a scaler is if it says no kind: that of KEDA need not. */
const SCALERS: Readonly<Record<string, string>> = { HorizontalPodAutoscaler: '', ScaledObject: 'Deployment' };
/** Of KEDA. */
const DEFAULT_MAXIMUM = 100;
const SCALED: Readonly<Record<string, string>> = { service: 'Deployment', stateful: 'StatefulSet' };

/** Which workloads objects of the user's own scale, by the path of the workload. */
export function scaledBy(objects: readonly Cdk8sObject[], { model }: StackGraph): ReadonlyMap<string, Scaler> {
  const scaled = new Map<string, Scaler>();
  for (const { construct, value } of objects) {
    const usual = SCALERS[value.kind];
    if (usual === undefined || (value.metadata.namespace ?? model.namespace) !== model.namespace) continue;
    const { scaleTargetRef: { kind = usual, name } = {}, minReplicas = 1, minReplicaCount = 0, maxReplicas, maxReplicaCount = DEFAULT_MAXIMUM } = (value as { readonly spec?: ScalerSpec }).spec ?? {};
    const workload = model.workloads.find((each) => each.name === name && SCALED[each.kind] === kind);
    if (!workload) continue;
    const [minimum, maximum] = value.kind === 'ScaledObject' ? [minReplicaCount, maxReplicaCount] : [minReplicas, maxReplicas];
    const scaler = { name: `${value.kind} ${value.metadata.name ?? ''}`.trim(), construct, minReplicas: Number(minimum), maxReplicas: Number(maximum) };
    const other = scaled.get(workload.path);
    scaled.set(workload.path, other ? { ...other, maxReplicas: Math.max(other.maxReplicas, scaler.maxReplicas), rival: scaler.name } : scaler);
  }
  return scaled;
}
