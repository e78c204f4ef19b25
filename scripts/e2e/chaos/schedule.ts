import * as fc from 'fast-check';

/** What happens to a container: its process is killed from outside, all of it stands still, another is made in its place, something that it writes to is full. */
export const KINDS = ['kill', 'pause', 'recreate', 'fill'] as const;
export type Kind = (typeof KINDS)[number];

/** What may happen to a workload. */
export interface Target {
  readonly workload: string;
  /** Where it writes to what has a limit, which may be filled. */
  readonly places: readonly string[];
}

export interface Fault {
  readonly kind: Kind;
  readonly workload: string;
  /** Which of its containers, where there are several: the remainder of it says that. */
  readonly which: number;
  /** What is filled. */
  readonly place?: string;
  /** When it begins, in seconds from the start. */
  readonly at: number;
  /** How long it lasts until it ends by itself, in seconds: 0 for what is over at once. */
  readonly seconds: number;
}

/** Seconds between the beginnings of two faults. */
const PAUSES = { min: 4, max: 14 };
const LASTING = { min: 4, max: 20 };

/** The kubelet waits twice as long after each death, up to five minutes: more often nobody dies in one of these runs. */
const DEATHS = 3;

/**
 * Faults at random moments of so many seconds, the same for the same seed. Those of several workloads may overlap, two of one do not.
 *
 * @param seed any whole number of 32 bits
 */
export function scheduleOf(seed: number, seconds: number, targets: readonly Target[], kinds: readonly Kind[] = KINDS): readonly Fault[] {
  const any = fc.nat({ max: 2 ** 30 });
  const draw = fc.record({ pause: fc.integer(PAUSES), lasting: fc.integer(LASTING), kind: any, target: any, place: any, which: any });
  const draws = fc.sample(fc.noBias(draw), { seed, numRuns: Math.ceil(seconds / PAUSES.min) });
  const faults: Fault[] = [];
  let at = 0;
  for (const { pause, lasting, kind: anyKind, target, place, which } of draws) {
    at += pause;
    if (at >= seconds) break;
    const free = targets.filter(({ workload }) => !faults.some((fault) => fault.workload === workload && fault.at + fault.seconds >= at - 1));
    const kind = kinds[anyKind % kinds.length];
    const possible = free.filter(({ workload, places }) => (kind === 'fill' ? places.length > 0 : kind !== 'kill' || deathsOf(workload, faults) < DEATHS));
    if (possible.length === 0) continue;
    const { workload, places } = possible[target % possible.length];
    faults.push({
      kind, workload, which, at,
      ...(kind === 'fill' && { place: places[place % places.length] }),
      seconds: kind === 'pause' || kind === 'fill' ? Math.min(lasting, seconds - at) : 0,
    });
  }
  return faults;
}

function deathsOf(workload: string, faults: readonly Fault[]): number {
  return faults.filter((fault) => fault.workload === workload && fault.kind === 'kill').length;
}
