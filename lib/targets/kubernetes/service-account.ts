import type { StackGraph } from '../../model/graph';
import type { WorkloadModel } from '../../model/workload';
import type { ServiceAccount } from './api';
import { workloadMeta } from './labels';
import type { KubernetesWorkloadSettings } from './workload-settings';

/** As whom the pods of a workload run. */
export function accountOf({ name }: WorkloadModel, { serviceAccount: { existing } = {} }: KubernetesWorkloadSettings): string {
  return existing ?? name;
}

/** The service account of a workload; none for one that is there already. */
export function lowerServiceAccount(workload: WorkloadModel, graph: StackGraph, { serviceAccount: { annotations, existing } = {} }: KubernetesWorkloadSettings): ServiceAccount | undefined {
  if (existing !== undefined) return undefined;
  const metadata = workloadMeta(workload.name, workload, graph.model);
  const has = annotations !== undefined && Object.keys(annotations).length > 0;
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadata, ...(has && { annotations: { ...annotations } }) }, automountServiceAccountToken: false };
}
