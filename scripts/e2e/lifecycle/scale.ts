import type { StackModel } from '../../../lib/model/stack';
import type { WorkloadModel } from '../../../lib/model/workload';
import { lastLine } from '../command';
import type { ComposeProject } from '../compose-project';
import { Entrances } from './recovery';

/** One more of everything that may have replicas, then without the first one, and back; nothing if there is nothing of the kind. */
export function unscaled(model: StackModel, project: ComposeProject, looker: string): readonly string[] | undefined {
  const scalable = model.workloads.filter((workload) => mayBeScaled(workload) && idsOf(project, workload.name).length > 0);
  if (scalable.length === 0) return undefined;
  const entrances = new Entrances(model, project, looker);
  return scalable.flatMap(({ name, replicas }) => {
    const problems = scaled(project, name, replicas + 1, entrances);
    const [first] = idsOf(project, name);
    project.remove(first);
    return [...problems, ...entrances.otherwiseAfter(`one of ${name} is gone`), ...scaled(project, name, replicas, entrances)];
  });
}

function scaled(project: ComposeProject, name: string, replicas: number, entrances: Entrances): readonly string[] {
  const { status, stderr } = project.run(['up', '-d', '--wait', '--no-build', '--no-deps', '--no-recreate', '--scale', `${name}=${replicas}`, name]);
  if (status !== 0) return [`${name} cannot be scaled to ${replicas}: ${lastLine(stderr)}`];
  const there = idsOf(project, name).length;
  return [...(there === replicas ? [] : [`there are ${there} of ${name}, and should be ${replicas}`]), ...entrances.otherwiseAfter(`there are ${replicas} of ${name}`)];
}

/** It has no port of the machine, keeps nothing, and its name is not that of a container. */
export function mayBeScaled({ kind, containers: [main, ...others], endpoints }: WorkloadModel): boolean {
  const isPublished = endpoints.some(({ exposure }) => exposure?.port !== undefined);
  return kind === 'service' && others.length === 0 && main.containerName === undefined && !isPublished && !main.mounts.some((mount) => mount.kind === 'volume' && !mount.readOnly);
}

function idsOf(project: ComposeProject, name: string): readonly string[] {
  return project.states.filter(({ Service }) => Service === name).map(({ ID }) => ID);
}
