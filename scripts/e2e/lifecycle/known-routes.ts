import type { WorkloadModel } from '../../../lib/model/workload';

/** Paths that the images of workloads are known to answer at, of those that stand for several their beginning. */
export function knownRoutes(workloads: readonly WorkloadModel[]): readonly string[] {
  return workloads.flatMap(({ containers: [{ image }] }) => (image.facts?.routes ?? []).map(({ path }) => path.replace(/\*$/, '')));
}
