import { take } from '../lifecycle/steps';
import type { Namespace } from '../kubernetes-namespace';
import { unrestored } from './backups';
import { unmounted } from './buckets';
import { notRunByHand } from './by-hand';
import { appliedAgain, changedParameter, rotatedSecret } from './changes';
import { unevicted } from './evictions';
import { lostAfterRestart } from './records';
import { unrecovered } from './recovery';
import { unscaled } from './scale';
import { disorderedTasks } from './tasks';

/** What happens to a namespace that is up, one thing after the other; everything that does not end well, each a sentence. */
export function clusterLifecycleProblems(namespace: Namespace): readonly string[] {
  return take([
    { what: 'its tasks have run once, in order', act: () => disorderedTasks(namespace) },
    { what: 'a process that dies is started again, and is found', act: () => unrecovered(namespace, 'killed') },
    { what: 'a pod that is deleted ends in time, and another is found in its place', act: () => unrecovered(namespace, 'deleted') },
    { what: 'pods can be evicted, and are replaced', act: () => unevicted(namespace) },
    { what: 'its records are there when all pods are made anew', act: () => lostAfterRestart(namespace) },
    { what: 'a bucket is there again when what mounts it has died', act: () => unmounted(namespace) },
    { what: 'there can be more of what may have replicas', act: () => unscaled(namespace) },
    { what: 'a scheduled task runs by hand', act: () => notRunByHand(namespace) },
    { what: 'a backup brings back what a server has lost', act: () => unrestored(namespace) },
    { what: 'a secret that has changed takes effect', act: () => rotatedSecret(namespace) },
    { what: 'a parameter that has changed takes effect', act: () => changedParameter(namespace) },
    { what: 'applied again, it is as it was', act: () => appliedAgain(namespace) },
  ]);
}
