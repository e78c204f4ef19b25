import type { Problem } from '../problem';
import { at, fields, integer, mappings, text } from '../untyped';
import { isBuiltInGroup } from './api/api';
import { mainContainers } from './container-rules';
import { problem } from './finding';
import type { Cluster, Manifest, Pod, Rule } from './manifests';
import { missing } from './references';

const hasRequest = (pod: Pod, resource: string): boolean => mainContainers(pod).every(({ body }) =>
  at(body['resources'], 'requests', resource) !== undefined || at(body['resources'], 'limits', resource) !== undefined);

function* autoscalers(cluster: Cluster): Iterable<Problem> {
  for (const scaler of cluster.ofKind('HorizontalPodAutoscaler')) {
    const { namespace, spec } = scaler;
    const reference = fields(spec['scaleTargetRef']);
    const [minimum, maximum] = [integer(spec['minReplicas']) ?? 1, integer(spec['maxReplicas']) ?? Infinity];
    if (minimum > maximum) yield problem('manifest/workload', scaler, ['spec', 'minReplicas'], `minReplicas ${minimum} is more than maxReplicas ${maximum}`);
    if (!isBuiltInGroup(text(reference['apiVersion']) ?? '')) continue;
    const [kind, name] = [text(reference['kind']) ?? '', text(reference['name']) ?? ''];
    const target = cluster.find(kind, namespace, name);
    const absent = target === undefined ? missing(cluster, kind, name) : undefined;
    if (absent !== undefined) yield problem('manifest/missing-reference', scaler, ['spec', 'scaleTargetRef'], `scales ${absent}`);
    if (target !== undefined) yield* autoscaled(cluster, scaler, target);
  }
}

function* autoscaled(cluster: Cluster, scaler: Manifest, target: Manifest): Iterable<Problem> {
  const isScalable = (target.apiVersion === 'apps/v1' && target.kind !== 'DaemonSet') || target.kind === 'ReplicationController';
  if (!isScalable) yield problem('manifest/workload', scaler, ['spec', 'scaleTargetRef'], `${target.label} cannot be scaled`, [target]);
  // Every apply would put the count back and undo the autoscaler.
  if ('replicas' in target.spec) yield problem('manifest/workload', scaler, ['spec', 'scaleTargetRef'], `${target.label} also sets replicas, so each apply resets the autoscaler`, [target]);
  for (const metric of mappings(scaler.spec['metrics']).map(({ resource }) => fields(resource))) {
    if (at(metric['target'], 'type') !== 'Utilization') continue;
    const resource = text(metric['name']) ?? '';
    const without = cluster.podsOf(target).filter((pod) => !hasRequest(pod, resource));
    if (without.length > 0) yield problem('manifest/resources', scaler, ['spec', 'metrics'], `${target.label} has containers without a ${resource} request, so utilization is unknown`, [target]);
  }
}

/** Autoscalers and what they scale. */
export const AUTOSCALER_RULES: readonly Rule[] = [autoscalers];
