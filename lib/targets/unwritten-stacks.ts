import type { Reporter } from '../diagnostics/findings';
import type { ModelCodes } from '../diagnostics/model-codes';
import type { StackGraph } from '../model/graph';

/** Finds peers in stacks that are not written for a target, where nobody would answer. */
export function checkUnwrittenStacks(target: { readonly name: string; readonly title: string }, graph: StackGraph, findings: Reporter<ModelCodes>): void {
  for (const [from, calls] of graph.callsStacks) {
    for (const to of new Set(calls.map((call) => call.to))) {
      const { stack } = graph.outside.get(to)!;
      if (stack && !stack.targets.includes(target.name)) findings.report('model/stack-target', from, { value: to, detail: stack.name, other: target.title });
    }
  }
}
