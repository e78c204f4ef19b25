import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';

/** Times are finite, and long enough to mean something. */
export function checkDurations(graph: StackGraph, findings: Findings): void {
  for (const { health, lifecycle, endpoints, path } of graph.model.workloads) {
    const atLeast = (minimum: number, field: string, value: number): void => {
      if (!Number.isFinite(value) || value < minimum) {
        findings.report('model/invalid-duration', path, { field, value, rule: `a finite time of at least ${minimum} ms` });
      }
    };
    // Compose truncates a grace period to whole seconds; less than one would be a kill.
    atLeast(1000, 'stopGracePeriod', lifecycle.stopGracePeriod);
    for (const { exposure } of endpoints) if (exposure?.kind === 'public') atLeast(1000, 'requestTimeout', exposure.requestTimeout);
    if (!health) continue;
    // Docker takes 0 for "the default" and refuses anything below a millisecond.
    atLeast(1, 'health interval', health.interval);
    atLeast(1, 'health timeout', health.timeout);
    atLeast(0, 'health startPeriod', health.startPeriod);
    atLeast(1, 'health startInterval', health.startInterval);
  }
}
