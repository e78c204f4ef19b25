import type { Findings } from '../diagnostics/findings';
import { visitLeaves } from '../model/expression';
import type { StackGraph } from '../model/graph';

/** A sandbox runs at its provider: nothing inside the application can be reached from there. */
export function checkSandboxes(graph: StackGraph, findings: Findings): void {
  for (const { path, files } of graph.model.sandboxes ?? []) {
    for (const { name, content } of files) {
      visitLeaves(content, (leaf) => {
        if (leaf.kind === 'literal') return;
        const value = leaf.kind === 'host' || leaf.kind === 'port' || leaf.kind === 'published-port' ? `the ${leaf.kind} of ${leaf.peer}.${leaf.endpoint}` : `the ${leaf.kind} ${leaf.name}`;
        findings.report('model/sandbox-value', path, { field: name, value });
      });
    }
  }
}
