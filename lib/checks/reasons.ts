import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';

/** Whoever has what the hardened default denies says why: an empty reason is none. */
export function checkReasons(graph: StackGraph, findings: Findings): void {
  for (const [{ path }, reasons] of graph.privileges) {
    for (const { name, reason } of reasons) if (reason.trim() === '') findings.report('model/no-reason', path, { value: name });
  }
}
