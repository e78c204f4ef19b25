import type { Findings } from '../diagnostics/findings';
import { expressionsOf } from '../model/connections';
import { visitLeaves } from '../model/expression';
import type { StackGraph } from '../model/graph';

/** No process can be given a NUL character; the kernel would cut the text off there. */
export function checkText(graph: StackGraph, findings: Findings): void {
  for (const workload of graph.model.workloads) {
    for (const expression of expressionsOf(workload, new Map())) {
      visitLeaves(expression, (leaf) => {
        if (leaf.kind === 'literal' && leaf.text.includes('\0')) findings.report('model/null-character', workload.path, { field: 'The environment or the command' });
      });
    }
  }
  for (const { name, path, default: value } of graph.model.parameters) {
    if (value.includes('\0')) findings.report('model/null-character', path, { field: `The default of ${name}` });
  }
}
