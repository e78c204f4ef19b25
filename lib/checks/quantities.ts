import type { Findings } from '../diagnostics/findings';
import type { StackGraph } from '../model/graph';

const MIB = 1024 ** 2;
/** What the Docker engine accepts as the smallest memory limit. */
const MIN_MEMORY = 6 * MIB;
/** In thousandths of a core, likewise. */
const MIN_CPU = 10;

/** Amounts are finite, requests do not exceed limits, and what lives in memory fits into it. */
export function checkQuantities(graph: StackGraph, findings: Findings): void {
  for (const { container: { resources, mounts, path } } of graph.containers) {
    const { cpu, memory } = resources;
    const report = (field: string, value: number | string, rule: string): void => findings.report('model/invalid-quantity', path, { field, value, rule });
    const isAmount = (field: string, value: number, minimum: number, unit: string): boolean => {
      const good = Number.isFinite(value) && Number.isInteger(value) && value >= minimum;
      if (!good) report(field, `${value} ${unit}`, `a whole number of at least ${minimum} ${unit}`);
      return good;
    };
    const cpuGood = [isAmount('the CPU request', cpu.request, 1, 'millicores'), cpu.limit === undefined || isAmount('the CPU limit', cpu.limit, MIN_CPU, 'millicores')];
    if (cpuGood.every(Boolean) && cpu.limit !== undefined && cpu.request > cpu.limit) report('the CPU request', `${cpu.request} millicores`, `at most the limit, ${cpu.limit} millicores`);
    const memoryGood = [isAmount('the memory request', memory.request, 1, 'bytes'), memory.limit === undefined || isAmount('the memory limit', memory.limit, MIN_MEMORY, 'bytes')];
    if (memoryGood.every(Boolean) && memory.limit !== undefined && memory.request > memory.limit) report('the memory request', `${memory.request} bytes`, `at most the limit, ${memory.limit} bytes`);

    let inMemory = 0;
    for (const mount of mounts) {
      if (mount.kind !== 'scratch' && mount.kind !== 'shared-memory' && mount.kind !== 'shared-scratch') continue;
      if (mount.size !== undefined && isAmount(`the size of ${mount.target}`, mount.size, 1, 'bytes') && mount.kind !== 'shared-scratch') inMemory += mount.size;
    }
    if (memory.limit !== undefined && inMemory >= memory.limit) findings.report('model/memory-backed', path, { value: mebibytes(inMemory), limit: mebibytes(memory.limit) });
  }
  for (const { size, path } of graph.model.volumes) {
    if (size !== undefined && (!Number.isInteger(size) || size < 1)) findings.report('model/invalid-quantity', path, { field: 'the size', value: size, rule: 'a whole number of bytes, 1 or more' });
  }
  for (const { endpoints, path } of graph.model.workloads) {
    for (const { exposure } of endpoints) {
      if (exposure?.kind !== 'public' || (Number.isInteger(exposure.maxBodySize) && exposure.maxBodySize >= 0)) continue;
      findings.report('model/invalid-quantity', path, { field: 'maxBodySize', value: exposure.maxBodySize, rule: 'a whole number of bytes, 0 or more' });
    }
  }
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}
