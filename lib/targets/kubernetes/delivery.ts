import type { StackGraph } from '../../model/graph';
import { containersOf } from '../../model/workload';
import type { KubernetesSettings } from './settings';
import { claimOf } from './volume';

/** Everything that can bring manifests to a cluster, as far as they are written otherwise for it. */
export const DELIVERIES = ['kubectl', 'argo-cd', 'flux'] as const;

/** What brings the manifests to the cluster. */
export type Delivery = (typeof DELIVERIES)[number];

/** How people call it. */
export const DELIVERED_BY: Readonly<Record<Delivery, string>> = { kubectl: 'kubectl', 'argo-cd': 'Argo CD', flux: 'Flux' };

/** As much of an object as a deliverer looks at: of ours, and of the user's own. */
export interface Deliverable {
  readonly kind: string;
  metadata: { readonly name?: string };
}

/** Says of an object what has to be known to who delivers it, without taking the place of what the user has said. */
export type DeliveryMarks = (object: Deliverable, path: string) => void;

/**
 * How the objects of a stack are marked for who delivers it: what has data below it is kept when it leaves the stack, as
 * kubectl keeps it, and Argo CD, which can wait between objects, is told for what.
 */
export function deliveryMarks(graph: StackGraph, { delivery }: Pick<KubernetesSettings, 'delivery'>): DeliveryMarks {
  switch (delivery) {
    case 'kubectl':
      return () => undefined;
    case 'flux':
      return (object) => {
        if (isKept(object)) annotate(object, { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
      };
    case 'argo-cd': {
      const waveOf = syncWaves(graph);
      return (object, path) => {
        const wave = waveOf(object, path);
        annotate(object, {
          ...(isKept(object) && { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' }),
          ...(wave > 0 && { 'argocd.argoproj.io/sync-wave': String(wave) }),
        });
      };
    }
  }
}

/** With a claim goes the data, and with the namespace all claims and what the operator has made in it. */
function isKept({ kind }: Deliverable): boolean {
  return kind === 'Namespace' || kind === 'PersistentVolumeClaim';
}

function annotate(object: Deliverable, annotations: Readonly<Record<string, string>>): void {
  if (Object.keys(annotations).length === 0) return;
  const metadata: Deliverable['metadata'] & { readonly annotations?: Readonly<Record<string, string>> } = object.metadata;
  object.metadata = Object.assign({}, metadata, { annotations: { ...annotations, ...metadata.annotations } });
}

/**
 * The waves in which Argo CD applies the objects: it begins one when all that it has applied before is healthy. What each
 * workload starts after is in an earlier one; what is healthy only when something else is stands in the last, for which nobody waits.
 */
function syncWaves(graph: StackGraph): (object: Deliverable, path: string) => number {
  const ofWorkloads = wavesOfWorkloads(graph);
  const highest = Math.max(0, ...ofWorkloads.values());
  const last = highest === 0 ? 0 : highest + 1;
  const ofClaims = new Map<string, number>();
  for (const workload of graph.model.workloads) {
    for (const mount of containersOf(workload).flatMap(({ mounts }) => mounts)) {
      if (mount.kind !== 'volume') continue;
      const claim = claimOf(mount.volume, graph);
      ofClaims.set(claim, Math.min(ofClaims.get(claim) ?? last, ofWorkloads.get(workload.path)!));
    }
  }
  const ofVolumes = new Set(graph.model.volumes.map(({ path }) => path));
  const gateways = new Set(graph.model.workloads.filter(({ gateway }) => gateway).map(({ path }) => path));
  return (object, path) => {
    if (isHealthyLate(object) || gateways.has(path)) return last;
    // Many classes bind a claim when a pod wants it: nobody may wait for it before there is one.
    // One of the user's own, which no workload of ours mounts, may be mounted by a pod of the user's own.
    if (object.kind === 'PersistentVolumeClaim') return ofClaims.get(object.metadata.name ?? '') ?? (ofVolumes.has(path) ? last : 0);
    return ofWorkloads.get(path) ?? 0;
  };
}

/** An address that a controller has to give, a Gateway that has to take a route, metrics or pods that have to be there: what Argo CD takes for unhealthy until then. */
function isHealthyLate({ kind, ...rest }: Deliverable): boolean {
  const { spec } = rest as { readonly spec?: { readonly type?: string } };
  return ['Ingress', 'Gateway', 'HTTPRoute', 'HorizontalPodAutoscaler', 'ScaledObject', 'PodDisruptionBudget'].includes(kind) || (kind === 'Service' && spec?.type === 'LoadBalancer');
}

/** By path: one more than the latest of those that it starts after, of which there is no circle. */
function wavesOfWorkloads({ model }: StackGraph): ReadonlyMap<string, number> {
  const waves = new Map(model.workloads.map(({ path }) => [path, 0]));
  const dependents = new Map<string, string[]>();
  const missing = new Map<string, number>();
  for (const { path, startAfter } of model.workloads) {
    const before = startAfter.filter(({ workload }) => waves.has(workload));
    missing.set(path, before.length);
    for (const { workload } of before) dependents.set(workload, [...(dependents.get(workload) ?? []), path]);
  }
  const ready = [...missing].flatMap(([path, count]) => (count === 0 ? [path] : []));
  for (const path of ready) {
    for (const dependent of dependents.get(path) ?? []) {
      waves.set(dependent, Math.max(waves.get(dependent)!, waves.get(path)! + 1));
      const left = missing.get(dependent)! - 1;
      missing.set(dependent, left);
      if (left === 0) ready.push(dependent);
    }
  }
  return waves;
}
