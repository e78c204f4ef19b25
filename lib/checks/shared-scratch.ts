import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';
import { containersOf } from '../model/workload';

/** A directory that containers share has one size, and someone to share it with. */
export function checkSharedScratch(graph: StackGraph, findings: Findings): void {
  for (const workload of graph.model.workloads) {
    const sizes = new Map<string, number>();
    for (const { mounts, path } of containersOf(workload)) {
      for (const mount of mounts) {
        if (mount.kind !== 'shared-scratch') continue;
        const size = sizes.get(mount.name) ?? mount.size;
        if (mount.size !== size) findings.report('model/invalid-quantity', path, { field: `the size of ${mount.name}`, value: `${mount.size} bytes`, rule: `what another container says, ${size} bytes` });
        sizes.set(mount.name, size);
      }
    }
  }
}
