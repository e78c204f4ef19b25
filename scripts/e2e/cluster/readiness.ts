import type { Pod } from '../inside/kubelet';

/** What makes pods, as the API has it. */
export interface Maker {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly generation?: number };
  readonly spec: { readonly replicas?: number; readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> } };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
    readonly desiredNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberAvailable?: number;
    readonly conditions?: readonly Condition[];
  };
}

/** One of those that were made. */
export interface MadePod {
  readonly kind: 'Pod';
  readonly metadata: { readonly labels?: Readonly<Record<string, string>>; readonly deletionTimestamp?: string };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

interface Condition {
  readonly type: string;
  readonly status: string;
}

/**
 * What of these is not ready: not all pods are as it says and serve, or, of a Job, none has ended well. Controllers hear of a pod that dies or
 * is deleted a moment later, so the pods are counted as well.
 */
export function unreadyAmong(objects: readonly (Maker | MadePod)[]): readonly Maker[] {
  const pods = objects.filter((object): object is MadePod => object.kind === 'Pod');
  return objects.filter((object): object is Maker => object.kind !== 'Pod').filter((maker) => !isReady(maker, pods));
}

/** Pods of StatefulSets that do not serve: each waits for such a one for ever, and makes none in its place that would. */
export function stuckAmong(pods: readonly Pod[]): readonly string[] {
  const serves = ({ status: { containerStatuses = [] } }: Pod): boolean => containerStatuses.length > 0 && containerStatuses.every(({ ready }) => ready);
  return pods.filter((pod) => pod.metadata.ownerReferences?.some(({ kind }) => kind === 'StatefulSet') && !serves(pod)).map(({ metadata: { name } }) => name);
}

function isReady({ kind, metadata: { generation = 0 }, spec, status = {} }: Maker, pods: readonly MadePod[]): boolean {
  if (kind === 'Job') return isSo('Complete', status.conditions);
  const { observedGeneration = 0, updatedReplicas: updated = 0, desiredNumberScheduled: desired = 0 } = status;
  const wanted = kind === 'DaemonSet' ? desired : spec.replicas ?? 1;
  if (observedGeneration < generation || serving(spec.selector?.matchLabels ?? {}, pods) < wanted) return false;
  switch (kind) {
    case 'DaemonSet':
      return (status.updatedNumberScheduled ?? 0) >= desired && (status.numberAvailable ?? 0) >= desired;
    case 'StatefulSet':
      return wanted === 0 || status.updateRevision === status.currentRevision;
    default:
      return updated >= wanted && (status.replicas ?? 0) <= updated && (status.availableReplicas ?? 0) >= updated;
  }
}

function serving(labels: Readonly<Record<string, string>>, pods: readonly MadePod[]): number {
  return pods.filter(({ metadata, status }) => metadata.deletionTimestamp === undefined && isSo('Ready', status?.conditions)
    && Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value)).length;
}

function isSo(type: string, conditions: readonly Condition[] = []): boolean {
  return conditions.some((condition) => condition.type === type && condition.status === 'True');
}
