import { millicores } from '../model/amounts';
import type { RangeModel, ResourcesModel } from '../model/container';
import { isValue, type IValue } from '../model/value';
import type { ChosenValues } from './chosen-values';
import { Size, type ISize } from './quantity';

/**
 * Cores; `0.5` is half of one. Either number may be the operator's: a Parameter with a default (`kubernetes/chosen-value`).
 */
export interface CpuResources {
  /**
   * What the scheduler sets aside. Compose does not (`compose/cpu-request`).
   * @default 0.1
   */
  readonly request?: number | IValue;
  /**
   * Of a parameter, `0` is no limit.
   * @default 1
   */
  readonly limit?: number | IValue;
  /**
   * Whether it may use all processors there are, whatever `limit` says.
   * @default false
   */
  readonly unlimited?: boolean;
}

/**
 * Memory that is set aside, and at most. Either amount may be the operator's: a Parameter with a default as Compose writes
 * it, `512m` or `2g` (`kubernetes/chosen-value`).
 */
export interface MemoryResources {
  /** @default Size.mebibytes(128) */
  readonly request?: ISize | IValue;
  /**
   * Of a parameter, `0` is no limit.
   * @default Size.mebibytes(512)
   */
  readonly limit?: ISize | IValue;
  /**
   * Whether it may use all memory there is, whatever `limit` says.
   * @default false
   */
  readonly unlimited?: boolean;
}

/** What a container may use; what is not said has a default. */
export interface Resources {
  /** @default - 0.1 requested, at most 1 core */
  readonly cpu?: CpuResources;
  /** @default - 128 MiB requested, at most 512 MiB */
  readonly memory?: MemoryResources;
}

export function describeResources({ cpu, memory }: Resources = {}, chosen: ChosenValues): ResourcesModel {
  const cores = (part: 'request' | 'limit', otherwise: number): number => millicores(chosen.number(`resources.cpu.${part}`, cpu?.[part] ?? otherwise) ?? otherwise);
  const bytes = (part: 'request' | 'limit', otherwise: number): number =>
    chosen.bytes(`resources.memory.${part}`, memory?.[part] ?? Size.mebibytes(otherwise)) ?? otherwise * 1024 ** 2;
  return {
    cpu: range(cores('request', 0.1), cpu?.unlimited === true ? undefined : cores('limit', 1), isValue(cpu?.limit)),
    memory: range(bytes('request', 128), memory?.unlimited === true ? undefined : bytes('limit', 512), isValue(memory?.limit)),
  };
}

/** To an operator, a limit of 0 is none, as to the engine. */
function range(request: number, limit: number | undefined, isChosen: boolean): RangeModel {
  return { request, ...(limit !== undefined && !(isChosen && limit === 0) && { limit }) };
}
