import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { defaultProblem } from '../model/parameter-default';

/** Compose can carry the default of a parameter. */
export function checkParameters(graph: StackGraph, findings: Findings): void {
  for (const { name, path, default: value = '' } of graph.model.parameters) {
    const rule = defaultProblem(value);
    if (rule !== undefined) findings.report('model/parameter-default', path, { field: name, value, rule });
  }
}
