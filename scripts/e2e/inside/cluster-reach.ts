import type { StackModel } from '../../../lib/model/stack';
import { compared, problemsIn, type Noted } from './compared';
import { clusterPairs, pairComparisons, type ClusterPair } from './cluster-pairs';
import { podsIn, runningIn, workloadOf } from './kubelet';
import type { Looker } from './looker';
import { namedPairs } from './pairs';
import { askable, stackPairComparisons, stackPairs } from './stack-pairs';

/** How long a cluster may take until it does what policies say. */
const SECONDS = 30;

/** How connections of a namespace are. */
export interface ClusterReach {
  readonly tried: number;
  /** How many are not as they are stated. */
  readonly wrong: number;
  readonly noted: readonly Noted[];
}

/** Ids of containers from which nobody could try: what does not answer there is not closed. */
export function untriedOf(lines: string, answered: ReadonlySet<string>): readonly string[] {
  return [...new Set(lines.split('\n').filter(Boolean).map((line) => line.split(' ')[0]))].filter((id) => !answered.has(`from ${id}`));
}

/** Tries every connection from inside of one pod of each workload, by the names that are in its variables. */
export function reachesInCluster(model: StackModel, looker: Looker, enforced: boolean): ClusterReach {
  const pods = new Map(podsIn(model.namespace).filter(({ spec, status }) => status.phase === 'Running' && spec.hostNetwork !== true).map((pod) => [workloadOf(pod), pod]));
  const ids = new Map([...pods].flatMap(([name, pod]) => runningIn(pod).slice(0, 1).map(({ id }) => [name, id] as const)));
  const onNode = new Set(model.workloads.filter(({ hostNetwork }) => hostNetwork).map(({ name }) => name));
  // What runs on the network of a node is under no policy, and what has no pod that runs has nobody to be asked.
  const canBeTried = ({ from, to }: ClusterPair): boolean => (from === undefined || ids.has(from)) && (to === undefined || (pods.has(to) && !onNode.has(to)));
  const pairs = clusterPairs(model).filter(canBeTried);
  const idOf = (from: string | undefined): string => (from === undefined ? looker.id : ids.get(from)!);
  const lineOf = ({ from, to, port }: ClusterPair): string => {
    const host = to === undefined ? looker.outside : from === undefined ? `${to}.${model.namespace}.svc.cluster.local` : to;
    return `${idOf(from)} ${host} ${port}`;
  };
  // Nor may who knows the address of a pod, whatever there is of a Service.
  const linesOf = (pair: ClusterPair): readonly string[] => [lineOf(pair), ...(pair.isDeclared || pair.to === undefined ? [] : [`${idOf(pair.from)} ${pods.get(pair.to)?.status.podIP} ${pair.port}`])];
  const paths = new Map(model.workloads.map(({ name, path }) => [name, path]));
  // Policies, and who is behind a Service, take a moment to be known everywhere.
  const end = Date.now() + SECONDS * 1000;
  const named = namedPairs(model).filter(({ from, to, name }) => ids.has(from) && pods.has(to) && (!name.includes('.') || name.endsWith('-headless')));
  const nameOf = ({ from, name, port, protocol }: (typeof named)[number]): string => `${ids.get(from)} ${name} ${port}${protocol === 'udp' ? ' udp' : ''}`;
  const between = askable(stackPairs(model));
  const lines = [...pairs.flatMap(linesOf), ...named.map(nameOf), ...between.map(({ line }) => line)].map((line) => `${line}\n`).join('');
  let comparisons: ReturnType<typeof pairComparisons>;
  let notes: readonly Noted[];
  let untried: readonly string[];
  do {
    const answered = new Set(looker.tell('reach.sh', [], lines).split('\n'));
    untried = untriedOf(lines, answered);
    comparisons = pairComparisons(pairs, (pair) => linesOf(pair).some((line) => answered.has(line)), enforced);
    notes = [...stackPairComparisons(between, (line) => answered.has(line)), ...named.map((pair) => ({ path: paths.get(pair.to)!, ...compared(pair.by, answered.has(nameOf(pair)), () => `${pair.from} does not reach ${pair.name}:${pair.port} over ${pair.protocol}`) }))];
  } while (problemsIn([...comparisons, ...notes]).length + untried.length > 0 && Date.now() < end);
  if (untried.length > 0) throw new Error(`nobody could try connections from the containers ${untried.join(', ')}`);
  const ofBoth = comparisons.flatMap(({ pair: { from, to }, ...one }) => [from, to].flatMap((name): readonly Noted[] => (name === undefined ? [] : [{ path: paths.get(name)!, ...one }])));
  return { tried: pairs.length + between.length, wrong: problemsIn([...comparisons, ...notes]).length, noted: [...notes, ...ofBoth] };
}
