import { expressionsOf } from '../../model/connections';
import { visitLeaves } from '../../model/expression';
import type { StackGraph } from '../../model/graph';
import type { WorkloadModel } from '../../model/workload';
import { contentHash } from '../content-hash';
import { parametersName } from './names';

/** Annotations that roll the pods when something that they read only at start changes. */
export function lowerChecksums(workload: WorkloadModel, graph: StackGraph, configFileHashes: ReadonlyMap<string, string>): Record<string, string> {
  const checksums: Record<string, string> = {};
  for (const mount of workload.mounts) {
    if (mount.kind === 'config') checksums[`checksum/${mount.config}`] = configFileHashes.get(mount.config)!;
  }
  const used = new Set<string>();
  for (const expression of expressionsOf(workload, graph.configFiles)) {
    visitLeaves(expression, (leaf) => void (leaf.kind === 'parameter' && used.add(leaf.name)));
  }
  if (used.size > 0) {
    const values = [...used].sort().map((name) => [name, graph.parameters.get(name)!.default]);
    checksums[`checksum/${parametersName(graph.model)}`] = contentHash(JSON.stringify(values));
  }
  return checksums;
}
