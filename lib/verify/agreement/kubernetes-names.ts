import type { Cluster, Manifest, Pod } from '../kubernetes/manifests';
import { text } from '../untyped';

/** The Service in which the pods of a StatefulSet have names of their own, whatever else it is. */
export function governingOf(cluster: Cluster, { owner }: Pod): Manifest | undefined {
  return owner.kind === 'StatefulSet' ? cluster.find('Service', owner.namespace, text(owner.spec['serviceName']) ?? '') : undefined;
}

/** Which pods of a StatefulSet have names, where it is not each of them at once. */
export function* podNameNotes(cluster: Cluster, pod: Pod): Iterable<readonly [what: string, value: string]> {
  if (pod.owner.kind !== 'StatefulSet') return;
  const spec = governingOf(cluster, pod)?.spec;
  if (spec?.['clusterIP'] !== 'None') yield ['names of its pods', 'none'];
  else if (spec['publishNotReadyAddresses'] !== true) yield ['names of its pods', 'of those that are ready'];
}
