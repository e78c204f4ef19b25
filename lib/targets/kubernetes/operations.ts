import type { StackGraph } from '../../model/graph';
import type { WorkloadModel } from '../../model/workload';
import type { CronJob, HorizontalPodAutoscaler, Job } from './api';
import { workloadMeta } from './labels';

/** What most configurations of Prometheus go by. */
export function metricsAnnotations({ operations, endpoints }: WorkloadModel): Record<string, string> {
  const { metrics } = operations;
  if (!metrics) return {};
  const port = endpoints.find(({ name }) => name === metrics.endpoint)!.port;
  return { 'prometheus.io/path': metrics.path, 'prometheus.io/port': String(port), 'prometheus.io/scrape': 'true' };
}

export function lowerAutoscaler(workload: WorkloadModel, graph: StackGraph): HorizontalPodAutoscaler | undefined {
  const { autoscaling } = workload.operations;
  if (!autoscaling) return undefined;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: workloadMeta(workload.name, workload, graph.model),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: workload.name },
      minReplicas: workload.replicas,
      maxReplicas: autoscaling.maxReplicas,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: autoscaling.cpuUtilization } } }],
    },
  };
}

/** Makes a Job at its times, one at a time. */
export function lowerCronJob(workload: WorkloadModel, graph: StackGraph, job: Job): CronJob | undefined {
  const { schedule } = workload.operations;
  if (schedule === undefined) return undefined;
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: workloadMeta(workload.name, workload, graph.model),
    spec: {
      schedule,
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      // A cluster that was down at the time makes up for it within the hour.
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { spec: job.spec },
    },
  };
}
