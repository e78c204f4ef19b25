import type { StackModel } from '../../../lib/model/stack';
import type { WorkloadModel } from '../../../lib/model/workload';
import type { State } from '../compose-state';
import { compared, same, type Noted } from './compared';

/** Who has containers, and how many: what runs at times of its own has none, nor what belongs to profiles of which none is active. */
export function presenceComparisons({ workloads, volumes }: StackModel, states: readonly State[], profiles: ReadonlySet<string>): readonly Noted[] {
  const own = new Set(volumes.filter(({ perReplica }) => perReplica).map(({ name }) => name));
  return workloads.map((workload) => {
    const has = states.filter(({ Service }) => Service === workload.name).length;
    const isActive = workload.operations.schedule === undefined && (workload.profiles?.some((profile) => profiles.has(profile)) ?? true);
    return { path: workload.path, ...same('presence', `the number of containers of ${workload.name}`, has, isActive ? replicasOf(workload, own) : 0) };
  });
}

/** What is published, or has sidecars or a volume for itself, is there once. */
function replicasOf({ replicas, endpoints, containers }: WorkloadModel, own: ReadonlySet<string>): number {
  const isOne = endpoints.some(({ exposure }) => exposure?.port !== undefined) || containers.length > 1 || containers.some(({ mounts }) => mounts.some((mount) => mount.kind === 'volume' && own.has(mount.volume)));
  return isOne ? Math.min(replicas, 1) : replicas;
}

/** Something that the engine has noticed. */
export interface EngineEvent {
  readonly Action: string;
  /** In seconds, and billionths of them, since 1970. */
  readonly timeNano: number;
  readonly Actor: { readonly Attributes: Readonly<Record<string, string>> };
}

/** Whether everything was started after what comes first had come as far as it has to; what was not started in that time is not judged. */
export function orderComparisons({ workloads }: StackModel, events: readonly EngineEvent[]): readonly Noted[] {
  const names = new Map(workloads.map(({ path, name }) => [path, name]));
  const first = (service: string, isMeant: (event: EngineEvent) => boolean): number | undefined => events.find((event) => event.Actor.Attributes['com.docker.compose.service'] === service && isMeant(event))?.timeNano;
  const reached = {
    started: ({ Action }: EngineEvent) => Action === 'start',
    healthy: ({ Action }: EngineEvent) => Action === 'health_status: healthy',
    completed: ({ Action, Actor }: EngineEvent) => Action === 'die' && Actor.Attributes['exitCode'] === '0',
  };
  return workloads.flatMap((workload) => workload.startAfter.flatMap(({ workload: peer, condition, optional }) => {
    const [service, before] = [workload.name, names.get(peer)!];
    const [started, isThere] = [first(service, reached.started), first(before, reached.started) !== undefined];
    if (started === undefined || (!isThere && !optional)) return [];
    const ready = first(before, reached[condition]);
    const isRight = isThere ? ready !== undefined && ready <= started : true;
    return [{ path: workload.path, ...compared('order', isRight, () => `${service} was started before ${before} ${condition === 'completed' ? 'had ended well' : condition === 'healthy' ? 'was healthy' : 'was started'}`) }];
  }));
}
