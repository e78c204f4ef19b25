import type { StackGraph } from '../../model/graph';
import type { HealthModel } from '../../model/health';
import type { WorkloadModel } from '../../model/workload';
import { probeCommand } from '../probe-command';
import type { ComposeHealthcheck } from './document';
import { escapeDollar, interpolate } from './interpolation';
import { goDuration } from './units';

/** Compose can only run commands, so network checks are asked by a client in the image, over the container's own loopback. */
export function lowerHealthcheck(workload: Pick<WorkloadModel, 'endpoints'>, health: HealthModel, graph: StackGraph): ComposeHealthcheck {
  const { check } = health;
  const words =
    check.kind === 'exec'
      ? check.command.map((word) => interpolate(word, graph))
      : probeCommand(check, workload, Math.ceil(health.timeout / 1000)).map(escapeDollar);
  return {
    test: ['CMD', ...words],
    interval: goDuration(health.interval),
    timeout: goDuration(health.timeout),
    retries: health.retries,
    // Compose rejects a start interval without a start period.
    ...(health.startPeriod > 0 && { start_period: goDuration(health.startPeriod), start_interval: goDuration(health.startInterval) }),
  };
}
