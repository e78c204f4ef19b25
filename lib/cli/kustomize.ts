import type { Origin } from '../verify/input/file-problem';
import { readYaml } from '../verify/input/yaml';
import type { Place } from '../verify/problem';
import { at, fields, isFields, mappings, text, texts, type Fields } from '../verify/untyped';
import { patched } from './json-patch';
import type { ManifestObject } from './manifests';

/** What a component makes of manifests, or why that cannot be said. */
export type Built = { readonly objects: readonly ManifestObject[] } | { readonly why: string };

/**
 * The objects after a Kustomize component of the kind that a synthesis writes: more resources, objects that are left out, and JSON
 * patches of single objects. Whatever else a component can do, only Kustomize does.
 *
 * @param resources objects of the files that the component names
 */
export function built(base: readonly ManifestObject[], component: unknown, resources: readonly ManifestObject[], origin: Origin): Built {
  const unknown = Object.keys(fields(component)).filter((key) => !['apiVersion', 'kind', 'resources', 'patches'].includes(key));
  if (!isFields(component)) return { why: 'it is no mapping' };
  if (unknown.length > 0) return { why: `it has ${unknown.join(', ')}, which only Kustomize applies` };
  let objects: readonly ManifestObject[] = base;
  for (const patch of mappings(component['patches'])) {
    const next = afterPatch(objects, patch, origin);
    if (typeof next === 'string') return { why: next };
    objects = next;
  }
  return { objects: [...objects, ...resources] };
}

/** The files that a component or base names, and nothing else that Kustomize takes for a resource. */
export function resourcesOf(kustomization: unknown): readonly string[] {
  return texts(fields(kustomization)['resources']);
}

function afterPatch(objects: readonly ManifestObject[], patch: Fields, origin: Origin): readonly ManifestObject[] | string {
  const [document, another] = readYaml(text(patch['patch']) ?? '', origin.file, 'kubernetes').documents;
  if (!document || another) return 'it has a patch that is not one document';
  if (Array.isArray(document.value)) return afterSteps(objects, patch['target'], document.value);
  const strategic = fields(document.value);
  const isRemoval = strategic['$patch'] === 'delete' && Object.keys(strategic).every((key) => ['$patch', 'apiVersion', 'kind', 'metadata'].includes(key));
  if (!isRemoval) return 'it has a strategic merge patch, which only Kustomize applies';
  const left = objects.filter(({ value }) => !isTarget(value, strategic));
  return left.length < objects.length ? left : `it takes away ${nameOf(strategic)}, which is not there`;
}

function afterSteps(objects: readonly ManifestObject[], target: unknown, steps: unknown): readonly ManifestObject[] | string {
  const wanted = fields(target);
  if (Object.keys(wanted).some((key) => !['group', 'version', 'kind', 'name', 'namespace'].includes(key))) return 'it has a patch for objects by their labels, which only Kustomize finds';
  const { group, version, kind, name, namespace } = wanted;
  const asObject: Fields = { apiVersion: group === undefined ? version : `${String(group)}/${String(version)}`, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
  let found = false;
  const all: ManifestObject[] = [];
  for (const object of objects) {
    if (!isTarget(object.value, asObject)) {
      all.push(object);
      continue;
    }
    found = true;
    const result = patched(object.value, steps);
    if (typeof result === 'string') return `${nameOf(asObject)}: ${result}`;
    all.push({ value: fields(result.value), where: (place: Place) => object.where(place) });
  }
  return found ? all : `it has a patch for ${nameOf(asObject)}, which is not there`;
}

function isTarget(value: Fields, target: Fields): boolean {
  const namespace = at(target, 'metadata', 'namespace');
  return value['apiVersion'] === target['apiVersion']
    && value['kind'] === target['kind']
    && at(value, 'metadata', 'name') === at(target, 'metadata', 'name')
    && (namespace === undefined || at(value, 'metadata', 'namespace') === namespace);
}

function nameOf(object: Fields): string {
  return `${text(object['kind']) ?? ''}/${text(at(object, 'metadata', 'name')) ?? ''}`;
}
