import type { ContainerModel } from './container';
import type { WorkloadDraft } from './draft';
import { answersWait } from './endpoint';
import { visitLeaves, type Expression } from './expression';
import type { ConnectionModel } from './stack';
import type { ConfigFileModel } from './storage';
import { containersOf, type WorkloadModel } from './workload';

/** Every endpoint that a container of a workload refers to, by its environment, command, check, or a config file that it mounts, or that is waited for. */
export function connectionsOf(
  workload: WorkloadDraft,
  configFiles: ReadonlyMap<string, ConfigFileModel>,
  peers: ReadonlyMap<string, WorkloadDraft>,
): ConnectionModel[] {
  const seen = new Map<string, ConnectionModel>();
  const add = (to: string, endpoint: string): void => {
    if (to === workload.path) return;
    seen.set(`${to} ${endpoint}`, { from: workload.path, to, endpoint });
  };
  for (const expression of expressionsOf(workload, configFiles)) {
    visitLeaves(expression, (leaf) => {
      if (leaf.kind === 'host' || leaf.kind === 'port' || leaf.kind === 'published-port') add(leaf.peer, leaf.endpoint);
    });
  }
  for (const { workload: to, endpoint } of workload.connectsTo) add(to, endpoint);
  for (const { workload: to, enforced, condition } of workload.startAfter) {
    // Whether a task is completed is asked of the platform.
    const asked = enforced && condition !== 'completed' && peers.get(to)?.endpoints.find(answersWait);
    if (asked) add(to, asked.name);
  }
  return [...seen.values()].sort(byText((connection) => `${connection.to} ${connection.endpoint}`));
}

/** Every expression that a workload's containers get to see, in whatever way. */
export function* expressionsOf(workload: Pick<WorkloadModel, 'containers' | 'initContainers'>, configFiles: ReadonlyMap<string, ConfigFileModel>): Generator<Expression> {
  for (const container of containersOf(workload as WorkloadModel)) {
    yield* processExpressions(container);
    yield* fileExpressions(container, configFiles);
  }
}

/** What a container's process is started and asked with: its environment, its arguments, the command of its check. */
export function* processExpressions({ process, health }: ContainerModel): Generator<Expression> {
  for (const variable of process.environment) yield variable.value;
  yield* process.entrypoint ?? [];
  yield* process.command ?? [];
  if (health?.check.kind === 'exec') yield* health.check.command;
}

/** What stands in the config files that a container mounts. */
function* fileExpressions({ mounts }: ContainerModel, configFiles: ReadonlyMap<string, ConfigFileModel>): Generator<Expression> {
  for (const mount of mounts) {
    const file = mount.kind === 'config' ? configFiles.get(mount.config) : undefined;
    if (file) yield file.content;
  }
}

/** A comparison by code units, so that the order is the same under every locale. */
export function byText<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => {
    const left = key(a);
    const right = key(b);
    return left < right ? -1 : left > right ? 1 : 0;
  };
}
