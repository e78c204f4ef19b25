import type { StackModel } from '../model/stack';
import type { OutputObject } from '../targets/output';

/**
 * Path of the construct that an object of a stack comes from, by the name that a difference gives the object:
 * `Deployment/api` of a manifest, `services.api` of a Compose file, `workloads.api` of the model.
 */
export function originsOf(model: StackModel, objects: Iterable<OutputObject>): Map<string, string> {
  const origins = new Map<string, string>();
  for (const section of ['workloads', 'volumes', 'configFiles'] as const) {
    for (const { name, path } of model[section]) origins.set(`${section}.${name}`, path);
  }
  for (const { name, construct, value } of objects) {
    const { kind, metadata } = (value ?? {}) as { readonly kind?: string; readonly metadata?: { readonly name?: string } };
    origins.set(kind !== undefined && metadata ? `${kind}/${metadata.name ?? ''}` : name, construct);
  }
  return origins;
}
