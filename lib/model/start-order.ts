import { byText } from './connections';
import { isChecked } from './container';
import type { ConnectionModel } from './stack';
import { mainOf, type StartAfterModel, type WorkloadModel } from './workload';

/**
 * What each workload starts after: what its construct says, and every peer that it refers to. Peers that refer to
 * each other in a circle cannot all be first, so references inside a circle give no order.
 */
export function startOrder(workloads: readonly WorkloadModel[], connections: readonly ConnectionModel[]): Map<string, StartAfterModel[]> {
  const byPath = new Map(workloads.map((workload) => [workload.path, workload]));
  const edges = new Map<string, Map<string, StartAfterModel>>();
  for (const workload of workloads) {
    edges.set(workload.path, new Map(workload.startAfter.map((edge) => [edge.workload, edge])));
  }
  const needed = new Set(connections.flatMap(({ from, to, optional }) => (optional ? [] : [`${from} ${to}`])));
  for (const { from, to } of connections) {
    const peer = byPath.get(to);
    const known = edges.get(from);
    if (!peer || !known || known.has(to)) continue;
    known.set(to, {
      workload: to,
      condition: peer.kind === 'task' ? 'completed' : isChecked(mainOf(peer)) ? 'healthy' : 'started',
      implied: true,
      enforced: false,
      ...(!needed.has(`${from} ${to}`) && { optional: true }),
    });
  }
  const circle = circles(edges);
  const result = new Map<string, StartAfterModel[]>();
  for (const [path, known] of edges) {
    const kept = [...known.values()].filter((edge) => !edge.implied || circle.get(path) !== circle.get(edge.workload));
    result.set(path, kept.sort(byText((edge) => edge.workload)));
  }
  return result;
}

/**
 * Numbers the strongly connected components of a graph (Tarjan). Written with a stack of its own, because a chain of
 * thousands of services is deeper than JavaScript can recurse.
 */
export function circles(edges: ReadonlyMap<string, ReadonlyMap<string, unknown>>): Map<string, number> {
  const component = new Map<string, number>();
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  let components = 0;
  for (const root of edges.keys()) {
    if (index.has(root)) continue;
    const frames = [enter(root)];
    while (frames.length > 0) {
      const frame = frames[frames.length - 1];
      const next = frame.rest.next();
      if (!next.done) {
        if (!edges.has(next.value)) continue;
        if (!index.has(next.value)) frames.push(enter(next.value));
        else if (isOpen.has(next.value)) low.set(frame.node, Math.min(low.get(frame.node)!, index.get(next.value)!));
        continue;
      }
      frames.pop();
      const parent = frames[frames.length - 1];
      if (parent) low.set(parent.node, Math.min(low.get(parent.node)!, low.get(frame.node)!));
      if (low.get(frame.node) === index.get(frame.node)) close(frame.node);
    }
  }
  return component;

  function enter(node: string): { node: string; rest: Iterator<string> } {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    open.push(node);
    isOpen.add(node);
    return { node, rest: edges.get(node)!.keys() };
  }

  function close(node: string): void {
    for (let member = open.pop()!; ; member = open.pop()!) {
      isOpen.delete(member);
      component.set(member, components);
      if (member === node) break;
    }
    components++;
  }
}
