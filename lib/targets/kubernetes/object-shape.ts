import type { KubernetesObjects } from './options';

/** What a callback has left that is no object of Kubernetes, as it is called by people; undefined if there is nothing of the kind. */
export function brokenObject(objects: KubernetesObjects): string | undefined {
  for (const [name, value] of Object.entries(objects) as [string, unknown][]) {
    if (value === undefined) {
      if (name === 'configMaps' || name === 'ingresses') return `no list of ${name}`;
      continue;
    }
    for (const object of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const missing = missingPart(object);
      if (missing !== undefined) return `${name} without ${missing}`;
    }
  }
  return 'configMaps' in objects && 'ingresses' in objects ? undefined : 'no list of configMaps or ingresses';
}

/** The first of the parts by which an object is known that it does not have. */
export function missingPart(object: unknown): string | undefined {
  const { apiVersion, kind, metadata } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown; readonly metadata?: { readonly name?: unknown } | null };
  if (typeof apiVersion !== 'string') return 'apiVersion';
  if (typeof kind !== 'string') return 'kind';
  return typeof metadata?.name === 'string' ? undefined : 'metadata.name';
}
