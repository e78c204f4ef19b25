import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';

/** Kubernetes cannot say "nothing": an empty list is the image's own command there. */
export function checkCommands(graph: StackGraph, findings: Findings): void {
  for (const { container: { process, path } } of graph.containers) {
    if (process.entrypoint?.length === 0) findings.report('model/empty-command', path, { field: 'entry point' });
    // With an entry point of its own, the image's command is cleared in both. A wrapped one is reported as such.
    if (process.command?.length === 0 && process.entrypoint === undefined && process.wrapped !== true) {
      findings.report('model/empty-command', path, { field: 'command' });
    }
  }
}
