import { MOST_RETRIES, type WorkloadModel } from '../../model/workload';
import type { ComposeDeploy, ComposeService } from './document';
import { escapeDollar } from './interpolation';
import { goDuration } from './units';

/** Scheduled tasks are in it, so that `up` passes them over and `run` finds them. */
export const SCHEDULED_PROFILE = 'scheduled';

type OperationsAttributes = Pick<ComposeService, 'profiles' | 'restart'>;

export function lowerOperations(workload: WorkloadModel): OperationsAttributes {
  const { restart } = workload.operations;
  return {
    ...profiles(workload),
    // `restart` has no room for a delay; what deploy.restart_policy says replaces it.
    ...(!restart && { restart: lowerRestart(workload) }),
  };
}

/** What runs at times of its own is passed over by `up`, and so is all that is there for it. */
export function profiles({ operations }: WorkloadModel): Pick<ComposeService, 'profiles'> {
  return operations.schedule === undefined ? {} : { profiles: [SCHEDULED_PROFILE] };
}

export function lowerDeployOperations({ kind, operations }: WorkloadModel): Pick<ComposeDeploy, 'mode' | 'restart_policy' | 'update_config'> {
  const { restart, rollingUpdate } = operations;
  return {
    ...(kind === 'daemon' && { mode: 'global' }),
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

function lowerRestart({ kind, retries }: WorkloadModel): string {
  if (kind !== 'task') return 'unless-stopped';
  if (retries === MOST_RETRIES) return 'on-failure';
  return retries > 0 ? `on-failure:${retries}` : 'no';
}
