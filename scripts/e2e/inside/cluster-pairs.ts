import type { EndpointModel } from '../../../lib/model/endpoint';
import type { StackModel } from '../../../lib/model/stack';
import type { WorkloadModel } from '../../../lib/model/workload';
import { compared, type Compared } from './compared';
import { pairsIn } from './pairs';

/** A connection that is tried in a cluster. */
export interface ClusterPair {
  /** Name of the workload from whose pods; missing for a pod of another namespace. */
  readonly from?: string;
  /** Name of the workload that is called; missing for a pod of another namespace, whom everybody may call. */
  readonly to?: string;
  readonly port: number;
  readonly isDeclared: boolean;
}

/** The workloads that have pods: what a proxy of Compose does, an entrance of the cluster does. */
export function withPods({ workloads }: Pick<StackModel, 'workloads'>): readonly WorkloadModel[] {
  return workloads.filter(({ gateway }) => gateway === undefined);
}

/** Endpoints that everybody may call, as they are led to from outside of the cluster. */
export function entrancesIn({ workloads, connections }: Pick<StackModel, 'workloads' | 'connections'>): ReadonlyMap<string, readonly EndpointModel[]> {
  const gateways = new Set(workloads.filter(({ gateway }) => gateway !== undefined).map(({ path }) => path));
  const led = new Set(connections.filter(({ from }) => gateways.has(from)).map(({ to, endpoint }) => `${to} ${endpoint}`));
  const isEntrance = (path: string, { name, exposure }: EndpointModel): boolean => exposure?.kind === 'public' || exposure?.serviceType !== undefined || led.has(`${path} ${name}`);
  return new Map(withPods({ workloads }).map((workload) => [workload.name, workload.endpoints.filter((endpoint) => isEntrance(workload.path, endpoint))]));
}

/**
 * Every workload with every TCP endpoint of every other one, with the world outside of the stack, and the world with every endpoint. Where a rule
 * that lets out, or in, has addresses of the operator's choosing, there is no pair: whether one here is among them is not known.
 */
export function clusterPairs(model: StackModel): readonly ClusterPair[] {
  const entrances = entrancesIn(model);
  const isOpen = (to: string, port: number): boolean => (entrances.get(to) ?? []).some((endpoint) => endpoint.port === port);
  const pods = withPods(model);
  const names = new Set(pods.map(({ name }) => name));
  const inside = pairsIn(model).filter(({ from, to }) => names.has(from) && names.has(to));
  const admits = new Map(pods.map(({ name, sharedNetworks = [] }) => [name, sharedNetworks.some(({ fromNamespace }) => fromNamespace !== undefined)]));
  return [
    ...inside.map(({ from, to, port, isDeclared }) => ({ from, to, port, isDeclared: isDeclared || (isOpen(to, port) && letsOut(pods, from)) })),
    ...pods.filter(({ allowedEgress = [] }) => allowedEgress.every(({ ports }) => ports && !ports.includes(OUTSIDE_PORT))).map(({ name, egress }) => ({ from: name, port: OUTSIDE_PORT, isDeclared: egress })),
    ...pods.filter(({ name }) => !admits.get(name)).flatMap(({ name, endpoints }) => endpoints.filter(({ protocol }) => protocol === 'tcp').map(({ port }) => ({ to: name, port, isDeclared: isOpen(name, port) }))),
  ];
}

/** Whoever may call the world may call what is open to the world. */
function letsOut(pods: readonly WorkloadModel[], name: string): boolean {
  return pods.find((workload) => workload.name === name)?.egress === true;
}

/** On which a pod outside of every stack answers. */
export const OUTSIDE_PORT = 8080;

/** How each pair that could be tried is, with a sentence where that is not as it is stated; `isOpen` knows nothing of what could not be. What nobody enforces does not show. */
export function pairComparisons(pairs: readonly ClusterPair[], isOpen: (pair: ClusterPair) => boolean | undefined, enforced: boolean): readonly (Compared & { readonly pair: ClusterPair })[] {
  return pairs.flatMap((pair) => {
    const open = isOpen(pair);
    if (open === undefined || (!pair.isDeclared && !enforced)) return [];
    const to = pair.to === undefined ? 'a pod outside of the stack' : `${pair.to}:${pair.port}`;
    const sentence = (): string => `${pair.from ?? 'a pod outside of the stack'} ${open ? 'reaches' : 'does not reach'} ${to}, which is ${pair.isDeclared ? 'declared' : 'not declared'}`;
    return [{ pair, ...compared(pair.to === undefined ? 'way out' : 'connections', open === pair.isDeclared, sentence) }];
  });
}
