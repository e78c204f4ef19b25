import type { StackGraph } from '../model/graph';
import type { ConfigFileModel } from '../model/storage';
import { contentHash } from './content-hash';
import { renderText } from './render-text';

/** What is in a config file, as it is written, and a hash that changes when anything of it does. */
export interface ConfigContent {
  /** In base64 if the file has an encoding. */
  readonly text: string;
  readonly hash: string;
}

/** Those of each stack: every target asks for them. */
const KNOWN = new WeakMap<StackGraph, ReadonlyMap<string, ConfigContent>>();

/** The contents of all config files of a stack, by their names. */
export function configContents(graph: StackGraph): ReadonlyMap<string, ConfigContent> {
  let contents = KNOWN.get(graph);
  if (!contents) KNOWN.set(graph, (contents = new Map(graph.model.configFiles.map((file) => [file.name, contentOf(file, graph)]))));
  return contents;
}

function contentOf({ content, encoding, mode }: ConfigFileModel, graph: StackGraph): ConfigContent {
  const text = renderText(content, graph);
  const more = encoding === undefined && mode === undefined ? '' : `\0${encoding}\0${mode}`;
  return { text, hash: contentHash(text + more) };
}
