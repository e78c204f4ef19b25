import type { Place, Problem } from '../../problem';
import { type Fields } from '../../untyped';
import { inContainer, inPod, problem } from '../finding';
import type { Cluster, Container, Manifest, Pod, Rule } from '../manifests';
import { amountsIn, claimsIn, limitsOf, resourcesOf, storageOf, takenBy, written, type Resources } from './amounts';

/** How much more a limit may be than a request. */
const RATIO_SLACK = 1e-9;

/** What a LimitRange refuses of requests and limits. */
function* refused(limit: Fields, { requests, limits }: Resources): Iterable<string> {
  for (const [name, most] of amountsIn(limit['max'])) {
    const [request, has] = [requests.get(name), limits.get(name)];
    if (has === undefined) yield `has no limit of ${name}, and the most is ${written(name, most)}`;
    else if (has > most) yield `has a limit of ${written(name, has)} ${name}, more than ${written(name, most)}`;
    if (request !== undefined && request > most) yield `requests ${written(name, request)} ${name}, more than ${written(name, most)}`;
  }
  for (const [name, least] of amountsIn(limit['min'])) {
    const [request, has] = [requests.get(name), limits.get(name)];
    if (request === undefined) yield `requests no ${name}, and the least is ${written(name, least)}`;
    else if (request < least) yield `requests ${written(name, request)} ${name}, less than ${written(name, least)}`;
    if (has !== undefined && has < least) yield `has a limit of ${written(name, has)} ${name}, less than ${written(name, least)}`;
  }
  for (const [name, most] of amountsIn(limit['maxLimitRequestRatio'])) {
    const [request, has] = [requests.get(name), limits.get(name)];
    if (request === undefined || has === undefined || request === 0) yield `has no request and limit of ${name}, and the limit may be ${most} times the request`;
    else if (has / request > most + RATIO_SLACK) yield `has a limit of ${name} that is ${Number((has / request).toFixed(2))} times its request, more than ${most} times`;
  }
}

const by = ({ label }: Manifest): string => ` (${label} of its namespace)`;

function* containerLimits(cluster: Cluster, container: Container): Iterable<Problem> {
  for (const { range, limit } of limitsOf(cluster, container.pod.owner.namespace, 'Container')) {
    for (const detail of refused(limit, resourcesOf(cluster, container))) yield inContainer('manifest/quota', container, ['resources'], `${detail}${by(range)}`, [range]);
  }
}

function* podLimits(cluster: Cluster, pod: Pod): Iterable<Problem> {
  for (const { range, limit } of limitsOf(cluster, pod.owner.namespace, 'Pod')) {
    const taken = { requests: takenBy(cluster, pod, 'requests'), limits: takenBy(cluster, pod, 'limits') };
    for (const detail of refused(limit, taken)) yield inPod('manifest/quota', pod, ['containers'], `the pod in all ${detail}${by(range)}`, [range]);
  }
}

function* claimLimits(cluster: Cluster, range: Manifest, limit: Fields): Iterable<Problem> {
  const [most, least] = [amountsIn(limit['max']).get('storage') ?? Infinity, amountsIn(limit['min']).get('storage') ?? 0];
  for (const claim of claimsIn(cluster, range.namespace)) {
    const storage = storageOf(claim);
    const place: Place = [...claim.place, 'resources', 'requests', 'storage'];
    if (storage > most) yield problem('manifest/quota', claim.owner, place, `requests ${written('storage', storage)} storage, more than ${written('storage', most)}${by(range)}`, [range]);
    if (storage < least) yield problem('manifest/quota', claim.owner, place, `requests ${written('storage', storage)} storage, less than ${written('storage', least)}${by(range)}`, [range]);
  }
}

function* limitRanges(cluster: Cluster): Iterable<Problem> {
  const ranges = cluster.ofKind('LimitRange');
  if (ranges.length === 0) return;
  for (const pod of cluster.pods) {
    yield* podLimits(cluster, pod);
    for (const container of pod.containers) yield* containerLimits(cluster, container);
  }
  for (const namespace of new Set(ranges.map((range) => range.namespace))) {
    for (const { range, limit } of limitsOf(cluster, namespace, 'PersistentVolumeClaim')) yield* claimLimits(cluster, range, limit);
  }
}

/** What LimitRanges of the set say of the pods and claims beside them. */
export const LIMIT_RANGE_RULES: readonly Rule[] = [limitRanges];
