import { endpointsOf, type StackDescription } from './stack-description';
import { endpointsIn } from './value-text';

/** Indices of the endpoints that a workload talks to: what its configuration names, what it was told to reach, what it waits for. */
export function endpointsUsedBy(at: number, stack: StackDescription): Set<number> {
  const all = endpointsOf(stack.workloads);
  const { environment, entrypoint, command, health, mounts, connectsTo, startAfter } = stack.workloads[at];
  const values = [
    ...environment.map(({ value }) => value),
    ...(entrypoint ?? []),
    ...(command ?? []),
    ...(health?.kind === 'exec' ? health.command : []),
    ...mounts.flatMap((mount) => (mount.kind === 'config' ? [stack.configFiles[mount.of].content] : [])),
  ];
  // Completion of a task is asked of the cluster, not of the task.
  const waits = startAfter.filter((edge) => edge.wait && stack.workloads[edge.workload].kind !== 'task').map((edge) => all.findIndex(({ workload, endpoint }) => workload === edge.workload && endpoint.protocol === 'tcp'));
  return new Set([...values.flatMap((value) => endpointsIn(value, stack)), ...connectsTo, ...waits].filter((of) => all[of].workload !== at));
}

/** Workloads that own the endpoints that a workload talks to. */
export function peersOf(at: number, stack: StackDescription): Set<number> {
  const all = endpointsOf(stack.workloads);
  return new Set([...endpointsUsedBy(at, stack)].map((of) => all[of].workload));
}

/** What a workload starts after: what it says, and its peers, but for those that need it themselves. */
export function dependenciesOf(at: number, stack: StackDescription): number[] {
  const said = stack.workloads[at].startAfter.map(({ workload }) => workload);
  return [...new Set([...said, ...[...peersOf(at, stack)].filter((peer) => !leadsTo(peer, at, stack))])];
}

/** Whether a workload refers to another one or starts after it, over any number of steps. */
function leadsTo(from: number, to: number, stack: StackDescription, seen: ReadonlySet<number> = new Set()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  const next = new Set([...peersOf(from, stack), ...stack.workloads[from].startAfter.map(({ workload }) => workload)]);
  return [...next].some((peer) => leadsTo(peer, to, stack, new Set([...seen, from])));
}
