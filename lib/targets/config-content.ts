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

/** The contents of all config files of a stack, by their names. */
export function configContents(graph: StackGraph): Map<string, ConfigContent> {
  return new Map(graph.model.configFiles.map((file) => [file.name, contentOf(file, graph)]));
}

function contentOf({ content, encoding, mode }: ConfigFileModel, graph: StackGraph): ConfigContent {
  const text = renderText(content, graph);
  const more = encoding === undefined && mode === undefined ? '' : `\0${encoding}\0${mode}`;
  return { text, hash: contentHash(text + more) };
}
