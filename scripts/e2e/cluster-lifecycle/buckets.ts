import type { ContainerModel } from '../../../lib/model/container';
import type { Namespace } from '../kubernetes-namespace';
import { runningIn, workloadOf } from '../inside/kubelet';
import { wait } from '../lifecycle/wait';
import { inside } from './inside-pod';

/** How long a bucket may be away when who mounts it has died, in seconds. */
const SECONDS = 120;

const SHOWN = 'while read -r _ path type _; do case $type in fuse*) echo "$path" ;; esac; done < /proc/mounts';

/** Where a container sees buckets that are mounted by itself or beside it. */
export function bucketsIn(namespace: Namespace, workload: string, { name, security, mounts }: ContainerModel): readonly string[] {
  if (!security.fuse && !mounts.some(({ kind }) => kind === 'propagated')) return [];
  return [...new Set(inside(namespace, workload, name, SHOWN).stdout.split('\n').filter(Boolean))];
}

/** Kills whatever mounts a bucket, from outside: it has to be there again, with what was written to it. Nothing if there is none. */
export function unmounted(namespace: Namespace): readonly string[] | undefined {
  const { cluster: { looker }, stack: { model } } = namespace;
  const places = model.workloads.flatMap(({ name, containers: [main] }) => bucketsIn(namespace, name, main).map((place) => ({ workload: name, container: main.name, file: `${place}/.e2e-bucket` })));
  if (places.length === 0) return undefined;
  for (const { workload, container, file } of places) inside(namespace, workload, container, `echo kept > ${file}`);
  const ids = namespace.pods.filter((pod) => places.some(({ workload }) => workload === workloadOf(pod))).flatMap((pod) => runningIn(pod).map(({ id }) => id));
  const killed = looker.tell('kill-mounters.sh', ids, '').split('\n').filter(Boolean);
  process.stdout.write(`    ${killed.join(', ')} killed\n`);
  const found = places.filter(({ workload, container, file }) => !wait(SECONDS, () => inside(namespace, workload, container, `cat ${file}`).stdout.trim() === 'kept'));
  return [
    ...(killed.length === 0 ? ['nobody mounts the bucket'] : []),
    ...found.map(({ workload, file }) => `${workload} has no ${file} in ${SECONDS} s`),
    ...namespace.unready(),
  ];
}
