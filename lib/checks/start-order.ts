import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { isChecked } from '../model/container';
import { circles } from '../model/start-order';
import { mainOf, type StartCondition, type WorkloadModel } from '../model/workload';

/** Something has to be first, and what is waited for has to be something that can be seen to be there. */
export function checkStartOrder(graph: StackGraph, findings: Findings): void {
  const edges = new Map(graph.model.workloads.map(({ path, startAfter }) => [path, new Map(startAfter.map((edge) => [edge.workload, edge]))]));
  const circle = circles(edges);
  const reported = new Set<number>();
  for (const { path, startAfter } of graph.model.workloads) {
    for (const edge of startAfter) {
      const component = circle.get(path)!;
      if (component !== circle.get(edge.workload) || reported.has(component)) continue;
      reported.add(component);
      const members = [...circle].filter(([, of]) => of === component).map(([member]) => member).sort();
      findings.report('model/start-order-cycle', path, { value: members.join(' -> ') + ` -> ${members[0]}` });
    }
    for (const { workload, condition } of startAfter) {
      const peer = graph.workloads.get(workload);
      const rule = peer && conditionProblem(condition, peer);
      if (rule !== undefined) findings.report('model/start-condition', path, { value: lastSegment(workload), field: condition, rule });
    }
    for (const edge of startAfter) {
      const schedule = graph.workloads.get(edge.workload)?.operations.schedule;
      if (schedule !== undefined) {
        const rule = 'what runs at times of its own is never completed for good';
        findings.report('model/invalid-operation', path, { field: 'startAfter', value: lastSegment(edge.workload), rule });
      }
    }
  }
}

/** Why something never gets that far. */
function conditionProblem(condition: StartCondition, peer: WorkloadModel): string | undefined {
  if (condition === 'healthy' && !isChecked(mainOf(peer))) return 'it has no health probe';
  return condition === 'completed' && peer.kind !== 'task' ? 'it does not end' : undefined;
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
