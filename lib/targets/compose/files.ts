import { stringifyEntry, stringifyYaml } from '../../emit/yaml';
import { grouped, type StackGraph } from '../../model/graph';
import { objectPart, textFile, type FilePart, type OutputFile } from '../output';
import { SECTIONS } from './document';
import { environmentExample } from './environment-example';
import type { ComposeOutput } from './project';

/** The directory of a project, relative to the output directory. */
export function projectFolder({ model }: StackGraph): string {
  return `compose/${model.name}`;
}

export function composeFiles(objects: readonly ComposeOutput[], graph: StackGraph): OutputFile[] {
  const folder = projectFolder(graph);
  return [
    { path: `${folder}/compose.yaml`, parts: composeParts(objects, graph), isMain: true },
    textFile(`${folder}/.env.example`, environmentExample(graph)),
    ...objects.filter(({ section }) => section === 'files').map((object) => fileBeside(object, folder)),
  ];
}

/** A file that the document mounts. */
export function fileBeside(object: ComposeOutput, folder: string): OutputFile {
  return { ...textFile(`${folder}/${object.key}`, object.value as string, object), ...object.file };
}

/** The document, entry by entry. */
function composeParts(objects: readonly ComposeOutput[], graph: StackGraph): FilePart[] {
  const parts: FilePart[] = [{ text: stringifyYaml({ name: graph.model.name }) }];
  const bySection = grouped(objects, ({ section }) => section);
  for (const section of SECTIONS) {
    const entries = bySection.get(section) ?? [];
    if (entries.length === 0 && section !== 'services') continue;
    parts.push({ text: entries.length === 0 ? `${section}: {}\n` : `${section}:\n` });
    for (const object of entries) parts.push(objectPart(object, () => stringifyEntry(object.key, object.value, [section])));
  }
  return parts;
}
