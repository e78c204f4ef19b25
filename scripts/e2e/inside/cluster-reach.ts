import type { StackModel } from '../../../lib/model/stack';
import { clusterPairs, wrongInCluster, type ClusterPair } from './cluster-pairs';
import { podsIn, runningIn, workloadOf } from './kubelet';
import type { Looker } from './looker';

/** How long a cluster may take until it does what policies say. */
const SECONDS = 30;

/** How connections of a namespace are. */
export interface ClusterReach {
  readonly problems: readonly string[];
  readonly tried: number;
}

/** Tries every connection from inside of one pod of each workload, by the names that are in its variables. */
export function reachesInCluster(model: StackModel, looker: Looker, enforced: boolean): ClusterReach {
  const pods = new Map(podsIn(model.namespace).filter(({ spec, status }) => status.phase === 'Running' && spec.hostNetwork !== true).map((pod) => [workloadOf(pod), pod]));
  const ids = new Map([...pods].flatMap(([name, pod]) => runningIn(pod).slice(0, 1).map(({ id }) => [name, id] as const)));
  const onNode = new Set(model.workloads.filter(({ hostNetwork }) => hostNetwork).map(({ name }) => name));
  // What runs on the network of a node is under no policy, and what has no pod that runs has nobody to be asked.
  const canBeTried = ({ from, to }: ClusterPair): boolean => (from === undefined || ids.has(from)) && (to === undefined || (pods.has(to) && !onNode.has(to)));
  const pairs = clusterPairs(model).filter(canBeTried);
  const lineOf = ({ from, to, port }: ClusterPair): string => {
    const host = to === undefined ? looker.outside : from === undefined ? `${to}.${model.namespace}.svc.cluster.local` : to;
    return `${from === undefined ? looker.id : ids.get(from)} ${host} ${port}`;
  };
  // Policies, and who is behind a Service, take a moment to be known everywhere.
  const end = Date.now() + SECONDS * 1000;
  let problems: readonly string[];
  do {
    const answered = new Set(looker.tell('reach.sh', [], pairs.map((pair) => `${lineOf(pair)}\n`).join('')).split('\n'));
    problems = wrongInCluster(pairs, (pair) => answered.has(lineOf(pair)), enforced);
  } while (problems.length > 0 && Date.now() < end);
  return { problems, tried: pairs.length };
}
