import type { StackModel } from '../../../lib/model/stack';
import type { StartCondition } from '../../../lib/model/workload';
import { compared, type Noted } from './compared';
import { workloadOf, type Pod } from './kubelet';
import { REACHED } from './reached';

/**
 * Whether the main containers of pods were started after what comes first had come as far as it has to: what is waited for, and what runs
 * before them in their pods. The pods have to be the first ones, as of those that were replaced nobody knows any more when they were ready.
 */
export function orderInCluster({ workloads }: StackModel, pods: readonly Pod[]): readonly Noted[] {
  const byPath = new Map(workloads.map((workload) => [workload.path, workload]));
  const of = (name: string): readonly Pod[] => pods.filter((pod) => workloadOf(pod) === name);
  return workloads.flatMap(({ path, name, containers: [main], startAfter, initContainers = [] }) => of(name).flatMap((pod): readonly Noted[] => {
    const start = startOf(pod, main.name);
    const isBefore = (times: readonly (number | undefined)[]): boolean => start !== undefined && times.some((time) => time !== undefined && time <= start);
    const waits = startAfter.filter(({ enforced, optional }) => enforced && !optional).flatMap(({ workload, condition }): readonly Noted[] => {
      const peer = byPath.get(workload);
      if (!peer) return [];
      const reached = of(peer.name).map((other) => reachedBy(other, condition, peer.containers[0].name));
      return [{ path, ...compared('order', isBefore(reached), () => `${name} was started before ${peer.name} ${REACHED[condition]}`) }];
    });
    const first = initContainers.map((container): Noted => ({ path: container.path, ...compared('order', isBefore([endOf(pod, container.name)]), () => `${name} was started before its ${container.name} had ended well`) }));
    return [...waits, ...first];
  }));
}

/** When a pod had come that far; in both conditions that are no end a Service leads to it. */
function reachedBy(pod: Pod, condition: StartCondition, main: string): number | undefined {
  if (condition === 'completed') return endOf(pod, main);
  const ready = pod.status.conditions?.find(({ type, status }) => type === 'Ready' && status === 'True');
  return ready && Date.parse(ready.lastTransitionTime);
}

function startOf({ status: { containerStatuses = [] } }: Pod, container: string): number | undefined {
  const { running, terminated } = containerStatuses.find(({ name }) => name === container)?.state ?? {};
  const started = running ?? terminated;
  return started && Date.parse(started.startedAt);
}

function endOf({ status: { containerStatuses = [], initContainerStatuses = [] } }: Pod, container: string): number | undefined {
  const ended = [...containerStatuses, ...initContainerStatuses].find(({ name }) => name === container)?.state.terminated;
  return ended?.exitCode === 0 ? Date.parse(ended.finishedAt) : undefined;
}
