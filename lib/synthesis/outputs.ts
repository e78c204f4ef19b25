import type { Finding, Findings } from '../diagnostics/findings';
import { renderReport } from '../diagnostics/render';
import { literalText } from '../model/expression';
import type { StackModel } from '../model/stack';
import { textFile, type OutputFile } from '../targets/output';
import type { Agreement } from './agreement';
import type { Analysis } from './analysis';
import { finalFiles } from './final-output';
import { reportDocument } from './report-data';

/** The files of all targets for one stack. */
export function targetFiles({ model, targets, lowered }: Analysis, findings: Findings): OutputFile[] {
  return targets.flatMap((target) => {
    const output = lowered.get(target.name);
    const all = output ? [output, ...(output.otherChoices ?? [])] : [];
    return all.flatMap(({ objects, graph }) => finalFiles(target, model.path, findings, () => target.files(objects, graph)));
  });
}

/** What is written of a stack whatever it is written for. */
export function stackFiles({ model, graph, targets }: Pick<Analysis, 'model' | 'graph' | 'targets'>, findings: readonly Finding[], agreement: Agreement | undefined): OutputFile[] {
  return [
    ...sandboxFiles(model, `sandbox/${model.name}`),
    textFile(`model/${model.name}.json`, `${JSON.stringify(model, null, 2)}\n`),
    textFile(`report/${model.name}.txt`, renderReport(model.name, findings)),
    textFile(`report/${model.name}.json`, `${JSON.stringify(reportDocument(graph, targets, findings, agreement?.differences(findings)), null, 2)}\n`),
  ];
}

/** The templates of the sandboxes; the checks let nothing but text into them. */
export function sandboxFiles({ sandboxes = [] }: StackModel, folder: string): OutputFile[] {
  return sandboxes.flatMap(({ name, files }) => files.map((file) => textFile(`${folder}/${name}/${file.name}`, literalText(file.content) ?? '')));
}
