import { hasSingleWriter, type StackGraph } from '../../model/graph';
import { governingName } from '../../model/replicas';
import type { WorkloadModel } from '../../model/workload';
import type { Controller, PodTemplate } from './api';
import { selectorOf, workloadMeta } from './labels';
import type { KubernetesSettings } from './settings';
import { wholeSeconds } from './units';
import { lowerClaimTemplates } from './volume';

/** Seconds after which Kubernetes calls an update a failure. */
const DEFAULT_DEADLINE = 600;

/**
 * The object that keeps the pods of a workload running, or runs them once.
 *
 * @param isScaled whether an object of the user's own decides how many there are
 */
export function lowerController(workload: WorkloadModel, graph: StackGraph, template: PodTemplate, isScaled: boolean, settings: KubernetesSettings): Controller {
  const metadata = workloadMeta(workload.name, workload, graph.model);
  const selector = { matchLabels: selectorOf(workload, graph.model) };
  const { operations } = workload;
  const settleTime = wholeSeconds(operations.rollingUpdate?.settleTime ?? 0);
  switch (workload.kind) {
    case 'service':
      return {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        // With an autoscaler the number is its own: applying the file again must not take replicas away.
        spec: Object.assign({}, !operations.autoscaling && !isScaled && { replicas: workload.replicas }, {
          strategy: lowerStrategy(workload, graph),
          ...(settleTime > 0 && { minReadySeconds: settleTime }),
          // Getting ready has to be done before the deadline.
          ...(settleTime >= DEFAULT_DEADLINE && { progressDeadlineSeconds: settleTime + DEFAULT_DEADLINE }),
          selector,
          template,
        }),
      };
    case 'stateful': {
      const volumeClaimTemplates = lowerClaimTemplates(workload, graph, settings);
      return {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata,
        spec: Object.assign({ serviceName: governingName(workload) }, !isScaled && { replicas: workload.replicas }, { selector, template }, volumeClaimTemplates.length > 0 && { volumeClaimTemplates }),
      };
    }
    case 'daemon':
      return {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata,
        spec: { selector, template },
      };
    case 'task':
      // A Job cannot be changed: a new template is a new Job, which runs beside the finished old one.
      return {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { ...metadata, name: jobPlaceholder(workload.name) },
        spec: { backoffLimit: workload.retries, template },
      };
  }
}

/** The name of a Job until all is known that its real name is made of. */
export function jobPlaceholder(task: string): string {
  return `${task}-<hash>`;
}

/** Two pods on a volume for one writer would corrupt it, or wait for each other for ever. */
function lowerStrategy(workload: WorkloadModel, graph: StackGraph): { type: string; rollingUpdate?: { maxSurge: number; maxUnavailable: number } } {
  if (hasSingleWriter(workload, graph)) return { type: 'Recreate' };
  const { maxSurge, maxUnavailable } = workload.operations.rollingUpdate ?? { maxSurge: 1, maxUnavailable: 0 };
  return { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } };
}
