import { runningIn, workloadOf, type Pod } from '../inside/kubelet';
import type { Namespace } from '../kubernetes-namespace';
import { wait } from '../lifecycle/wait';
import { answersOf } from './entrances';

/** How long entrances may take after what they lead to is ready again. */
const SECONDS = 10;
/** How long something may take until it is ready again, which its own check and the pauses of the kubelet decide. */
const LONGEST = 180;

/** Does that to a pod of everything that others call or that is called from outside, one after the other: entrances have to answer as before. */
export function unrecovered(namespace: Namespace, how: 'killed' | 'deleted'): readonly string[] {
  const { workloads, connections } = namespace.stack.model;
  const called = workloads.filter(({ path, kind, endpoints }) => kind !== 'task' && (connections.some(({ to }) => to === path) || endpoints.some(({ exposure }) => exposure))).map(({ name }) => name);
  const before = answersOf(namespace);
  return called.flatMap((name) => {
    const pod = namespace.pods.find((candidate) => workloadOf(candidate) === name);
    if (!pod) return [];
    const found = how === 'killed' ? kill(namespace, pod) : remove(namespace, pod);
    const unready = namespace.unready(LONGEST);
    if (unready.length > 0) return [...found, ...unready.map((problem) => `${name} was ${how}: ${problem}`)];
    const start = Date.now();
    const same = wait(SECONDS, () => answersOf(namespace) === before);
    process.stdout.write(`    ${name} was ${how}: entrances answer as before ${same ? `after ${Math.round((Date.now() - start) / 1000)} s` : 'NO MORE'}\n`);
    return same ? found : [...found, `${name} was ${how}, and after ${SECONDS} s entrances answer ${answersOf(namespace)} in place of ${before}`];
  });
}

/** From outside, the first process of the main container; it is back when the kubelet has started another. */
function kill(namespace: Namespace, pod: Pod): readonly string[] {
  const { cluster: { looker }, stack: { model } } = namespace;
  const main = model.workloads.find(({ name }) => name === workloadOf(pod))?.containers[0].name;
  const idIn = (candidate: Pod | undefined): string | undefined => candidate && runningIn(candidate).find(({ name }) => name === main)?.id;
  const id = idIn(pod);
  if (id === undefined) return [`${pod.metadata.name} does not run`];
  looker.tell('kill.sh', [id], '');
  const again = wait(LONGEST, () => {
    const now = idIn(namespace.pods.find(({ metadata: { name } }) => name === pod.metadata.name));
    return now !== undefined && now !== id;
  });
  return again ? [] : [`${pod.metadata.name} is not started again in ${LONGEST} s`];
}

/** It ends by itself, in the time that it is given. */
function remove(namespace: Namespace, { metadata: { name }, spec: { terminationGracePeriodSeconds: grace = 30 } }: Pod): readonly string[] {
  const start = Date.now();
  namespace.kubectl('delete', 'pod', name, '--wait');
  const seconds = (Date.now() - start) / 1000;
  return seconds < grace ? [] : [`${name} has not ended in its grace period of ${grace} s`];
}
