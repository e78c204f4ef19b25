import { stringifyDocument, YAML_SEPARATOR, yamlComment } from '../../emit/yaml';
import { objectPart, type FilePart, type OutputFile, type OutputObject } from '../output';
import type { KubernetesObject } from './api';

/** A manifest, with the construct that it comes from. */
export interface KubernetesOutput extends OutputObject {
  readonly value: KubernetesObject;
}

/** A file for `kubectl apply`. */
export function manifestFile(name: string, objects: readonly KubernetesOutput[], header: readonly string[] = []): OutputFile {
  return { path: `kubernetes/${name}.k8s.yaml`, parts: documentParts(objects, header), isMain: true };
}

/** One document an object, each with the line that parts it from the one before. */
export function documentParts(objects: readonly KubernetesOutput[], header: readonly string[] = []): FilePart[] {
  const comment = yamlComment(header);
  return [
    ...(comment === '' ? [] : [{ text: comment }]),
    ...objects.map((object, at) => objectPart(object, () => (at === 0 ? '' : YAML_SEPARATOR) + stringifyDocument(object.value, at))),
  ];
}
