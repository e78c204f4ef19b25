import { millicores, type ISize } from '../../model/amounts';
import type { ContainerModel, RangeModel } from '../../model/container';
import { containersOf, type WorkloadModel } from '../../model/workload';
import type { PodSpec } from './api';
import type { Refused } from './check-placement';
import { hasPodResources, type KubernetesSettings } from './settings';
import { byteQuantity, cpuQuantity } from './units';

/** Processors of a pod. */
export interface PodCpu {
  /**
   * Cores that the scheduler sets aside.
   * @default - what its containers request together
   */
  readonly request?: number;
  /**
   * Cores at most.
   * @default - what its containers may use together
   */
  readonly limit?: number;
}

/** Memory of a pod. */
export interface PodMemory {
  /**
   * What the scheduler sets aside.
   * @default - what its containers request together
   */
  readonly request?: ISize;
  /**
   * What it has at most, at which one of its containers is killed.
   * @default - what its containers may use together
   */
  readonly limit?: ISize;
}

/** What a pod may use as a whole. */
export interface PodResources {
  /** @default - what its containers may use together */
  readonly cpu?: PodCpu;
  /** @default - what its containers may use together */
  readonly memory?: PodMemory;
}

/** In the units of the model: thousandths of cores, and bytes. */
function amountsOf({ cpu = {}, memory = {} }: PodResources): Record<'cpu' | 'memory', Partial<RangeModel>> {
  const cores = (amount: number | undefined): number | undefined => amount && millicores(amount);
  const bytes = (size: ISize | undefined): number | undefined => size && size.toKibibytes() * 1024;
  return {
    cpu: { request: cores(cpu.request), limit: cores(cpu.limit) },
    memory: { request: bytes(memory.request), limit: bytes(memory.limit) },
  };
}

const QUANTITIES = { cpu: cpuQuantity, memory: byteQuantity };

/** What is said of a pod as a whole; undefined if nothing is. */
export function lowerPodResources(resources: PodResources | undefined): PodSpec['resources'] {
  if (!resources) return undefined;
  const amounts = amountsOf(resources);
  const said = (part: 'request' | 'limit'): Record<string, string> =>
    Object.fromEntries((['cpu', 'memory'] as const).flatMap((name) => (amounts[name][part] === undefined ? [] : [[name, QUANTITIES[name](amounts[name][part])]])));
  const [requests, limits] = [said('request'), said('limit')];
  if (Object.keys({ ...requests, ...limits }).length === 0) return undefined;
  return { ...(Object.keys(requests).length > 0 && { requests }), ...(Object.keys(limits).length > 0 && { limits }) };
}

/** Finds what a server drops or refuses of it. */
export function checkPodResources(workload: WorkloadModel, settings: KubernetesSettings, refused: Refused): void {
  const { podResources, version } = settings;
  if (!podResources) return;
  const lowered = lowerPodResources(podResources);
  if (!hasPodResources(settings)) refused('podResources', lowered, `clusters before 1.34 drop that, and it is written for ${version}`);
  for (const [name, { request, limit }] of Object.entries(amountsOf(podResources)) as ['cpu' | 'memory', Partial<RangeModel>][]) {
    const quantity = QUANTITIES[name];
    const of = (part: string, amount: number, rule: string): void => refused(`the ${name} ${part} of podResources`, Number.isInteger(amount) ? quantity(amount) : amount, rule);
    for (const [part, amount] of [['request', request], ['limit', limit]] as const) if (amount !== undefined && !(Number.isInteger(amount) && amount > 0)) of(part, amount, 'it has to be more than 0');
    if (request !== undefined && limit !== undefined && request > limit) of('request', request, `it has to be at most its limit, ${quantity(limit)}`);
    const least = togetherOf(workload, name);
    if (request !== undefined && request < least) of('request', request, `its containers request ${quantity(least)} together`);
    const highest = Math.max(...containersOf(workload).map(({ resources }) => resources[name].limit ?? 0));
    if (limit !== undefined && limit < highest) of('limit', limit, `one of its containers may use ${quantity(highest)} by itself`);
  }
}

/** What comes first runs alone, the others at once. */
function togetherOf({ containers, initContainers = [] }: WorkloadModel, name: 'cpu' | 'memory'): number {
  const requests = (all: readonly ContainerModel[]): number[] => all.map(({ resources }) => resources[name].request);
  return Math.max(requests(containers).reduce((sum, request) => sum + request, 0), ...requests(initContainers));
}
