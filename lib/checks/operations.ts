import type { Findings } from '../diagnostics/findings';
import { hasSingleWriter, type StackGraph } from '../model/graph';

const CRON_FIELDS = [[0, 59], [0, 23], [1, 31], [1, 12], [0, 7]] as const;

/** What an operator asks for is within bounds, and fits the kind of workload. */
export function checkOperations(graph: StackGraph, findings: Findings): void {
  for (const workload of graph.model.workloads) {
    const { path, kind, replicas } = workload;
    const { restart, rollingUpdate, metrics, autoscaling, schedule } = workload.operations;
    const invalid = (field: string, value: unknown, rule: string): void =>
      findings.report('model/invalid-operation', path, { field, value: String(value), rule });
    const whole = (field: string, value: number, minimum: number): void => {
      if (!Number.isInteger(value) || value < minimum) invalid(field, value, `it has to be a whole number of at least ${minimum}`);
    };
    if (restart) {
      whole('restart.attempts', restart.attempts, 1);
      if (!Number.isFinite(restart.delay) || restart.delay < 0) invalid('restart.delay', `${restart.delay} ms`, 'it has to be a finite time');
      if (kind === 'task') invalid('restart', `${restart.attempts} attempts`, 'a task has retries');
    }
    if (rollingUpdate) {
      whole('rollingUpdate.maxSurge', rollingUpdate.maxSurge, 0);
      whole('rollingUpdate.maxUnavailable', rollingUpdate.maxUnavailable, 0);
      if (!Number.isFinite(rollingUpdate.settleTime) || rollingUpdate.settleTime < 0) invalid('rollingUpdate.settleTime', `${rollingUpdate.settleTime} ms`, 'it has to be a finite time');
      if (rollingUpdate.maxSurge + rollingUpdate.maxUnavailable === 0) invalid('rollingUpdate', '0 more and 0 fewer', 'nothing could ever be replaced');
    }
    if (metrics) {
      const endpoint = workload.endpoints.find(({ name }) => name === metrics.endpoint);
      if (!endpoint || endpoint.protocol !== 'tcp') invalid('metrics.endpoint', metrics.endpoint, 'the workload has no such TCP endpoint');
      if (!/^\/[\x21-\x7e]*$/.test(metrics.path)) invalid('metrics.path', metrics.path, 'the path has to begin with "/" and be URL-encoded');
    }
    if (autoscaling) {
      whole('autoscaling.maxReplicas', autoscaling.maxReplicas, Math.max(1, replicas));
      if (replicas < 1) invalid('autoscaling', `from ${replicas} replicas`, 'an autoscaler keeps at least 1');
      whole('autoscaling.cpuUtilization', autoscaling.cpuUtilization, 1);
      if (kind !== 'service') invalid('autoscaling', `${autoscaling.maxReplicas} replicas`, 'only a service can be scaled');
      else if (hasSingleWriter(workload, graph)) invalid('autoscaling', `${autoscaling.maxReplicas} replicas`, 'it has a volume for one writer');
    }
    if (schedule !== undefined && !isCron(schedule)) invalid('schedule', JSON.stringify(schedule), 'it has to be five fields: minute, hour, day of the month, month, day of the week');
  }
}

function isCron(text: string): boolean {
  const fields = text.split(' ');
  return fields.length === CRON_FIELDS.length && fields.every((field, at) => isCronField(field, CRON_FIELDS[at]));
}

function isCronField(field: string, [minimum, maximum]: readonly [number, number]): boolean {
  return field.split(',').every((part) => {
    const found = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/([1-9]\d?))?$/.exec(part);
    return found !== null && [found[1], found[2]].every((bound) => bound === undefined || (Number(bound) >= minimum && Number(bound) <= maximum));
  });
}
