import type { StackModel } from '../../model/stack';
import type { WorkloadModel } from '../../model/workload';
import type { ObjectMeta } from './api';

const MANAGED_BY = 'cdk8s-compose';

/** What a selector matches by. It never contains a hash: selectors are immutable. */
export function selectorOf(workload: Pick<WorkloadModel, 'name'>, stack: Pick<StackModel, 'name'>): Record<string, string> {
  return { 'app.kubernetes.io/name': workload.name, 'app.kubernetes.io/part-of': stack.name };
}

export function workloadMeta(name: string, workload: WorkloadModel, stack: StackModel): ObjectMeta & { labels: Record<string, string> } {
  return {
    name,
    namespace: stack.namespace,
    labels: {
      'app.kubernetes.io/component': workload.name,
      'app.kubernetes.io/managed-by': MANAGED_BY,
      'app.kubernetes.io/name': workload.name,
      'app.kubernetes.io/part-of': stack.name,
    },
  };
}

export function stackMeta(name: string, stack: StackModel): ObjectMeta {
  return {
    name,
    namespace: stack.namespace,
    labels: { 'app.kubernetes.io/managed-by': MANAGED_BY, 'app.kubernetes.io/part-of': stack.name },
  };
}
