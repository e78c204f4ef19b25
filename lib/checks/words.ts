import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { CONTAINER_WORDS, WORKLOAD_WORDS, type Word } from '../model/words';

/** What is said by a word is a value that it can have. */
export function checkWords(graph: StackGraph, findings: Findings): void {
  const check = (words: object, of: { readonly path: string }): void => {
    for (const [name, word] of Object.entries(words) as [string, Word<unknown>][]) {
      const value = (of as unknown as Record<string, unknown>)[name];
      const rule = value === undefined ? undefined : word.problem(value);
      if (rule !== undefined) findings.report('model/invalid-operation', of.path, { field: name, value: typeof value === 'object' ? JSON.stringify(value) : String(value), rule });
    }
  };
  for (const workload of graph.model.workloads) check(WORKLOAD_WORDS, workload);
  for (const { container } of graph.containers) check(CONTAINER_WORDS, container);
}
