import { checkOfContainer, checkOfService, type Check } from './checks';
import type { Finding } from './findings';
import type { Pair } from './pairs';
import type { Names } from './peers';
import { isSameText } from './texts';

/** A program asks itself. */
const NOBODY: Names = () => undefined;

/** Where both ask a program another question, or one asks nothing. */
export function* healthDrift({ service, unit }: Pair, kubernetes: ReadonlyMap<string, string>, compose: ReadonlyMap<string, string>): Iterable<Finding> {
  if (unit.role === 'before' || ['Job', 'CronJob'].includes(unit.pod.owner.kind)) return;
  const [ours, theirs] = [checkOfContainer(unit.container.body, kubernetes), checkOfService(service.body, compose)];
  if (!ours || !theirs) {
    if (ours) yield { aspect: 'health', what: 'check', kubernetes: ours.asks, kubernetesPlace: [ours.field], together: 'no healthcheck in Compose, and probes on Kubernetes' };
    if (theirs) yield { aspect: 'health', what: 'check', compose: theirs.asks, composePlace: [theirs.field], together: 'no probe on Kubernetes, and a healthcheck in Compose' };
    return;
  }
  const places = { kubernetesPlace: [ours.field], composePlace: [theirs.field] };
  if (!isSameText(ours.asks, theirs.asks, NOBODY, NOBODY) && !isSameConnection(ours, theirs)) yield { aspect: 'health', what: 'check', kubernetes: ours.asks, compose: theirs.asks, ...places };
  for (const what of ['period', 'timeout', 'failures'] as const) {
    const [one, other] = [ours[what], theirs[what]];
    // Each side has defaults of its own.
    if (one !== undefined && other !== undefined && one !== other) yield { aspect: 'health', what: `check ${what}`, kubernetes: amount(what, one), compose: amount(what, other), ...places };
  }
}

/** Whether a port is open is all that `nc` and a kubelet ask. */
function isSameConnection(ours: Check, theirs: Check): boolean {
  return theirs.asks.replace(/^exec connection to /, 'tcp ') === ours.asks;
}

const amount = (what: 'period' | 'timeout' | 'failures', number: number): string => (what === 'failures' ? String(number) : `${number} s`);
