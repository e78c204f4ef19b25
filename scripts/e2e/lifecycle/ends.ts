import type { StackModel } from '../../../lib/model/stack';
import { lastLine, must } from '../command';
import type { ComposeProject } from '../compose-project';

/** When a container has started and ended, and how. */
interface Inspected {
  readonly RestartCount: number;
  readonly Config: { readonly StopSignal?: string };
  readonly State: { readonly Running: boolean; readonly StartedAt: string; readonly FinishedAt: string; readonly ExitCode: number };
}

/** Each task has run once, and ended before what waits for it has started; nothing if there is none. */
export function disorderedTasks({ workloads }: StackModel, project: ComposeProject): readonly string[] | undefined {
  if (!workloads.some(({ kind }) => kind === 'task')) return undefined;
  const found = inspected(project);
  return workloads.flatMap(({ path, name, kind }) => {
    const task = found.get(name);
    if (kind !== 'task' || !task) return [];
    const waiting = workloads.filter(({ startAfter }) => startAfter.some(({ workload, condition }) => workload === path && condition === 'completed'));
    return [
      ...(task.RestartCount > 0 ? [`${name} has run ${task.RestartCount + 1} times`] : []),
      ...waiting.flatMap((other) => {
        const started = found.get(other.name)?.State.StartedAt;
        return started !== undefined && Date.parse(started) < Date.parse(task.State.FinishedAt) ? [`${other.name} has started before ${name} was done`] : [];
      }),
    ];
  });
}

/** 128 and the number of SIGKILL. */
const KILLED = 137;

/** Stops it, and says which of its containers had to be killed, or go on; what is to be stopped by SIGKILL has no time. */
export function killedAtStop(project: ComposeProject): readonly string[] {
  const { status, stderr } = project.run(['stop']);
  if (status !== 0) return [`it cannot be stopped: ${lastLine(stderr)}`];
  return [...inspected(project)].flatMap(([service, { Config: { StopSignal: signal }, State: { Running, ExitCode } }]) => (Running ? [`${service} goes on`] : ExitCode === KILLED && signal !== 'SIGKILL' ? [`${service} does not stop in its grace period`] : []));
}

function inspected(project: ComposeProject): ReadonlyMap<string, Inspected> {
  const { states } = project;
  const found = JSON.parse(must(['docker', 'inspect', ...states.map(({ ID }) => ID)])) as Inspected[];
  return new Map(states.map(({ Service }, at) => [Service, found[at]]));
}
