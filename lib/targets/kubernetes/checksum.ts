import { processExpressions } from '../../model/connections';
import { visitLeaves } from '../../model/expression';
import type { StackGraph } from '../../model/graph';
import type { ContainerModel } from '../../model/container';
import { contentHash } from '../content-hash';
import { parametersName } from './names';

/** Adds annotations that roll the pods when something that they read only at start changes. */
export function addChecksums(checksums: Record<string, string>, container: ContainerModel, graph: StackGraph, configFileHashes: ReadonlyMap<string, string>): void {
  for (const mount of container.mounts) {
    if (mount.kind === 'config') checksums[`checksum/${mount.config}`] = configFileHashes.get(mount.config)!;
  }
  if (graph.parameters.size === 0) return;
  const used = new Set<string>();
  for (const expression of processExpressions(container)) {
    visitLeaves(expression, (leaf) => void (leaf.kind === 'parameter' && used.add(leaf.name)));
  }
  if (used.size > 0) {
    const values = [...used].sort().map((name) => [name, graph.parameters.get(name)!.default]);
    checksums[`checksum/${parametersName(graph.model)}`] = contentHash(JSON.stringify(values));
  }
}
