import type { Difference } from './difference';
import { questionOf } from './probe-question';
import { execProbe, type ComposeCheck, type KubernetesProbe, type KubernetesProbes } from './reading';

/** Where the probes of a container differ from its healthcheck, by the conversion of mapping.md, 3.10; of a native sidecar others wait for the startup probe alone. */
export function* probeDifferences(workload: string, probes: KubernetesProbes | undefined, check: ComposeCheck | undefined, isNativeSidecar: boolean): Iterable<Difference> {
  const difference = (what: string, kubernetes?: string, compose?: string): Difference => ({ workload, aspect: 'health', what, ...(kubernetes !== undefined && { kubernetes }), ...(compose !== undefined && { compose }) });
  if (!probes || !check) {
    const asked = probes?.readiness ?? probes?.liveness ?? probes?.startup;
    yield difference('check', asked?.asks, check && questionOf(check.command));
    return;
  }
  const { startup, readiness, liveness } = probes;
  const seconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));
  const steady = { period: seconds(check.interval), timeout: seconds(check.timeout), failures: check.retries };
  const compared = (name: string, probe: KubernetesProbe, expected: Timing): Difference[] =>
    timings(probe, expected).map(([field, actual, wanted]) => difference(`${name} probe ${field}`, String(actual), String(wanted)));
  if (!readiness) yield difference('readiness probe', undefined, questionOf(check.command));
  for (const [name, probe] of [['readiness', readiness], ['liveness', liveness]] as const) if (probe) yield* compared(name, probe, steady);
  for (const [name, probe] of Object.entries(probes) as [string, KubernetesProbe][]) {
    const asked = probe.asks.startsWith('exec ') ? execProbe(check.command) : questionOf(check.command);
    if (asked !== probe.asks) yield difference(`${name} probe question`, probe.asks, asked);
  }

  if (check.startPeriod === 0) {
    // Docker asks for the first time after an interval. Without a liveness probe nothing restarts what starts slowly.
    if (startup && !liveness && !isNativeSidecar) yield difference('startup probe', 'yes', 'no start period');
    if (!startup && isNativeSidecar) yield difference('startup probe', undefined, 'that others wait until it is healthy');
    else if (!startup && liveness) yield difference('startup probe', undefined, 'a first check that is due after an interval');
    if (startup) yield* compared('startup', startup, { ...steady, period: startup.period, failures: Math.ceil((check.interval * (check.retries + 1)) / 1000 / startup.period) });
    return;
  }
  if (!startup) return void (yield difference('startup probe', undefined, 'a start period'));
  // An old engine cannot be told.
  if (check.startInterval === undefined) yield difference('start interval', String(startup.period), undefined);
  const period = check.startInterval === undefined ? startup.period : seconds(check.startInterval);
  const failures = Math.ceil((check.startPeriod + check.interval * check.retries) / 1000 / period);
  yield* compared('startup', startup, { ...steady, period, failures });
}

type Timing = Pick<KubernetesProbe, 'period' | 'timeout' | 'failures'>;

function timings(probe: KubernetesProbe, expected: Timing): (readonly [field: string, actual: number, expected: number])[] {
  return Object.entries({ ...expected, successes: 1, initialDelay: 0 }).map(([field, wanted]) => [field, probe[field as keyof Timing], wanted] as const).filter(([, actual, wanted]) => actual !== wanted);
}
