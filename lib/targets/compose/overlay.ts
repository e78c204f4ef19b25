import type { Reporter } from '../../diagnostics/findings';
import { stringifyYaml } from '../../emit/yaml';
import { textFile, type OutputFile } from '../output';
import type { Lowered } from '../target';
import type { ComposeCodes } from './codes';
import { composeDifference } from './difference';
import { environmentExample } from './environment-example';
import { fileBeside, projectFolder } from './files';
import { documentOf, type ComposeOutput } from './project';

/** A second Compose file, which makes the variant of the base, with an `.env.example` and the files that only the variant has. */
export function overlayFiles(name: string, base: Lowered<ComposeOutput>, variant: Lowered<ComposeOutput>, findings: Reporter<ComposeCodes>): OutputFile[] {
  const folder = projectFolder(base.graph);
  const { path } = base.graph.model;
  const { fragment, impossible } = composeDifference(documentOf(base.objects, base.graph), documentOf(variant.objects, variant.graph));
  for (const detail of impossible) findings.report('compose/overlay', path, { name, detail });
  const known = new Map(base.objects.filter(({ section }) => section === 'files').map(({ key, value }) => [key, value]));
  const added = variant.objects.filter(({ section, key, value }) => {
    if (section !== 'files') return false;
    if (known.has(key) && known.get(key) !== value) findings.report('compose/overlay', path, { name, detail: `${key} has another content` });
    return !known.has(key);
  });
  return [
    textFile(`${folder}/compose.${name}.yaml`, stringifyYaml(fragment)),
    textFile(`${folder}/.env.${name}.example`, environmentExample(variant.graph)),
    ...added.map((object) => fileBeside(object, folder)),
  ];
}
