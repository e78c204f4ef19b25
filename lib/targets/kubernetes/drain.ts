import type { Reporter } from '../../diagnostics/findings';
import { hasSingleWriter, type StackGraph } from '../../model/graph';
import { mainOf, type WorkloadModel } from '../../model/workload';
import type { Container } from './api';
import type { KubernetesCodes } from './codes';
import { hasSleepAction, type KubernetesSettings } from './settings';

/** How many seconds nodes may take to hear that a pod is going. */
const DEFAULT_SLEEP = 5;

/**
 * Seconds for which the main container of a pod goes on answering when the pod is to stop. Nodes and entrances are told of that
 * at the same time as the container is, and send requests until they have heard: one that ends first refuses them.
 */
export function drainSeconds(workload: WorkloadModel, graph: StackGraph, settings: KubernetesSettings): number {
  return hasSleepAction(settings) && mainOf(workload).preStop === undefined ? wantedSeconds(workload, graph, settings) : 0;
}

/** Adds it. */
export function addDrain(to: Container, seconds: number): void {
  if (seconds > 0) to.lifecycle = { ...to.lifecycle, preStop: { sleep: { seconds } } };
}

/** Says where there is no way to say it. */
export function reportDrain(workload: WorkloadModel, graph: StackGraph, settings: KubernetesSettings, findings: Reporter<KubernetesCodes>): void {
  if (!hasSleepAction(settings) && mainOf(workload).preStop === undefined && wantedSeconds(workload, graph, settings) > 0) findings.report('kubernetes/drain', workload.path, {});
}

/** None where no other pod takes the requests: with it nothing but the time without an answer would be longer. */
function wantedSeconds(workload: WorkloadModel, graph: StackGraph, { preStopSleepSeconds = DEFAULT_SLEEP }: KubernetesSettings): number {
  const { kind, replicas, endpoints } = workload;
  const isAlone = kind === 'stateful' ? replicas < 2 : hasSingleWriter(workload, graph);
  return kind === 'task' || endpoints.length === 0 || isAlone ? 0 : preStopSleepSeconds;
}
