import type { Problem } from '../../problem';
import { at, items, mappings, text, texts } from '../../untyped';
import { inContainer, inPod, problem } from '../finding';
import type { Cluster, Manifest, Pod, Rule } from '../manifests';
import { amountsIn, claimsIn, replicasOf, resourcesOf, runsForEver, saidOfPod, storageOf, takenBy, written } from './amounts';

/** What every container has to state in a namespace with such a quota, unless its pod says something as a whole. */
const STATED = /^(?:(requests|limits)\.)?(cpu|memory)$/;
/** What pods take; without a prefix it is what they request. */
const TAKEN = /^(?:(requests|limits)\.)?(cpu|memory|ephemeral-storage|hugepages-\S+|[^/]+\/\S+)$/;

interface Scope {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly string[];
}

function scopesOf({ spec }: Manifest): readonly Scope[] {
  const selected = mappings(at(spec['scopeSelector'], 'matchExpressions')).map((expression) => ({
    name: text(expression['scopeName']) ?? '', operator: text(expression['operator']) ?? 'Exists', values: texts(expression['values']),
  }));
  return [...texts(spec['scopes']).map((name) => ({ name, operator: 'Exists', values: [] })), ...selected];
}

const isBestEffort = (cluster: Cluster, pod: Pod): boolean => !saidOfPod(cluster, pod) && pod.containers.every((container) => {
  const { requests, limits } = resourcesOf(cluster, container);
  return ['cpu', 'memory'].every((name) => !requests.has(name) && !limits.has(name));
});

/** Whether a scope takes a pod in; a scope that is not known here takes none in. */
function isInScope(cluster: Cluster, pod: Pod, { name, operator, values }: Scope): boolean {
  const deadline = pod.spec['activeDeadlineSeconds'] !== undefined && pod.spec['activeDeadlineSeconds'] !== null;
  switch (name) {
    case 'Terminating': return deadline;
    case 'NotTerminating': return !deadline;
    case 'BestEffort': return isBestEffort(cluster, pod);
    case 'NotBestEffort': return !isBestEffort(cluster, pod);
    case 'PriorityClass': {
      const priority = text(pod.spec['priorityClassName']) ?? '';
      if (operator === 'In') return values.includes(priority);
      if (operator === 'NotIn') return !values.includes(priority);
      return (operator === 'Exists') === (priority !== '');
    }
    default: return false;
  }
}

const podsUnder = (cluster: Cluster, quota: Manifest): readonly Pod[] =>
  cluster.pods.filter((pod) => pod.owner.namespace === quota.namespace && scopesOf(quota).every((scope) => isInScope(cluster, pod, scope)));

/** What a pod takes of what a quota counts. */
function taken(cluster: Cluster, pod: Pod, resource: string): number | undefined {
  if (resource === 'pods' || resource === 'count/pods') return 1;
  const [, of = 'requests', name] = TAKEN.exec(resource) ?? [];
  return name === undefined || resource.startsWith('count/') || name.includes('.storageclass.storage.k8s.io/') ? undefined : takenBy(cluster, pod, of === 'limits' ? 'limits' : 'requests').get(name) ?? 0;
}

function* stated(cluster: Cluster, quota: Manifest, pods: readonly Pod[]): Iterable<Problem> {
  for (const resource of amountsIn(quota.spec['hard']).keys()) {
    const [, of = 'requests', name] = STATED.exec(resource) ?? [];
    if (name === undefined) continue;
    for (const container of pods.filter((pod) => !saidOfPod(cluster, pod)).flatMap((pod) => pod.containers)) {
      if (resourcesOf(cluster, container)[of === 'limits' ? 'limits' : 'requests'].has(name)) continue;
      yield inContainer('manifest/quota', container, ['resources'], `states no ${of} of ${name}, which ${quota.label} of its namespace asks for`, [quota]);
    }
  }
}

function* fits(cluster: Cluster, quota: Manifest, pods: readonly Pod[]): Iterable<Problem> {
  for (const [resource, most] of amountsIn(quota.spec['hard'])) {
    const running = pods.filter(runsForEver);
    const all = running.reduce((sum, pod) => sum + (taken(cluster, pod, resource) ?? 0) * replicasOf(cluster, pod), 0);
    if (all > most) {
      yield problem('manifest/quota', quota, ['spec', 'hard', resource], `the pods that run at the same time take ${written(resource, all)} of ${resource}, more than ${written(resource, most)}`, running.map(({ owner }) => owner));
      continue;
    }
    for (const pod of pods.filter((each) => !runsForEver(each))) {
      const more = taken(cluster, pod, resource) ?? 0;
      if (more === 0 || all + more <= most) continue;
      yield inPod('manifest/quota', pod, [], `takes ${written(resource, more)} of ${resource}, and beside what always runs ${quota.label} leaves ${written(resource, most - all)}`, [quota]);
    }
  }
}

/** Plurals of the kinds that a quota counts by a name of its own. */
const COUNTED: Readonly<Record<string, string>> = {
  configmaps: 'ConfigMap', persistentvolumeclaims: 'PersistentVolumeClaim', replicationcontrollers: 'ReplicationController',
  resourcequotas: 'ResourceQuota', secrets: 'Secret', services: 'Service',
  'deployments.apps': 'Deployment', 'statefulsets.apps': 'StatefulSet', 'replicasets.apps': 'ReplicaSet', 'daemonsets.apps': 'DaemonSet',
  'jobs.batch': 'Job', 'cronjobs.batch': 'CronJob', 'ingresses.networking.k8s.io': 'Ingress', serviceaccounts: 'ServiceAccount',
};

/** How many objects of the set a quota counts; none for what it counts of pods. */
function counted(cluster: Cluster, { namespace }: Manifest, resource: string): number | undefined {
  const services = cluster.ofKind('Service').filter((service) => service.namespace === namespace);
  if (resource === 'services.loadbalancers') return services.filter(({ spec }) => spec['type'] === 'LoadBalancer').length;
  if (resource === 'services.nodeports') return services.filter(({ spec }) => spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer').reduce((sum, { spec }) => sum + (spec['allocateLoadBalancerNodePorts'] === false ? 0 : items(spec['ports']).length), 0);
  const plural = resource.replace(/^count\//, '');
  if (plural === 'persistentvolumeclaims') return claimsIn(cluster, namespace).reduce((sum, { count }) => sum + count, 0);
  const kind = Object.hasOwn(COUNTED, plural) ? COUNTED[plural] : undefined;
  if (kind === undefined) return undefined;
  // Every namespace has a ConfigMap and a ServiceAccount from the cluster.
  const given = kind === 'ConfigMap' || kind === 'ServiceAccount' ? 1 : 0;
  return cluster.ofKind(kind).filter((manifest) => manifest.namespace === namespace).length + given;
}

function stored(cluster: Cluster, { namespace }: Manifest, resource: string): number | undefined {
  const [, storageClass, of] = /^(?:(.+)\.storageclass\.storage\.k8s\.io\/)?(requests\.storage|persistentvolumeclaims)$/.exec(resource) ?? [];
  if (of === undefined || (of === 'persistentvolumeclaims' && storageClass === undefined)) return undefined;
  const claims = claimsIn(cluster, namespace).filter(({ spec }) => storageClass === undefined || spec['storageClassName'] === storageClass);
  return claims.reduce((sum, claim) => sum + claim.count * (of === 'requests.storage' ? storageOf(claim) : 1), 0);
}

function* objects(cluster: Cluster, quota: Manifest): Iterable<Problem> {
  if (scopesOf(quota).length > 0) return;
  for (const [resource, most] of amountsIn(quota.spec['hard'])) {
    const number = stored(cluster, quota, resource) ?? counted(cluster, quota, resource);
    if (number !== undefined && number > most) {
      yield problem('manifest/quota', quota, ['spec', 'hard', resource], `the objects of the namespace come to ${written(resource, number)} of ${resource}, more than ${written(resource, most)}`);
    }
  }
}

function* quotas(cluster: Cluster): Iterable<Problem> {
  for (const quota of cluster.ofKind('ResourceQuota')) {
    const pods = podsUnder(cluster, quota);
    yield* stated(cluster, quota, pods);
    yield* fits(cluster, quota, pods);
    yield* objects(cluster, quota);
  }
}

/** What ResourceQuotas of the set leave to what is beside them. */
export const QUOTA_RULES: readonly Rule[] = [quotas];
