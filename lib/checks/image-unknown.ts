import type { Findings } from '../diagnostics/findings';
import { grouped, type ContainerInWorkload, type StackGraph } from '../model/graph';
import type { ContainerModel } from '../model/container';
import { mainOf } from '../model/workload';

const MIB = 1024 ** 2;

/** Images of which nothing is known, and what their containers may not do: the first place to look when one does not start. */
export function checkUnknownImages(graph: StackGraph, findings: Findings): void {
  const unknown = graph.containers.filter(({ container: { image } }) => !image.facts);
  if (unknown.length === 0) return;
  const groups = [...grouped(unknown, ({ container }) => appliedTo(container))].map(([applied, alike]) => `${alike.map(shown).join(', ')}: ${applied}`);
  findings.report('model/unknown-image', graph.model.path, { value: groups.join('; ') });
}

function shown({ container, workload }: ContainerInWorkload): string {
  return container === mainOf(workload) ? workload.name : `${workload.name}/${container.name}`;
}

function appliedTo({ security, resources }: ContainerModel): string {
  const capabilities = [...security.capabilities.map(({ name }) => name), ...(security.fuse ? ['SYS_ADMIN'] : [])].join(', ');
  return [
    security.user === undefined ? "the image's own user" : `user ${security.user}:${security.group}`,
    security.readOnlyRoot ? 'read-only root' : 'writable root',
    capabilities === '' ? 'no capabilities' : `capabilities ${capabilities} only`,
    resources.memory.limit === undefined ? 'all memory there is' : `at most ${Math.round(resources.memory.limit / MIB)} MiB of memory`,
  ].join(', ');
}
