import { run } from '../command';
import { workloadOf } from '../inside/kubelet';
import type { Namespace } from '../kubernetes-namespace';
import { wait } from '../lifecycle/wait';

/** How long a budget may refuse an eviction. */
const SECONDS = 60;

/** Evicts every pod as the drain of a node does, one after the other: a budget may say that it is not now, and not that it is never. */
export function unevicted(namespace: Namespace): readonly string[] {
  const tasks = new Set(namespace.stack.model.workloads.filter(({ kind }) => kind === 'task' || kind === 'daemon').map(({ name }) => name));
  return namespace.pods.filter((pod) => !tasks.has(workloadOf(pod))).flatMap(({ metadata: { name } }) => {
    let refusal = '';
    const isEvicted = wait(SECONDS, () => {
      const { status, stderr } = evict(namespace.name, name);
      refusal = stderr.trim();
      return status === 0 || /NotFound|not found/.test(refusal);
    });
    return isEvicted ? namespace.unready().map((problem) => `${name} was evicted: ${problem}`) : [`${name} cannot be evicted: ${refusal}`];
  });
}

function evict(namespace: string, name: string) {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  return run(['kubectl', 'create', '--raw', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, '-f', '-'], { input: JSON.stringify(eviction) });
}
