import { expressionsOf } from '../model/connections';
import { visitLeaves, type Expression } from '../model/expression';
import type { StackGraph } from '../model/graph';
import type { SecretModel } from '../model/stack';
import type { WorkloadModel } from '../model/workload';
import { shellWord } from '../quoting/shell';

/** The secrets that become part of a URL: no target can encode what it does not know, so the operator is told. */
export function secretsInUrls(graph: StackGraph): ReadonlySet<string> {
  const names = new Set<string>();
  if (graph.secrets.size === 0) return names;
  const inspect = (expression: Expression): void => {
    if (expression.kind !== 'text') return;
    const isUrl = expression.parts.some((part) => part.kind === 'literal' && part.text.includes('://'));
    if (isUrl) visitLeaves(expression, (leaf) => void (leaf.kind === 'secret' && names.add(leaf.name)));
  };
  for (const workload of graph.model.workloads) for (const expression of expressionsOf(workload, graph.configFiles)) inspect(expression);
  return names;
}

/**
 * The command lines that tell servers of a new value, for those that remember the old one.
 *
 * @param run what runs a command in a workload's container; with an input it must not ask for a terminal
 */
export function changeCommands({ changes = [] }: SecretModel, graph: StackGraph, run: (workload: WorkloadModel, hasInput: boolean) => string): string[] {
  return changes.flatMap(({ workload: path, command, input }) => {
    const workload = graph.model.workloads.find((candidate) => candidate.path === path);
    if (!workload) return [];
    const line = `${run(workload, input !== undefined)} ${command}`;
    return [input === undefined ? line : `echo ${shellWord(input)} | ${line}`];
  });
}
