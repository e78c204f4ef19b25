import type { Findings } from '../diagnostics/findings';
import { choicesOf, endpointChoices, type ChosenField } from '../model/choices';
import { visitLeaves, type Expression } from '../model/expression';
import type { StackGraph } from '../model/graph';

/** Where the operator chooses a part of a text, it can be chosen, and is known where nobody asks. */
export function checkChoices(graph: StackGraph, findings: Findings): void {
  const check = (path: string, fields: readonly ChosenField[]): void => {
    for (const { field, chosen } of fields) for (const problem of choiceProblems(chosen, graph)) findings.report('model/chosen-text', path, { field, ...problem });
  };
  for (const { container } of graph.containers) check(container.path, choicesOf(container, graph.volumes));
  for (const workload of graph.model.workloads) check(workload.path, endpointChoices(workload));
}

/** What in a text cannot be chosen by an operator, or not be known where nobody asks one. A parameter of another stack is reported as that. */
export function choiceProblems(chosen: Expression, { parameters }: StackGraph): { readonly value: string; readonly rule: string }[] {
  const problems: { readonly value: string; readonly rule: string }[] = [];
  visitLeaves(chosen, (leaf) => {
    if (leaf.kind === 'literal') return;
    if (leaf.kind === 'secret') problems.push({ value: `the secret ${leaf.name}`, rule: 'which would be readable there' });
    else if (leaf.kind !== 'parameter') problems.push({ value: `the ${leaf.kind === 'host' ? 'host' : 'port'} of ${leaf.peer}`, rule: 'which means something to running containers only' });
    else if (parameters.has(leaf.name) && parameters.get(leaf.name)!.default === undefined) problems.push({ value: `the parameter ${leaf.name}`, rule: 'which has no default' });
  });
  return problems;
}
