import { run } from '../command';
import { workloadOf } from '../inside/kubelet';
import type { Namespace } from '../kubernetes-namespace';
import { wait } from '../lifecycle/wait';
import { answersOf } from './entrances';

/** How long a budget may refuse an eviction. */
const SECONDS = 60;
/** How long entrances may take afterwards. */
const ENTRANCES = 10;

/** Evicts every pod as the drain of a node does, one after the other: a budget may say that it is not now, and not that it is never. Afterwards entrances have to answer as before. */
export function unevicted(namespace: Namespace): readonly string[] {
  const tasks = new Set(namespace.stack.model.workloads.filter(({ kind }) => kind === 'task' || kind === 'daemon').map(({ name }) => name));
  const before = answersOf(namespace);
  const pods = namespace.pods.filter((pod) => !tasks.has(workloadOf(pod)));
  const problems = pods.flatMap(({ metadata: { name } }) => {
    let refusal = '';
    const isEvicted = wait(SECONDS, () => {
      const { status, stderr } = evict(namespace.name, name);
      refusal = stderr.trim();
      return status === 0 || /NotFound|not found/.test(refusal);
    });
    return isEvicted ? namespace.unready().map((problem) => `${name} was evicted: ${problem}`) : [`${name} cannot be evicted: ${refusal}`];
  });
  const same = problems.length > 0 || wait(ENTRANCES, () => answersOf(namespace) === before);
  process.stdout.write(`    ${pods.length - problems.length} of ${pods.length} pods were evicted\n`);
  return same ? problems : [`after the evictions entrances answer ${answersOf(namespace)} in place of ${before}`];
}

function evict(namespace: string, name: string) {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  return run(['kubectl', 'create', '--raw', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, '-f', '-'], { input: JSON.stringify(eviction) });
}
