import { differenceOf, type Difference } from './difference';
import type { ComposeReading, KubernetesReading } from './reading';

/** What pods wait for, and no container in Compose. */
export function* orderDifferences(kubernetes: KubernetesReading, compose: ComposeReading): Iterable<Difference> {
  for (const [workload, peers] of kubernetes.waits) {
    const { containers = [], inits = [] } = kubernetes.pods.get(workload) ?? {};
    for (const member of [...containers, ...inits]) {
      for (const peer of peers) if (!compose.startsAfter.get(member)?.has(peer)) yield differenceOf(`${member} starts after ${peer}`, 'yes', undefined);
    }
  }
}
