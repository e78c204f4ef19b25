import type { Findings } from '../diagnostics/findings';
import { grouped, type StackGraph } from '../model/graph';
import type { WorkloadModel } from '../model/workload';

const MIB = 1024 ** 2;

/** Images of which nothing is known, and what their containers may not do: the first place to look when one does not start. */
export function checkUnknownImages(graph: StackGraph, findings: Findings): void {
  const unknown = graph.model.workloads.filter(({ image }) => !image.facts);
  if (unknown.length === 0) return;
  const groups = [...grouped(unknown, appliedTo)].map(([applied, workloads]) => `${workloads.map(({ name }) => name).join(', ')}: ${applied}`);
  findings.report('model/unknown-image', graph.model.path, { value: groups.join('; ') });
}

function appliedTo({ security, resources }: WorkloadModel): string {
  const capabilities = [...security.capabilities.map(({ name }) => name), ...(security.fuse ? ['SYS_ADMIN'] : [])].join(', ');
  return [
    `user ${security.user}:${security.group}`,
    security.readOnlyRoot ? 'read-only root' : 'writable root',
    capabilities === '' ? 'no capabilities' : `capabilities ${capabilities} only`,
    `at most ${Math.round(resources.memory.limit / MIB)} MiB of memory`,
  ].join(', ');
}
