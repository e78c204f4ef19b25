import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { defaultProblem } from '../model/parameter-default';

/** Compose can carry the default of a parameter. */
export function checkParameters(graph: StackGraph, findings: Findings): void {
  for (const { name, path, default: value = '' } of graph.model.parameters) {
    const rule = defaultProblem(value);
    if (rule !== undefined) findings.report('model/parameter-default', path, { field: name, value, rule });
  }
  for (const { name, path, file } of graph.model.secrets) {
    if (file === undefined) continue;
    const rule = file.trim() === '' ? 'the path of a file, such as ./secrets/' + name : defaultProblem(file);
    if (rule !== undefined) findings.report('model/invalid-path', path, { field: 'the file of the secret', value: file, rule: file.trim() === '' ? rule : `one that ${rule.replace(/^has /, 'has not ')}` });
  }
}
