import type { Findings } from '../diagnostics/findings';
import { visitLeaves, type Expression } from '../model/expression';
import type { StackGraph } from '../model/graph';
import { defaultProblem } from '../model/parameter-default';
import { choiceProblems } from './choices';

/** Compose can carry the default of a parameter. */
export function checkParameters(graph: StackGraph, findings: Findings): void {
  for (const { name, path, default: value = '', chosen } of graph.model.parameters) {
    const rule = defaultProblem(value) ?? (chosen && hasBrace(chosen) ? 'has a brace beside another parameter' : undefined);
    if (rule !== undefined) findings.report('model/parameter-default', path, { field: name, value, rule });
    if (chosen) for (const problem of choiceProblems(chosen, graph)) findings.report('model/chosen-text', path, { field: `the default of ${name}`, ...problem });
  }
  for (const { name, path, file } of graph.model.secrets) {
    if (file === undefined) continue;
    const rule = file.trim() === '' ? 'the path of a file, such as ./secrets/' + name : defaultProblem(file);
    if (rule !== undefined) findings.report('model/invalid-path', path, { field: 'the file of the secret', value: file, rule: file.trim() === '' ? rule : `one that ${rule.replace(/^has /, 'has not ')}` });
  }
}

/** Compose would count it with those of the variable. */
function hasBrace(expression: Expression): boolean {
  let isFound = false;
  visitLeaves(expression, (leaf) => void (isFound ||= leaf.kind === 'literal' && /[{}]/.test(leaf.text)));
  return isFound;
}
