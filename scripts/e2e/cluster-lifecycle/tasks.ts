import { runningIn, workloadOf } from '../inside/kubelet';
import type { Namespace } from '../kubernetes-namespace';

interface Job {
  readonly metadata: { readonly labels?: Readonly<Record<string, string>> };
  readonly status: { readonly succeeded?: number; readonly failed?: number; readonly completionTime?: string };
}

/** Each task has run once, and ended before what waits for it has started; nothing if there is none. */
export function disorderedTasks(namespace: Namespace): readonly string[] | undefined {
  const { workloads } = namespace.stack.model;
  const tasks = workloads.filter(({ kind, operations }) => kind === 'task' && operations.schedule === undefined);
  if (tasks.length === 0) return undefined;
  const { items } = JSON.parse(namespace.kubectl('get', 'jobs', '-o', 'json')) as { readonly items: readonly Job[] };
  const jobs = new Map(items.map(({ metadata: { labels = {} }, status }) => [labels['app.kubernetes.io/name'], status]));
  const started = startsOf(namespace);
  return tasks.flatMap(({ path, name }) => {
    const { succeeded = 0, failed = 0, completionTime = '' } = jobs.get(name) ?? {};
    const waiting = workloads.filter(({ startAfter }) => startAfter.some((edge) => edge.workload === path && edge.enforced && edge.condition === 'completed'));
    return [
      ...(succeeded === 1 && failed === 0 ? [] : [`${name} has ended well ${succeeded} times, and badly ${failed} times`]),
      ...waiting.filter((other) => (started.get(other.name) ?? []).some((time) => time < Date.parse(completionTime))).map((other) => `${other.name} has started before ${name} was done`),
    ];
  });
}

/** When the main containers of workloads have started. */
function startsOf({ pods, stack: { model } }: Namespace): ReadonlyMap<string, readonly number[]> {
  return new Map(model.workloads.map(({ name, containers: [main] }) => [
    name, pods.filter((pod) => workloadOf(pod) === name).flatMap((pod) => runningIn(pod).filter((container) => container.name === main.name).map(({ startedAt }) => Date.parse(startedAt))),
  ]));
}
