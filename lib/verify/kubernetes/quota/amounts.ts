import { at, fields, isFields, items, mappings, text, type Fields } from '../../untyped';
import type { Cluster, Container, Manifest, Pod } from '../manifests';
import { quantityOf } from '../quantity';

/** Amounts of resources by their name, in base units: CPUs, bytes. */
export type Amounts = ReadonlyMap<string, number>;

export interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

export function amountsIn(value: unknown): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const [name, quantity] of Object.entries(fields(value))) {
    const amount = quantityOf(quantity);
    if (amount !== undefined) amounts.set(name, amount);
  }
  return amounts;
}

const UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** An amount as somebody would write it: `1500m` of CPU, `1536Mi`. */
export function written(resource: string, amount: number): string {
  if (/(^|\.)cpu$/.test(resource)) return Number.isInteger(amount) ? String(amount) : `${Math.round(amount * 1000)}m`;
  if (!/memory|storage/.test(resource)) return String(amount);
  let [value, unit] = [amount, 0];
  while (value >= 1024 && value % 1024 === 0 && unit < UNITS.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${value}${UNITS[unit]}`;
}

/** The limits of one kind of thing that the LimitRanges of a namespace set, each with the LimitRange. */
export function limitsOf(cluster: Cluster, namespace: string, type: 'Container' | 'Pod' | 'PersistentVolumeClaim'): readonly { readonly range: Manifest; readonly limit: Fields }[] {
  return cluster.ofKind('LimitRange').filter((range) => range.namespace === namespace)
    .flatMap((range) => mappings(range.spec['limits']).filter((limit) => limit['type'] === type).map((limit) => ({ range, limit })));
}

/** What a LimitRange gives to containers that say nothing: a limit that is not given is the greatest one, a request the limit. */
function defaultsOf(limit: Fields): Resources {
  const limits = new Map([...amountsIn(limit['max']), ...amountsIn(limit['default'])]);
  const requests = new Map([...amountsIn(limit['min']), ...limits, ...amountsIn(limit['defaultRequest'])]);
  return { requests, limits };
}

/** What a container has when it is admitted: a request that is not given is the limit, and then come the LimitRanges. */
export function resourcesOf(cluster: Cluster, { body, pod }: Container): Resources {
  const limits = amountsIn(at(body['resources'], 'limits'));
  const requests = new Map([...limits, ...amountsIn(at(body['resources'], 'requests'))]);
  for (const { limit } of limitsOf(cluster, pod.owner.namespace, 'Container')) {
    const defaults = defaultsOf(limit);
    for (const [name, amount] of defaults.limits) if (!limits.has(name)) limits.set(name, amount);
    for (const [name, amount] of defaults.requests) if (!requests.has(name)) requests.set(name, amount);
  }
  return { requests, limits };
}

const isSidecar = ({ init, body }: Container): boolean => init && body['restartPolicy'] === 'Always';

/** The first version that keeps what a pod may use as a whole. */
const POD_LEVEL_MINOR = 34;

/** What is said of a pod as a whole; a server that drops it counts by containers alone. */
export function saidOfPod({ minor }: Cluster, { spec }: Pod): Resources | undefined {
  const of = (part: string): Amounts => amountsIn(at(spec['resources'], part));
  const said = { requests: of('requests'), limits: of('limits') };
  return minor >= POD_LEVEL_MINOR && said.requests.size + said.limits.size > 0 ? said : undefined;
}

/** What a pod takes in all: what it says as a whole, or the containers that run beside each other, or the greatest that runs before them. */
export function takenBy(cluster: Cluster, pod: Pod, of: 'requests' | 'limits'): Map<string, number> {
  const sum = new Map<string, number>();
  const add = (amounts: Amounts): void => amounts.forEach((amount, name) => sum.set(name, (sum.get(name) ?? 0) + amount));
  const peak = new Map<string, number>();
  for (const container of pod.containers) {
    const amounts = resourcesOf(cluster, container)[of];
    if (!container.init || isSidecar(container)) add(amounts);
    else amounts.forEach((amount, name) => peak.set(name, Math.max(peak.get(name) ?? 0, (sum.get(name) ?? 0) + amount)));
  }
  peak.forEach((amount, name) => sum.set(name, Math.max(sum.get(name) ?? 0, amount)));
  const said = saidOfPod(cluster, pod);
  // A request that is not given is that of the containers, or the limit.
  if (said && of === 'requests') said.limits.forEach((amount, name) => sum.set(name, sum.get(name) ?? amount));
  said?.[of].forEach((amount, name) => sum.set(name, amount));
  if (isFields(pod.spec['overhead'])) add(amountsIn(pod.spec['overhead']));
  return sum;
}

const RUNNING = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController', 'Pod', 'DaemonSet'];

/** Whether its pods are there all the time. */
export const runsForEver = ({ owner }: Pod): boolean => RUNNING.includes(owner.kind);

/** How many of a pod there are all the time; of a DaemonSet at least one. */
export function replicasOf(cluster: Cluster, { owner }: Pod): number {
  const { replicas } = owner.spec;
  if (typeof replicas === 'number') return replicas;
  const scaler = cluster.ofKind('HorizontalPodAutoscaler').find(({ namespace, spec }) =>
    namespace === owner.namespace && text(at(spec, 'scaleTargetRef', 'name')) === owner.name && at(spec, 'scaleTargetRef', 'kind') === owner.kind);
  const least = scaler?.spec['minReplicas'];
  return typeof least === 'number' ? least : 1;
}

/** A claim of a namespace, and how many of it there are. */
export interface Claim {
  readonly owner: Manifest;
  readonly place: readonly (string | number)[];
  readonly spec: Fields;
  readonly count: number;
}

/** Claims that are made one by one, and those that StatefulSets make for each of their pods. */
export function claimsIn(cluster: Cluster, namespace: string): readonly Claim[] {
  const single = cluster.ofKind('PersistentVolumeClaim').filter((claim) => claim.namespace === namespace)
    .map((owner) => ({ owner, place: ['spec'], spec: owner.spec, count: 1 }));
  const templates = cluster.pods.filter(({ owner }) => owner.kind === 'StatefulSet' && owner.namespace === namespace).flatMap((pod) =>
    items(pod.owner.spec['volumeClaimTemplates']).map((claim, index) => ({
      owner: pod.owner, place: ['spec', 'volumeClaimTemplates', index, 'spec'], spec: fields(at(claim, 'spec')), count: replicasOf(cluster, pod),
    })));
  return [...single, ...templates];
}

export const storageOf = ({ spec }: Claim): number => quantityOf(at(spec, 'resources', 'requests', 'storage')) ?? 0;
