import type { StackModel } from '../../model/stack';
import type { WorkloadModel } from '../../model/workload';
import type { PodSpec } from './api';
import { selectorOf } from './labels';
import type { Affinity, NodeAffinity, NodeSelectorTerm, PodAffinity, PodAffinityTerm, PodPlacement, Toleration, TopologySpread } from './placement';

/** A node that fails takes one replica, and so does a zone. */
const SPREAD: readonly TopologySpread[] = [{ topologyKey: 'kubernetes.io/hostname' }, { topologyKey: 'topology.kubernetes.io/zone' }];

/** What the pods of a workload say of where they run. */
export function lowerPlacement(workload: WorkloadModel, stack: StackModel, placement: PodPlacement): Partial<PodSpec> {
  const { nodeSelector = {}, tolerations = [], affinity, topologySpread = SPREAD, priorityClass } = placement;
  const matchLabels = selectorOf(workload, stack);
  const spread = mayHaveSeveral(workload) ? topologySpread : [];
  const lowered = affinity && lowerAffinity(affinity, matchLabels);
  return {
    ...(priorityClass !== undefined && { priorityClassName: priorityClass }),
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector: { ...nodeSelector } }),
    ...(tolerations.length > 0 && { tolerations: tolerations.map(lowerToleration) }),
    ...(lowered && Object.keys(lowered).length > 0 && { affinity: lowered }),
    ...(spread.length > 0 && {
      topologySpreadConstraints: spread.map(({ topologyKey, maxSkew = 1, whenUnsatisfiable = 'ScheduleAnyway' }) => ({ maxSkew, topologyKey, whenUnsatisfiable, labelSelector: { matchLabels } })),
    }),
  };
}

function mayHaveSeveral({ kind, replicas, operations: { autoscaling } }: WorkloadModel): boolean {
  return (kind === 'service' || kind === 'stateful') && Math.max(replicas, autoscaling?.maxReplicas ?? 0) > 1;
}

function lowerToleration({ key, operator, value, effect, tolerationSeconds }: Toleration): NonNullable<PodSpec['tolerations']>[number] {
  return {
    ...(key !== undefined && { key }),
    operator: operator ?? (value === undefined ? 'Exists' : 'Equal'),
    ...(value !== undefined && { value }),
    ...(effect !== undefined && { effect }),
    ...(tolerationSeconds !== undefined && { tolerationSeconds }),
  };
}

type Labels = Readonly<Record<string, string>>;

function lowerAffinity({ nodeAffinity, podAffinity, podAntiAffinity }: Affinity, own: Labels): NonNullable<PodSpec['affinity']> {
  const [nodes, near, far] = [nodeAffinity && lowerNodes(nodeAffinity), podAffinity && lowerPods(podAffinity, own), podAntiAffinity && lowerPods(podAntiAffinity, own)];
  return { ...(nodes && { nodeAffinity: nodes }), ...(near && { podAffinity: near }), ...(far && { podAntiAffinity: far }) };
}

function lowerNodes({ required = [], preferred = [] }: NodeAffinity): NonNullable<NonNullable<PodSpec['affinity']>['nodeAffinity']> {
  const term = ({ matchExpressions }: NodeSelectorTerm) => ({ matchExpressions: matchExpressions.map(({ key, operator, values }) => ({ key, operator, ...(values && { values: [...values] }) })) });
  return {
    ...(required.length > 0 && { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: required.map(term) } }),
    ...(preferred.length > 0 && { preferredDuringSchedulingIgnoredDuringExecution: preferred.map(({ weight, preference }) => ({ weight, preference: term(preference) })) }),
  };
}

function lowerPods({ required = [], preferred = [] }: PodAffinity, own: Labels): NonNullable<NonNullable<PodSpec['affinity']>['podAffinity']> {
  const term = ({ topologyKey, matchLabels = own }: PodAffinityTerm) => ({ topologyKey, labelSelector: { matchLabels: { ...matchLabels } } });
  return {
    ...(required.length > 0 && { requiredDuringSchedulingIgnoredDuringExecution: required.map(term) }),
    ...(preferred.length > 0 && { preferredDuringSchedulingIgnoredDuringExecution: preferred.map(({ weight, podAffinityTerm }) => ({ weight, podAffinityTerm: term(podAffinityTerm) })) }),
  };
}
