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
}

/** Compose would count it with those of the variable. */
function hasBrace(expression: Expression): boolean {
  let isFound = false;
  visitLeaves(expression, (leaf) => void (isFound ||= leaf.kind === 'literal' && /[{}]/.test(leaf.text)));
  return isFound;
}
