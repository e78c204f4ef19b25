import type { StackGraph } from '../../model/graph';
import { stringifyAfter, YAML_SEPARATOR, yamlComment } from '../../emit/yaml';
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
export function manifestFile(graph: StackGraph, objects: readonly KubernetesOutput[], header: readonly string[]): OutputFile {
  return { path: manifestPath(graph), parts: documentParts(objects, header), ...(isMain(graph) && { isMain: true }) };
}

/** Where that file is. */
export function manifestPath(graph: StackGraph): string {
  const { model, chosen } = graph;
  return isMain(graph) ? `kubernetes/${model.name}.k8s.yaml` : `kubernetes/${model.name}/${chosen?.name}.k8s.yaml`;
}

function isMain({ chosen }: StackGraph): boolean {
  return chosen?.name === undefined || chosen.isMain;
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
    ...objects.map((object, at) => objectPart(object, () => stringifyAfter(at === 0 ? '' : YAML_SEPARATOR, object.value, at))),
  ];
}
