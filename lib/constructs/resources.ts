import type { ResourcesModel } from '../model/container';
import { bytesOf, Size, type ISize } from './quantity';

/** Cores; `0.5` is half of one. */
export interface CpuResources {
  /**
   * What the scheduler sets aside. Compose does not (`compose/cpu-request`).
   * @default 0.1
   */
  readonly request?: number;
  /** @default 1 */
  readonly limit?: number;
  /**
   * Whether it may use all processors there are, whatever `limit` says.
   * @default false
   */
  readonly unlimited?: boolean;
}

/** Memory that is set aside, and at most. */
export interface MemoryResources {
  /** @default Size.mebibytes(128) */
  readonly request?: ISize;
  /** @default Size.mebibytes(512) */
  readonly limit?: ISize;
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

export function describeResources({ cpu, memory }: Resources = {}): ResourcesModel {
  return {
    cpu: { request: millicores(cpu?.request ?? 0.1), ...(cpu?.unlimited !== true && { limit: millicores(cpu?.limit ?? 1) }) },
    memory: { request: bytesOf(memory?.request ?? Size.mebibytes(128)), ...(memory?.unlimited !== true && { limit: bytesOf(memory?.limit ?? Size.mebibytes(512)) }) },
  };
}

/** Rounded to what Kubernetes can express; floating point must not show in an output. */
function millicores(cores: number): number {
  return Math.round(cores * 1000);
}
