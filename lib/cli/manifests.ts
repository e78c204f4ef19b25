import { fileProblem, type LocatedProblem, type Origin } from '../verify/input/file-problem';
import { readYaml, type YamlDocument } from '../verify/input/yaml';
import type { Place, Subject } from '../verify/problem';
import { at, isFields, items, text, type Fields } from '../verify/untyped';

/** An object of a file of manifests. */
export interface ManifestObject {
  readonly value: Fields;
  /** Where what stands at a place of it was written. */
  readonly where: (place: Place) => Origin;
}

/** Objects that are judged together. */
export interface Manifests {
  readonly subjects: readonly Subject[];
  /** Names of those that were not judged before; missing if all of them are to be. */
  readonly changed?: ReadonlySet<string>;
  /** Where what stands at a place of a subject was written. */
  where(subject: string, place: Place): Origin | undefined;
}

/** What a file of manifests has in it. */
export interface ManifestFile {
  readonly objects: readonly ManifestObject[];
  readonly problems: readonly LocatedProblem[];
  /** What is in it that no API server gets, each a sentence. */
  readonly others: readonly string[];
}

/** The objects in a text, those of lists one by one. */
export function manifestsIn(content: string, file: string): ManifestFile {
  const { documents, problems } = readYaml(content, file, 'kubernetes');
  const objects: ManifestObject[] = [];
  const shapeless: LocatedProblem[] = [];
  const others: string[] = [];
  for (const document of documents) {
    const { value } = document;
    const list = listIn(value);
    const found = list ? list.map((item, index) => [item, ['items', index]] as const) : [[value, []] as const];
    for (const [item, base] of found) {
      if (isKustomization(item)) others.push('what Kustomize makes of it: give what `kustomize build` writes');
      else if (isObject(item)) objects.push({ value: item, where: (place) => originOf(document, file, [...base, ...place]) });
      else shapeless.push(fileProblem('input/shape', file, shapeOf(item), document.lineOf(base)));
    }
  }
  return { objects, problems: [...problems, ...shapeless], others };
}

/**
 * Gives each object a name of its own: `Deployment/api`, and the namespace where two have the same.
 *
 * @param known objects that are judged by themselves elsewhere
 */
export function together(objects: readonly ManifestObject[], known?: ReadonlySet<ManifestObject>): Manifests {
  const byName = new Map<string, ManifestObject>();
  for (const object of objects) byName.set(freeName(object.value, byName), object);
  return {
    ...(known && { changed: new Set([...byName].flatMap(([name, object]) => (known.has(object) ? [] : [name]))) }),
    subjects: [...byName].map(([name, { value }]) => ({ name, value })),
    where: (subject, place) => byName.get(subject)?.where(place),
  };
}

function freeName(value: Fields, taken: ReadonlyMap<string, unknown>): string {
  const kind = text(value['kind']) ?? 'object';
  const name = text(at(value, 'metadata', 'name')) ?? '';
  const namespace = text(at(value, 'metadata', 'namespace'));
  const candidates = [`${kind}/${name}`, ...(namespace === undefined ? [] : [`${kind}/${namespace}/${name}`])];
  const free = candidates.find((candidate) => !taken.has(candidate));
  if (free !== undefined) return free;
  let count = 2;
  while (taken.has(`${candidates[0]} (${count})`)) count++;
  return `${candidates[0]} (${count})`;
}

function originOf(document: YamlDocument, file: string, place: Place): Origin {
  return { file, line: document.lineOf(place) };
}

function isObject(value: unknown): value is Fields {
  return isFields(value) && text(value['kind']) !== undefined && text(value['apiVersion']) !== undefined;
}

function isKustomization(value: unknown): boolean {
  const { apiVersion, kind, resources, components } = isFields(value) ? value : {};
  return text(apiVersion)?.startsWith('kustomize.config.k8s.io/') === true || (kind === undefined && apiVersion === undefined && Array.isArray(resources ?? components));
}

function listIn(value: unknown): readonly unknown[] | undefined {
  const isList = isObject(value) && text(value['kind'])!.endsWith('List') && Array.isArray(value['items']);
  return isList ? items(value['items']) : undefined;
}

function shapeOf(value: unknown): string {
  if (!isFields(value)) return `it has ${Array.isArray(value) ? 'a list' : 'a plain value'} where a manifest is a mapping`;
  if (isFields(value['services'])) return 'it has "services" and no "apiVersion": that is a Compose file';
  return `an object has no ${text(value['kind']) === undefined ? 'kind' : 'apiVersion'}: its fields are ${Object.keys(value).slice(0, 5).join(', ')}`;
}
