import { entrancesIn } from '../inside/cluster-pairs';
import type { Namespace } from '../kubernetes-namespace';
import { knownRoutes } from '../lifecycle/known-routes';

/** What everybody may call, asked at the Services that an entrance of the cluster leads to, each by its path: the status of the answer. */
export function answersOf({ stack: { model }, name, cluster: { looker } }: Namespace): string {
  const entrances = entrancesIn(model);
  const lines = model.workloads.flatMap((workload) => (entrances.get(workload.name) ?? []).filter(({ protocol }) => protocol === 'tcp').flatMap(({ port }) => {
    const peers = model.workloads.filter(({ path }) => model.connections.some(({ from, to }) => from === workload.path && to === path));
    return [...new Set(['/', ...knownRoutes([workload, ...peers])])].map((path) => `${workload.name}.${name}.svc.cluster.local ${port} ${path}\n`);
  }));
  return lines.length === 0 ? '' : looker.tell('ask.sh', [], lines.join('')).trim().replace(/\n/g, ', ');
}
