import type { Problem } from '../problem';
import { at, fields, integer, isFields, plain, shown, text } from '../untyped';
import { inPod, problem } from './finding';
import { isEmptySelector, mapMatches, selectedPods, selectorMatches, type Cluster, type Pod, type Rule } from './manifests';
import { missing } from './references';

const CONTROLLERS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'];
const ONE_SHOT = ['Job', 'CronJob'];

function* restartPolicies({ pods }: Cluster): Iterable<Problem> {
  for (const pod of pods) {
    const { owner, spec } = pod;
    const policy = text(spec['restartPolicy']) || 'Always';
    if (CONTROLLERS.includes(owner.kind) && policy !== 'Always') {
      yield inPod('manifest/workload', pod, ['restartPolicy'], `restartPolicy of a ${owner.kind} can only be Always (got ${shown(policy)})`);
    }
    if (ONE_SHOT.includes(owner.kind) && policy === 'Always') yield inPod('manifest/workload', pod, ['restartPolicy'], `restartPolicy of a ${owner.kind} must be Never or OnFailure`);
  }
}

function* selectors(cluster: Cluster): Iterable<Problem> {
  for (const pod of cluster.pods.filter(({ owner }) => CONTROLLERS.includes(owner.kind))) {
    const { selector } = pod.owner.spec;
    const wrong = (detail: string): Problem => problem('manifest/selector', pod.owner, ['spec', 'selector'], detail);
    if (isEmptySelector(selector)) yield wrong('selector is empty');
    else if (!selectorMatches(selector, pod.labels)) yield wrong('selector does not match the labels of its own template');
    else yield* overlaps(cluster, pod, selector);
  }
  for (const job of cluster.ofKind('Job')) {
    if (!isEmptySelector(job.spec['selector']) && job.spec['manualSelector'] !== true) yield problem('manifest/selector', job, ['spec', 'selector'], 'a Job generates its own selector');
  }
}

/** Two controllers that claim the same pods delete each other's. */
function* overlaps(cluster: Cluster, pod: Pod, selector: unknown): Iterable<Problem> {
  for (const other of selectedPods(cluster, pod.owner.namespace, selector)) {
    if (other === pod || !CONTROLLERS.includes(other.owner.kind)) continue;
    yield problem('manifest/selector', pod.owner, ['spec', 'selector'], `selector also matches the pods of ${other.label}`, [other.owner]);
  }
}

const isZero = (value: unknown): boolean => value === 0 || value === '0%';

function* updateStrategies(cluster: Cluster): Iterable<Problem> {
  for (const manifest of cluster.ofKind('Deployment', 'StatefulSet', 'DaemonSet')) {
    const { spec, kind } = manifest;
    const field = kind === 'Deployment' ? 'strategy' : 'updateStrategy';
    const strategy = fields(spec[field]);
    const rolling = strategy['rollingUpdate'];
    const type = strategy['type'] ?? 'RollingUpdate';
    const wrong = (place: string, detail: string): Problem => problem('manifest/workload', manifest, ['spec', place], detail);
    if (isFields(rolling) && type !== 'RollingUpdate') yield wrong(field, `rollingUpdate may not be given with strategy ${plain(type)}`);
    if (isZero(at(rolling, 'maxSurge')) && isZero(at(rolling, 'maxUnavailable'))) yield wrong(field, 'maxSurge and maxUnavailable are both 0, so no update can start');
    const [deadline, ready] = [integer(spec['progressDeadlineSeconds']) ?? 600, integer(spec['minReadySeconds']) ?? 0];
    if (kind === 'Deployment' && deadline <= ready) {
      yield wrong('progressDeadlineSeconds', `progressDeadlineSeconds (${deadline}) must be greater than minReadySeconds (${ready})`);
    }
  }
}

function* governingServices(cluster: Cluster): Iterable<Problem> {
  for (const pod of cluster.pods.filter(({ owner }) => owner.kind === 'StatefulSet')) {
    const { owner } = pod;
    const name = text(owner.spec['serviceName']) ?? '';
    // Its pods have no names of their own in DNS then, which is allowed.
    if (name === '') continue;
    const service = cluster.find('Service', owner.namespace, name);
    const absent = service === undefined ? missing(cluster, 'Service', name) : undefined;
    if (absent !== undefined) yield problem('manifest/missing-reference', owner, ['spec', 'serviceName'], `serviceName is of ${absent}`);
    if (service !== undefined && !mapMatches(service.spec['selector'], pod.labels)) {
      yield problem('manifest/selector', owner, ['spec', 'serviceName'], `${service.label} does not select its pods, so they get no names`, [service]);
    }
  }
}

function* serviceAccounts(cluster: Cluster): Iterable<Problem> {
  for (const pod of cluster.pods) {
    const name = text(pod.spec['serviceAccountName']) ?? '';
    if (name === '' || cluster.find('ServiceAccount', pod.owner.namespace, name) !== undefined) continue;
    const absent = missing(cluster, 'ServiceAccount', name);
    if (absent !== undefined) yield inPod('manifest/missing-reference', pod, ['serviceAccountName'], `refers to ${absent}`);
  }
}

function* disruptionBudgets(cluster: Cluster): Iterable<Problem> {
  for (const budget of cluster.ofKind('PodDisruptionBudget')) {
    const { namespace, spec } = budget;
    if ((spec['minAvailable'] ?? undefined) !== undefined && (spec['maxUnavailable'] ?? undefined) !== undefined) {
      yield problem('manifest/workload', budget, ['spec'], 'minAvailable and maxUnavailable exclude each other');
    }
    if (!isFields(spec['selector']) || selectedPods(cluster, namespace, spec['selector']).length === 0) {
      yield problem('manifest/selector', budget, ['spec', 'selector'], 'selector matches no pods');
    }
  }
}

/** Controllers and what hangs on them: selectors, strategies, accounts, disruption budgets. */
export const WORKLOAD_RULES: readonly Rule[] = [restartPolicies, selectors, updateStrategies, governingServices, serviceAccounts, disruptionBudgets];
