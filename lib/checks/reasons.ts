import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { privilegeReasons } from '../model/privilege-reasons';

/** Whoever has what the hardened default denies says why: an empty reason is none. */
export function checkReasons(graph: StackGraph, findings: Findings): void {
  for (const { container, workload } of graph.containers) {
    for (const { name, reason } of privilegeReasons(container, workload)) {
      if (reason.trim() === '') findings.report('model/no-reason', container.path, { value: name });
    }
  }
}
