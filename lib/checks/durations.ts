import type { Findings } from '../diagnostics/findings';
import type { ContainerModel } from '../model/container';
import type { StackGraph } from '../model/graph';

/** Times are finite, and long enough to mean something. */
export function checkDurations(graph: StackGraph, findings: Findings): void {
  for (const { container } of graph.containers) checkContainer(container, findings);
  for (const { endpoints, path } of graph.model.workloads) {
    for (const { exposure } of endpoints) if (exposure?.kind === 'public') atLeast(1000, 'requestTimeout', exposure.requestTimeout, path, findings);
  }
}

function checkContainer({ health, imageHealth: ofImage, lifecycle, preStop = [], path }: ContainerModel, findings: Findings): void {
  // Compose truncates a grace period to whole seconds; less than one would be a kill.
  atLeast(1000, 'stopGracePeriod', lifecycle.stopGracePeriod, path, findings);
  // The grace period of a pod runs from before its hooks on: whoever sleeps as long is killed without having been asked to stop.
  const slept = preStop.reduce((sum, { sleep = 0 }) => sum + sleep * 1000, 0);
  if (slept > 0 && slept >= lifecycle.stopGracePeriod) findings.report('model/invalid-duration', path, { field: 'preStop sleep', value: slept, rule: `less than its stopGracePeriod, ${lifecycle.stopGracePeriod} ms, which counts from before it` });
  const given = (minimum: number, name: 'interval' | 'timeout' | 'startPeriod' | 'startInterval'): void => {
    if (ofImage?.[name] !== undefined) atLeast(minimum, `health ${name}`, ofImage[name], path, findings);
  };
  for (const name of ['interval', 'timeout', 'startInterval'] as const) given(1, name);
  given(0, 'startPeriod');
  if (!health) return;
  // Docker takes 0 for "the default" and refuses anything below a millisecond.
  atLeast(1, 'health interval', health.interval, path, findings);
  atLeast(1, 'health timeout', health.timeout, path, findings);
  atLeast(0, 'health startPeriod', health.startPeriod, path, findings);
  atLeast(1, 'health startInterval', health.startInterval, path, findings);
}

function atLeast(minimum: number, field: string, value: number, path: string, findings: Findings): void {
  if (Number.isFinite(value) && value >= minimum) return;
  findings.report('model/invalid-duration', path, { field, value, rule: `a finite time of at least ${minimum} ms` });
}
