import type { StackGraph } from '../../model/graph';
import { stringifyDocument, YAML_SEPARATOR, yamlComment } from '../../emit/yaml';
import { objectPart, type FilePart, type OutputFile, type OutputObject } from '../output';
import type { KubernetesObject } from './api';

/** A manifest, with the construct that it comes from. */
export interface KubernetesOutput extends OutputObject {
  readonly value: KubernetesObject;
}

/**
 * A file for `kubectl apply`. What counts where nobody chooses stands where every other stack has its only file; each other
 * choice in a folder of the stack, so that applying a folder of files applies no two choices of one.
 */
export function manifestFile({ model, chosen }: StackGraph, objects: readonly KubernetesOutput[], header: readonly string[]): OutputFile {
  const parts = documentParts(objects, header);
  if (chosen?.name === undefined || chosen.isMain) return { path: `kubernetes/${model.name}.k8s.yaml`, parts, isMain: true };
  return { path: `kubernetes/${model.name}/${chosen.name}.k8s.yaml`, parts };
}

/** The file of a chart that is no stack. */
export function chartFile(name: string, objects: readonly KubernetesOutput[]): OutputFile {
  return { path: `kubernetes/${name}.k8s.yaml`, parts: documentParts(objects), isMain: true };
}

/** One document an object, each with the line that parts it from the one before. */
export function documentParts(objects: readonly KubernetesOutput[], header: readonly string[] = []): FilePart[] {
  const comment = yamlComment(header);
  return [
    ...(comment === '' ? [] : [{ text: comment }]),
    ...objects.map((object, at) => objectPart(object, () => (at === 0 ? '' : YAML_SEPARATOR) + stringifyDocument(object.value, at))),
  ];
}
