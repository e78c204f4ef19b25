import type { Reporter } from '../../diagnostics/findings';
import type { StackGraph } from '../../model/graph';
import type { HealthModel, ImageHealthModel } from '../../model/health';
import type { WorkloadModel } from '../../model/workload';
import { probeCommand } from '../probe-command';
import type { ComposeCodes } from './codes';
import type { ComposeHealthcheck } from './document';
import { escapeDollar, interpolate } from './interpolation';
import { knowsStartInterval, type ComposeSettings } from './settings';
import { goDuration } from './units';

/** Compose can only run commands, so network checks are asked by a client in the image, over the container's own loopback. */
export function lowerHealthcheck(workload: Pick<WorkloadModel, 'endpoints'>, health: HealthModel, graph: StackGraph, settings: ComposeSettings): ComposeHealthcheck {
  return {
    test: ['CMD', ...commandOf(workload, health, graph)],
    interval: goDuration(health.interval),
    timeout: goDuration(health.timeout),
    retries: health.retries,
    // Compose rejects a start interval without a start period.
    ...(health.startPeriod > 0 && { start_period: goDuration(health.startPeriod), ...(knowsStartInterval(settings) && { start_interval: goDuration(health.startInterval) }) }),
  };
}

function commandOf(workload: Pick<WorkloadModel, 'endpoints'>, { check, timeout }: HealthModel, graph: StackGraph): string[] {
  if (check.kind === 'exec') return check.command.map((word) => interpolate(word, graph));
  return probeCommand(check, workload, Math.ceil(timeout / 1000)).map(escapeDollar);
}

/** The check of the image with other times. Without a start period there is no interval in it; none of 0 s is the image's own. */
export function lowerImageHealthcheck({ interval, timeout, retries, startPeriod, startInterval }: ImageHealthModel, settings: ComposeSettings): ComposeHealthcheck | undefined {
  const hasStartInterval = startInterval !== undefined && knowsStartInterval(settings);
  const times: ComposeHealthcheck = {
    ...(interval !== undefined && { interval: goDuration(interval) }),
    ...(timeout !== undefined && { timeout: goDuration(timeout) }),
    ...(retries !== undefined && { retries }),
    ...((startPeriod !== undefined || hasStartInterval) && { start_period: goDuration(startPeriod ?? 0) }),
    ...(hasStartInterval && { start_interval: goDuration(startInterval) }),
  };
  return Object.keys(times).length > 0 ? times : undefined;
}

/** Says which containers are checked less often while they start than they are to be. */
export function reportStartIntervals(graph: StackGraph, findings: Reporter<ComposeCodes>): void {
  for (const { container: { health, imageHealth, path } } of graph.containers) {
    if (imageHealth?.startInterval !== undefined) findings.report('compose/start-interval', path, { detail: goDuration(imageHealth.startInterval) });
    if (!health || health.startPeriod === 0 || health.startInterval >= health.interval) continue;
    findings.report('compose/start-interval', path, { detail: goDuration(health.startInterval) });
  }
}
