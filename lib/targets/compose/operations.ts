import type { StackModel } from '../../model/stack';
import { MOST_RETRIES, type WorkloadModel } from '../../model/workload';
import type { ComposeDeploy, ComposeService } from './document';
import { escapeDollar } from './interpolation';
import { goDuration } from './units';

/** Scheduled tasks are in it, so that `up` passes them over and `run` finds them. */
export const SCHEDULED_PROFILE = 'scheduled';

type OperationsAttributes = Pick<ComposeService, 'profiles' | 'restart'>;

export function lowerOperations(workload: WorkloadModel, stack: StackModel): OperationsAttributes {
  const { restart } = workload.operations;
  return {
    ...profiles(workload, stack),
    // `restart` has no room for a delay; what deploy.restart_policy says replaces it.
    ...(!restart && { restart: lowerRestart(workload) }),
  };
}

/**
 * The profiles of all that is there for a workload. What runs at times of its own is passed over by `up`, also while its
 * own profiles are active: a service runs while one of its profiles is, so it has others. Whatever it may need is in them,
 * too, so that `run` finds it.
 */
export function profiles({ operations, profiles: own }: WorkloadModel, { workloads }: Pick<StackModel, 'workloads'>): Pick<ComposeService, 'profiles'> {
  if (operations.schedule === undefined && !own) return {};
  const scheduled = (profile: string): string => `${profile}-${SCHEDULED_PROFILE}`;
  if (operations.schedule !== undefined) return { profiles: own?.map(scheduled) ?? [SCHEDULED_PROFILE] };
  const hasScheduled = (profile: string): boolean => workloads.some((other) => other.operations.schedule !== undefined && other.profiles?.includes(profile));
  return own ? { profiles: [...own, ...own.filter(hasScheduled).map(scheduled)] } : {};
}

/** Those of what is there for several: it is off when all of them are. With nobody who waits for it, its end would make `up --wait` fail. */
export function profilesOfAll(workloads: readonly WorkloadModel[], stack: Pick<StackModel, 'workloads'>): Pick<ComposeService, 'profiles'> {
  const all = workloads.map((workload) => profiles(workload, stack).profiles);
  return all.some((each) => each === undefined) ? {} : { profiles: [...new Set(all.flatMap((each) => each ?? []))].sort() };
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
