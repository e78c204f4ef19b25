import { mainContainers } from './container-rules';
import { isEmptySelector, mapMatches, selectedPods, selectorMatches, type Cluster, type Manifest, type Pod, type Rule } from './manifests';
import { at, fields, integer, isFields, mappings, shown, text } from '../untyped';

const CONTROLLERS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'];
const ONE_SHOT = ['Job', 'CronJob'];

function* restartPolicies({ pods }: Cluster): Iterable<string> {
  for (const { owner, label, spec } of pods) {
    const policy = spec['restartPolicy'] ?? 'Always';
    if (CONTROLLERS.includes(owner.kind) && policy !== 'Always') {
      yield `${label}: restartPolicy of a ${owner.kind} can only be Always (got ${shown(policy)})`;
    }
    if (ONE_SHOT.includes(owner.kind) && policy === 'Always') yield `${label}: restartPolicy of a ${owner.kind} must be Never or OnFailure`;
  }
}

function* selectors(cluster: Cluster): Iterable<string> {
  for (const pod of cluster.pods.filter(({ owner }) => CONTROLLERS.includes(owner.kind))) {
    const { selector } = pod.owner.spec;
    if (isEmptySelector(selector)) yield `${pod.label}: selector is empty`;
    else if (!selectorMatches(selector, pod.labels)) yield `${pod.label}: selector does not match the labels of its own template`;
    else yield* overlaps(cluster, pod, selector);
  }
  for (const { label, spec } of cluster.ofKind('Job')) {
    if ('selector' in spec && spec['manualSelector'] !== true) yield `${label}: a Job generates its own selector`;
  }
}

/** Two controllers that claim the same pods delete each other's. */
function* overlaps(cluster: Cluster, pod: Pod, selector: unknown): Iterable<string> {
  for (const other of selectedPods(cluster, pod.owner.namespace, selector)) {
    if (other !== pod && CONTROLLERS.includes(other.owner.kind)) yield `${pod.label}: selector also matches the pods of ${other.label}`;
  }
}

const isZero = (value: unknown): boolean => value === 0 || value === '0%';

function* updateStrategies({ manifests }: Cluster): Iterable<string> {
  for (const { label, spec, kind } of manifests) {
    const strategy = fields(kind === 'Deployment' ? spec['strategy'] : spec['updateStrategy']);
    const rolling = strategy['rollingUpdate'];
    const type = strategy['type'] ?? 'RollingUpdate';
    if (rolling !== undefined && type !== 'RollingUpdate') yield `${label}: rollingUpdate may not be given with strategy ${String(type)}`;
    if (isZero(at(rolling, 'maxSurge')) && isZero(at(rolling, 'maxUnavailable'))) {
      yield `${label}: maxSurge and maxUnavailable are both 0, so no update can start`;
    }
    const [deadline, ready] = [integer(spec['progressDeadlineSeconds']) ?? 600, integer(spec['minReadySeconds']) ?? 0];
    if (kind === 'Deployment' && deadline <= ready) {
      yield `${label}: progressDeadlineSeconds (${deadline}) must be greater than minReadySeconds (${ready})`;
    }
  }
}

function* governingServices(cluster: Cluster): Iterable<string> {
  for (const pod of cluster.pods.filter(({ owner }) => owner.kind === 'StatefulSet')) {
    const { namespace, spec, label } = pod.owner;
    const name = text(spec['serviceName']) ?? '';
    const service = cluster.find('Service', namespace, name);
    if (service === undefined) yield `${label}: serviceName ${shown(name)} is not a Service of the stack`;
    else if (!mapMatches(service.spec['selector'], pod.labels)) {
      yield `${label}: ${service.label} does not select its pods, so they get no names`;
    }
  }
}

function* serviceAccounts(cluster: Cluster): Iterable<string> {
  for (const { owner, label, spec } of cluster.pods) {
    const name = text(spec['serviceAccountName']) ?? 'default';
    if (name !== 'default' && cluster.find('ServiceAccount', owner.namespace, name) === undefined) {
      yield `${label}: ServiceAccount ${shown(name)} does not exist`;
    }
  }
}

function* roleBindings(cluster: Cluster): Iterable<string> {
  for (const { label, namespace, body, kind } of cluster.ofKind('RoleBinding', 'ClusterRoleBinding')) {
    const role = fields(body['roleRef']);
    const name = text(role['name']) ?? '';
    // ClusterRoles may be the built-in ones; a Role can only be the stack's own.
    if (role['kind'] === 'Role') {
      if (kind === 'ClusterRoleBinding') yield `${label}: a ClusterRoleBinding cannot refer to a Role`;
      else if (cluster.find('Role', namespace, name) === undefined) yield `${label}: Role ${shown(name)} does not exist`;
    }
    for (const subject of mappings(body['subjects']).filter((candidate) => candidate['kind'] === 'ServiceAccount')) {
      const home = text(subject['namespace']) ?? '';
      const account = text(subject['name']) ?? '';
      if (home === '') yield `${label}: ServiceAccount ${shown(account)} needs a namespace`;
      else if (home === namespace && account !== 'default' && cluster.find('ServiceAccount', home, account) === undefined) {
        yield `${label}: ServiceAccount ${shown(account)} does not exist`;
      }
    }
  }
}

const hasRequest = (pod: Pod, resource: string): boolean => mainContainers(pod).every(({ body }) =>
  at(body['resources'], 'requests', resource) !== undefined || at(body['resources'], 'limits', resource) !== undefined);

const isBuiltIn = (apiVersion: unknown): boolean => !String(apiVersion ?? '').split('/')[0]?.includes('.');

function* autoscalers(cluster: Cluster): Iterable<string> {
  for (const { label, namespace, spec } of cluster.ofKind('HorizontalPodAutoscaler')) {
    const reference = fields(spec['scaleTargetRef']);
    const [minimum, maximum] = [integer(spec['minReplicas']) ?? 1, integer(spec['maxReplicas']) ?? Infinity];
    if (minimum > maximum) yield `${label}: minReplicas ${minimum} is more than maxReplicas ${maximum}`;
    if (!isBuiltIn(reference['apiVersion'])) continue;
    const target = cluster.find(text(reference['kind']) ?? '', namespace, text(reference['name']) ?? '');
    if (target === undefined) yield `${label}: scales ${String(reference['kind'])}/${String(reference['name'])}, which does not exist`;
    else yield* autoscaled(cluster, label, target, spec['metrics']);
  }
}

function* autoscaled(cluster: Cluster, label: string, target: Manifest, metrics: unknown): Iterable<string> {
  if (target.apiVersion !== 'apps/v1') yield `${label}: ${target.label} cannot be scaled`;
  // Every apply would put the count back and undo the autoscaler.
  if ('replicas' in target.spec) yield `${label}: ${target.label} also sets replicas, so each apply resets the autoscaler`;
  for (const metric of mappings(metrics).map(({ resource }) => fields(resource))) {
    if (at(metric['target'], 'type') !== 'Utilization') continue;
    const resource = text(metric['name']) ?? '';
    const without = cluster.podsOf(target).filter((pod) => !hasRequest(pod, resource));
    if (without.length > 0) yield `${label}: ${target.label} has containers without a ${resource} request, so utilization is unknown`;
  }
}

function* disruptionBudgets(cluster: Cluster): Iterable<string> {
  for (const { label, namespace, spec } of cluster.ofKind('PodDisruptionBudget')) {
    if (('minAvailable' in spec) === ('maxUnavailable' in spec)) yield `${label}: needs either minAvailable or maxUnavailable`;
    if (!isFields(spec['selector']) || selectedPods(cluster, namespace, spec['selector']).length === 0) {
      yield `${label}: selector matches no pods`;
    }
  }
}

/** Controllers and what hangs on them: selectors, strategies, accounts, roles, autoscalers, disruption budgets. */
export const WORKLOAD_RULES: readonly Rule[] = [
  restartPolicies, selectors, updateStrategies, governingServices, serviceAccounts, roleBindings, autoscalers, disruptionBudgets,
];
