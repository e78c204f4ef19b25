import { expressionsOf } from './connections';
import { visitLeaves, type Expression, type HostRef } from './expression';
import type { StackModel } from './stack';
import type { ConfigFileModel } from './storage';

/** The name under which the replicas of a stateful workload have names of their own. */
export function governingName({ name }: { readonly name: string }): string {
  return `${name}-headless`;
}

/** The name of one replica, counted from 0: the same in both outputs, which is how a cluster spells it. */
function replicaName(workload: { readonly name: string }, replica: number): string {
  return `${workload.name}-${replica}.${governingName(workload)}`;
}

/** The name under which a peer, or one replica of it, is reached. */
export function hostName(peer: { readonly name: string }, { replica }: Pick<HostRef, 'replica'>): string {
  return replica === undefined ? peer.name : replicaName(peer, replica);
}

/** Of each workload of which a replica is named by anybody, by path: the names that are used, in order. */
export function namedReplicas({ workloads, configFiles }: StackModel): ReadonlyMap<string, readonly string[]> {
  const stateful = new Map(workloads.filter(({ kind }) => kind === 'stateful').map((workload) => [workload.path, workload]));
  const named = new Map<string, Set<number>>();
  if (stateful.size === 0) return new Map();
  const visit = (expression: Expression): void => visitLeaves(expression, (leaf) => {
    if (leaf.kind === 'host' && leaf.replica !== undefined && stateful.has(leaf.peer)) named.set(leaf.peer, (named.get(leaf.peer) ?? new Set()).add(leaf.replica));
  });
  for (const workload of workloads) expressionsOf(workload, NO_FILES).forEach(visit);
  for (const { content } of configFiles) visit(content);
  return new Map([...named].map(([path, replicas]) => [path, [...replicas].sort((a, b) => a - b).map((replica) => replicaName(stateful.get(path)!, replica))]));
}

const NO_FILES: ReadonlyMap<string, ConfigFileModel> = new Map();
