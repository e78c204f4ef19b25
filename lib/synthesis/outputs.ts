import { together, type Batch } from '../diagnostics/alike';
import type { Findings } from '../diagnostics/findings';
import { renderReport } from '../diagnostics/render';
import type { AnnouncedDifference } from '../diagnostics/report-document';
import { jsonPieces } from '../emit/json';
import { literalText } from '../model/expression';
import type { StackGraph } from '../model/graph';
import type { StackModel } from '../model/stack';
import { announcedDifferences } from '../targets/differences';
import { textFile, type OutputFile } from '../targets/output';
import type { Target } from '../targets/target';
import type { Agreement } from './agreement';
import type { Analysis } from './analysis';
import { finalFiles } from './final-output';
import { reportDocument, type StepsOf } from './report-data';

/** The files of all targets for one stack. */
export function targetFiles({ model, targets, lowered }: Analysis, findings: Findings): OutputFile[] {
  const files: OutputFile[] = [];
  for (const target of targets) {
    const output = lowered.get(target.name);
    const all = output ? [output, ...(output.otherChoices ?? [])] : [];
    for (const { objects, graph } of all) for (const file of finalFiles(target, model.path, findings, () => target.files(objects, graph))) files.push(file);
  }
  return files;
}

/** What is written of a stack whatever it is written for. */
export function stackFiles({ model, graph, targets, lowered }: Pick<Analysis, 'model' | 'graph' | 'targets' | 'lowered'>, found: readonly Batch[], agreement: Agreement | undefined): OutputFile[] {
  return [
    ...sandboxFiles(model, `sandbox/${model.name}`),
    jsonFile(`model/${model.name}.json`, model),
    ...reportFiles(model.name, model.name, graph, targets, found, agreement?.differences(found), ({ name }) => lowered.get(name)?.steps ?? []),
  ];
}

/**
 * What was found in a stack, for people and as data.
 *
 * @param name of the files
 * @param differences if they are known; else those that the findings announce
 * @param stepsOf see {@link reportDocument}
 */
export function reportFiles(name: string, title: string, graph: StackGraph, targets: readonly Target[], found: readonly Batch[], differences?: readonly AnnouncedDifference[], stepsOf?: StepsOf): OutputFile[] {
  const alike = together(found.flat());
  return [textFile(`report/${name}.txt`, renderReport(title, alike, targets.map((target) => ({ title: target.title, steps: stepsOf?.(target) ?? [] })))), jsonFile(`report/${name}.json`, reportDocument(graph, targets, alike, differences ?? announcedDifferences(graph, found), stepsOf))];
}

/** Its text is made when it is asked for, which is when it is written: of a large stack it is large, and needed no longer than that. */
function jsonFile(path: string, document: object): OutputFile {
  return {
    path,
    get parts() {
      return jsonPieces(document).map((text) => ({ text }));
    },
  };
}

/** The templates of the sandboxes; the checks let nothing but text into them. */
export function sandboxFiles({ sandboxes = [] }: StackModel, folder: string): OutputFile[] {
  return sandboxes.flatMap(({ name, files }) => files.map((file) => textFile(`${folder}/${name}/${file.name}`, literalText(file.content) ?? '')));
}
