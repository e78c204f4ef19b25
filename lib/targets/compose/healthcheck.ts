import type { Reporter } from '../../diagnostics/findings';
import type { StackGraph } from '../../model/graph';
import type { HealthModel, ImageHealthModel } from '../../model/health';
import type { WorkloadModel } from '../../model/workload';
import { probeCommand } from '../probe-command';
import type { ChosenTexts } from './chosen';
import type { ComposeCodes } from './codes';
import type { ComposeHealthcheck } from './document';
import { escapeDollar, interpolate } from './interpolation';
import { knowsStartInterval, type ComposeSettings } from './settings';
import { goDuration } from './units';

/** Compose can only run commands, so network checks are asked by a client in the image, over the container's own loopback. */
export function lowerHealthcheck(workload: Pick<WorkloadModel, 'endpoints'>, health: HealthModel, graph: StackGraph, settings: ComposeSettings, texts: ChosenTexts): ComposeHealthcheck {
  const healthcheck: ComposeHealthcheck = {
    test: ['CMD'].concat(commandOf(workload, health, graph)),
    interval: timeOf('interval', health, texts),
    timeout: timeOf('timeout', health, texts),
    retries: texts['health.retries'] ?? health.retries,
  };
  // Compose rejects a start interval without a start period.
  if (health.startPeriod > 0 || texts['health.startPeriod'] !== undefined) {
    healthcheck.start_period = timeOf('startPeriod', health, texts);
    if (knowsStartInterval(settings)) healthcheck.start_interval = timeOf('startInterval', health, texts);
  }
  return healthcheck;
}

type Time = 'interval' | 'timeout' | 'startPeriod' | 'startInterval';

function timeOf(name: Time, health: { readonly [K in Time]?: number }, texts: ChosenTexts): string {
  return texts[`health.${name}`] ?? goDuration(health[name] ?? 0);
}

function commandOf(workload: Pick<WorkloadModel, 'endpoints'>, { check, timeout }: HealthModel, graph: StackGraph): string[] {
  if (check.kind === 'exec') return check.command.map((word) => interpolate(word, graph));
  return probeCommand(check, workload, Math.ceil(timeout / 1000)).map(escapeDollar);
}

/** The check of the image with other times. Without a start period there is no interval in it; none of 0 s is the image's own. */
export function lowerImageHealthcheck(health: ImageHealthModel, settings: ComposeSettings, texts: ChosenTexts): ComposeHealthcheck | undefined {
  const { interval, timeout, retries, startPeriod, startInterval } = health;
  const hasStartInterval = startInterval !== undefined && knowsStartInterval(settings);
  const times: ComposeHealthcheck = {
    ...(interval !== undefined && { interval: timeOf('interval', health, texts) }),
    ...(timeout !== undefined && { timeout: timeOf('timeout', health, texts) }),
    ...(retries !== undefined && { retries: texts['health.retries'] ?? retries }),
    ...((startPeriod !== undefined || hasStartInterval) && { start_period: timeOf('startPeriod', health, texts) }),
    ...(hasStartInterval && { start_interval: timeOf('startInterval', health, texts) }),
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
