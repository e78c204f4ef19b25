import type { StackModel } from '../../../lib/model/stack';
import { containersOf, type WorkloadModel } from '../../../lib/model/workload';
import type { State } from '../compose-state';
import type { EngineEvent } from '../engine-events';
import { compared, same, type Noted } from './compared';
import { serviceOf } from './docker';
import { REACHED } from './reached';

/** Who has containers, and how many: what runs at times of its own has none, nor what belongs to profiles of which none is active. */
export function presenceComparisons({ workloads, volumes }: StackModel, states: readonly State[], profiles: ReadonlySet<string>): readonly Noted[] {
  const own = new Set(volumes.filter(({ perReplica }) => perReplica).map(({ name }) => name));
  const times = (service: string): number => states.filter(({ Service }) => Service === service).length;
  return workloads.flatMap((workload) => {
    const isActive = workload.operations.schedule === undefined && (workload.profiles?.some((profile) => profiles.has(profile)) ?? true);
    const [, ...others] = containersOf(workload);
    return [
      { path: workload.path, ...same('presence', `the number of containers of ${workload.name}`, times(workload.name), isActive ? replicasOf(workload, own) : 0) },
      ...others.map((container) => ({ path: container.path, ...same('presence', `whether there is ${serviceOf(workload, container)}`, times(serviceOf(workload, container)) > 0, isActive) })),
    ];
  });
}

/** What is published, or has sidecars or a volume for itself, is there once. */
function replicasOf({ replicas, endpoints, containers }: WorkloadModel, own: ReadonlySet<string>): number {
  const isOne = endpoints.some(({ exposure }) => exposure?.port !== undefined) || containers.length > 1 || containers.some(({ mounts }) => mounts.some((mount) => mount.kind === 'volume' && own.has(mount.volume)));
  return isOne ? Math.min(replicas, 1) : replicas;
}

/**
 * Whether everything was started after what comes first had come as far as it has to; what was not started in that time is not judged.
 *
 * @param started names of the services that were
 */
export function orderComparisons({ workloads }: StackModel, events: readonly EngineEvent[], started: ReadonlySet<string>): readonly Noted[] {
  const names = new Map(workloads.map(({ path, name }) => [path, name]));
  const first = (service: string, isMeant: (event: EngineEvent) => boolean): number | undefined => events.find((event) => event.Actor.Attributes['com.docker.compose.service'] === service && isMeant(event))?.timeNano;
  const reached = {
    started: ({ Action }: EngineEvent) => Action === 'start',
    healthy: ({ Action }: EngineEvent) => Action === 'health_status: healthy',
    completed: ({ Action, Actor }: EngineEvent) => Action === 'die' && Actor.Attributes['exitCode'] === '0',
  };
  return workloads.flatMap((workload) => workload.startAfter.flatMap(({ workload: peer, condition, optional }) => {
    const [service, before] = [workload.name, names.get(peer)!];
    const [start, isThere] = [first(service, reached.started), first(before, reached.started) !== undefined];
    const unseen = [service, before].filter((name) => started.has(name) && first(name, reached.started) === undefined);
    if (unseen.length > 0) return [{ path: workload.path, ...compared('order', false, () => `nobody has seen when ${unseen.join(' and ')} was started`) }];
    if (start === undefined || (!isThere && !optional)) return [];
    const ready = first(before, reached[condition]);
    const isRight = isThere ? ready !== undefined && ready <= start : true;
    return [{ path: workload.path, ...compared('order', isRight, () => `${service} was started before ${before} ${REACHED[condition]}`) }];
  }));
}
