import type { WorkloadModel } from '../../model/workload';
import type { ComposeDeploy, ComposeService } from './document';
import { escapeDollar } from './interpolation';
import { byteSize, goDuration } from './units';

/** Scheduled tasks are in it, so that `up` passes them over and `run` finds them. */
export const SCHEDULED_PROFILE = 'scheduled';

type OperationsAttributes = Pick<ComposeService, 'init' | 'ulimits' | 'logging' | 'profiles' | 'restart'>;

export function lowerOperations(workload: WorkloadModel): OperationsAttributes {
  const { init, openFiles, logRotation, schedule, restart } = workload.operations;
  return {
    ...(init === true && { init }),
    ...(openFiles !== undefined && { ulimits: { nofile: { soft: openFiles, hard: openFiles } } }),
    ...(logRotation && {
      logging: { driver: 'json-file', options: { 'max-size': byteSize(logRotation.maxSize), 'max-file': String(logRotation.files) } },
    }),
    ...(schedule !== undefined && { profiles: [SCHEDULED_PROFILE] }),
    // `restart` has no room for a delay; what deploy.restart_policy says replaces it.
    ...(!restart && { restart: lowerRestart(workload) }),
  };
}

export function lowerDeployOperations({ operations }: WorkloadModel): Pick<ComposeDeploy, 'restart_policy' | 'update_config'> {
  const { restart, rollingUpdate } = operations;
  return {
    ...(restart && { restart_policy: { condition: 'on-failure', delay: goDuration(restart.delay), max_attempts: restart.attempts } }),
    ...(rollingUpdate && {
      update_config: {
        parallelism: Math.max(1, rollingUpdate.maxSurge + rollingUpdate.maxUnavailable),
        order: rollingUpdate.maxSurge > 0 ? 'start-first' : 'stop-first',
        delay: goDuration(rollingUpdate.settleTime),
      },
    }),
  };
}

/** What a Prometheus with Docker service discovery goes by; the same words as the annotations on Kubernetes. */
export function metricsLabels({ operations, endpoints }: WorkloadModel): Record<string, string> {
  const { metrics } = operations;
  if (!metrics) return {};
  const port = endpoints.find(({ name }) => name === metrics.endpoint)!.port;
  return { 'prometheus.io/path': escapeDollar(metrics.path), 'prometheus.io/port': String(port), 'prometheus.io/scrape': 'true' };
}

function lowerRestart({ kind, lifecycle }: WorkloadModel): string {
  if (kind !== 'task') return 'unless-stopped';
  return lifecycle.retries > 0 ? `on-failure:${lifecycle.retries}` : 'no';
}
