import { endpointsOf, membersOf, podOf, type StackDescription } from './stack-description';
import { endpointsIn } from './value-text';

/** Indices of the endpoints that the containers of a workload talk to: what their configuration names, what it was told to reach, what it waits for. */
export function endpointsUsedBy(pod: number, stack: StackDescription): Set<number> {
  const all = endpointsOf(stack.workloads);
  const { connectsTo, startAfter } = stack.workloads[pod];
  const values = membersOf(pod, stack.workloads).flatMap((member) => {
    const { environment, entrypoint, command, health, mounts } = stack.workloads[member];
    return [
      ...environment.map(({ value }) => value),
      ...(entrypoint ?? []),
      ...(command ?? []),
      ...(health?.kind === 'exec' ? health.command : []),
      ...mounts.flatMap((mount) => (mount.kind === 'config' ? [stack.configFiles[mount.of].content] : [])),
    ];
  });
  const ownerOf = (of: number): number => podOf(all[of].workload, stack.workloads);
  // Completion of a task is asked of the cluster, not of the task.
  const waits = startAfter.filter((edge) => edge.wait && stack.workloads[edge.workload].kind !== 'task').map((edge) => firstToAsk(edge.workload, stack));
  return new Set([...values.flatMap((value) => endpointsIn(value, stack)), ...connectsTo, ...waits].filter((of) => ownerOf(of) !== pod));
}

/** The first TCP endpoint of a pod, those of its main container first, then by the names of the others. */
function firstToAsk(pod: number, { workloads }: StackDescription): number {
  const all = endpointsOf(workloads);
  const [main, ...others] = membersOf(pod, workloads);
  const order = [main, ...others.sort((a, b) => (workloads[a].name < workloads[b].name ? -1 : 1))];
  return order.flatMap((member) => all.flatMap(({ workload, endpoint }, of) => (workload === member && endpoint.protocol === 'tcp' ? [of] : [])))[0];
}

/** Workloads that own the endpoints that a workload talks to. */
export function peersOf(at: number, stack: StackDescription): Set<number> {
  const all = endpointsOf(stack.workloads);
  return new Set([...endpointsUsedBy(at, stack)].map((of) => podOf(all[of].workload, stack.workloads)));
}

/** What a workload starts after: what it says, and its peers, but for those that need it themselves. */
export function dependenciesOf(at: number, stack: StackDescription): number[] {
  const said = stack.workloads[at].startAfter.map(({ workload }) => workload);
  return [...new Set([...said, ...[...peersOf(at, stack)].filter((peer) => !leadsTo(peer, at, stack))])];
}

/** Whether a workload runs whenever another one does. */
export function runsWhenever(peer: number, at: number, { workloads }: StackDescription): boolean {
  const [ofPeer, own] = [peer, at].map((each) => workloads[each].profiles);
  return ofPeer === undefined || (own?.every((profile) => ofPeer.includes(profile)) ?? false);
}

/** Whether a workload does without one that it starts after: it says so, or each of its references does. */
export function canDoWithout(peer: number, at: number, stack: StackDescription): boolean {
  const { workloads } = stack;
  if (workloads[at].startAfter.some(({ workload }) => workload === peer)) return !runsWhenever(peer, at, stack);
  const all = endpointsOf(workloads);
  const isConnected = workloads[at].connectsTo.some((of) => podOf(all[of].workload, workloads) === peer);
  return workloads[peer].profiles !== undefined && !(isConnected && runsWhenever(peer, at, stack));
}

/** Whether a workload refers to another one or starts after it, over any number of steps. */
function leadsTo(from: number, to: number, stack: StackDescription, seen: ReadonlySet<number> = new Set()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  const next = new Set([...peersOf(from, stack), ...stack.workloads[from].startAfter.map(({ workload }) => workload)]);
  return [...next].some((peer) => leadsTo(peer, to, stack, new Set([...seen, from])));
}
