import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';

/** What a container was given that the hardened default would have denied it, so that a reader of the report sees it. */
export function reportUnhardened(graph: StackGraph, findings: Findings): void {
  for (const { container: { security, resources, path } } of graph.containers) {
    const given = [
      ...(security.user === undefined ? ['the user that its image says, which may be root'] : []),
      ...(security.readOnlyRoot ? [] : ['a root file system that it can write to']),
      ...(resources.cpu.limit === undefined ? ['all processors there are'] : []),
      ...(resources.memory.limit === undefined ? ['all memory there is'] : []),
    ];
    if (given.length > 0) findings.report('model/unhardened', path, { value: given.join(', ') });
  }
}
