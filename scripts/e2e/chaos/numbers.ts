import { KINDS, type Fault } from './schedule';
import type { Outage } from './written';

/** What has happened to a stack, and what has become of it. */
export interface ChaosNumbers {
  readonly seed: number;
  readonly seconds: number;
  /** How often each kind has happened to each workload. */
  readonly faults: { readonly [kind: string]: { readonly [workload: string]: number } };
  /** Those that were lost are missing where nobody could read them. */
  readonly records: { readonly tried: number; readonly acknowledged: number; readonly lost?: number };
  /** The longest times without an acknowledged record. */
  readonly outages: readonly Outage[];
  /** Seconds from the end of the last fault on; missing if it was too long. */
  readonly healthyAfter?: number;
}

/** How often each kind has happened to each workload. */
export function countsOf(done: readonly Fault[]): ChaosNumbers['faults'] {
  const counts: Record<string, Record<string, number>> = {};
  for (const kind of KINDS) {
    for (const { workload } of done.filter((fault) => fault.kind === kind)) {
      counts[kind] = { ...counts[kind], [workload]: (counts[kind]?.[workload] ?? 0) + 1 };
    }
  }
  return counts;
}

/**
 * For people.
 *
 * @param unwell what was healthy last, or is not
 * @param seconds how long that was waited for
 */
export function summary({ faults, records, outages, healthyAfter }: ChaosNumbers, unwell: readonly string[], seconds: number): string {
  const lines = Object.entries(faults).map(([kind, workloads]) => {
    const total = Object.values(workloads).reduce((sum, count) => sum + count, 0);
    return `${kind.padEnd(8)} ${String(total).padStart(3)}: ${Object.entries(workloads).map(([workload, count]) => (count === 1 ? workload : `${workload} ${count} times`)).join(', ')}`;
  });
  return [
    ...lines, `${records.tried} records were tried, ${records.acknowledged} acknowledged, ${records.lost ?? 'an unknown number'} of these lost; the longest times without one were ${outages.map((outage) => `${outage.seconds} s after ${outage.from} s`).join(', ')}`,
    healthyAfter === undefined ? `not everything was healthy ${seconds} s after the last fault` : `everything was healthy ${healthyAfter} s after the last fault${unwell.length > 0 ? `; the last was ${unwell.join(', ')}` : ''}`,
  ].map((line) => `    ${line}\n`).join('');
}
