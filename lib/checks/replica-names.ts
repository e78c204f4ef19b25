import type { Findings } from '../diagnostics/findings';
import { referencesIn, type Reference } from '../model/expression';
import type { StackGraph } from '../model/graph';
import type { WorkloadModel } from '../model/workload';

/** Whoever names one replica of a workload finds it: replicas have names if they are stateful, and there are no more than are stated. */
export function checkReplicaNames(graph: StackGraph, findings: Findings): void {
  const seen = new Set<string>();
  const check = (at: string, reference: Reference): void => {
    if (reference.kind !== 'host' || reference.replica === undefined) return;
    const { replica, peer } = reference;
    const known = graph.peers.get(peer);
    const key = `${at} ${peer} ${replica}`;
    // What is not there at all is reported as that.
    if (!known || seen.has(key)) return;
    seen.add(key);
    const rule = ruleBroken(replica, graph.workloads.get(peer));
    if (rule !== undefined) findings.report('model/replica-name', at, { value: replica, of: known.name, rule });
  };
  graph.references.forEach((references, path) => references.forEach((reference) => check(path, reference)));
  const mounted = new Set<string>();
  for (const { container: { mounts } } of graph.containers) for (const mount of mounts) if (mount.kind === 'config') mounted.add(mount.config);
  for (const { name, path, content } of graph.model.configFiles) if (!mounted.has(name)) referencesIn(content).forEach((reference) => check(path, reference));
}

function ruleBroken(replica: number, workload: WorkloadModel | undefined): string | undefined {
  if (!workload) return 'it is run by somebody else, whose replicas are not known here';
  if (workload.kind !== 'stateful') return `it is a ${workload.kind}, whose replicas have no names`;
  if (workload.hostNetwork) return 'it is in the network of its machine, and found by the address of that';
  if (!Number.isInteger(replica) || replica < 0) return 'replicas are counted by whole numbers from 0 on';
  // Of one that is stopped nobody is there, and who names them goes on waiting.
  if (workload.replicas > 0 && replica >= workload.replicas) return workload.replicas === 1 ? 'there is one replica, 0' : `there are ${workload.replicas} replicas, 0 to ${workload.replicas - 1}`;
  return undefined;
}
