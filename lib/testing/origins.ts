import type { StackModel } from '../model/stack';
import { ownerName } from '../targets/compose/volume-owner';
import type { KubernetesObject, ObjectMeta } from '../targets/kubernetes/api';

/**
 * Path of the construct that an object of a stack comes from, by the name that a difference gives the object:
 * `Deployment/api` of a manifest, `services.api` of a Compose file, `workloads.api` of the model. Raw objects of cdk8s are not in it.
 */
export function originsOf(model: StackModel, kubernetes: readonly KubernetesObject[]): Map<string, string> {
  const origins = new Map<string, string>();
  const [workloads, volumes, configFiles] = [model.workloads, model.volumes, model.configFiles].map((items) => new Map(items.map(({ name, path }) => [name, path])));
  const named: readonly (readonly [ReadonlyMap<string, string>, readonly string[]])[] = [
    [workloads, ['services', 'networks', 'workloads']],
    [volumes, ['volumes']],
    [configFiles, ['configs', 'configFiles']],
  ];
  for (const [paths, places] of named) {
    for (const [name, path] of paths) for (const place of places) origins.set(`${place}.${name}`, path);
  }
  for (const [name, path] of volumes) origins.set(`services.${ownerName(name)}`, path);
  for (const { kind, metadata } of kubernetes) {
    const { name = '', labels = {} }: Partial<ObjectMeta> = metadata;
    const own = kind === 'ConfigMap' ? configFiles.get(name) : kind.startsWith('PersistentVolume') ? volumes.get(name) : undefined;
    const ofStack = labels['app.kubernetes.io/part-of'] === model.name ? model.path : undefined;
    const path = own ?? workloads.get(labels['app.kubernetes.io/name']) ?? ofStack;
    if (path !== undefined) origins.set(`${kind}/${name}`, path);
  }
  return origins;
}
