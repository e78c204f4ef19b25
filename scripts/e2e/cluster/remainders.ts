import { must, run } from '../command';
import { wait } from '../lifecycle/wait';

/** How long a class may take until it has deleted a volume, in seconds. */
const SECONDS = 60;

/** What is there of a stack when it has been deleted, in whatever namespace or in none, each a sentence. */
export function remainders(stack: string, namespace: string): readonly string[] {
  const kinds = must(['kubectl', 'api-resources', '--verbs=list,delete', '-o', 'name']).split('\n').filter(Boolean);
  const labels = `app.kubernetes.io/part-of=${stack},app.kubernetes.io/managed-by=cdk8s-compose`;
  const objects = must(['kubectl', 'get', kinds.join(','), '--all-namespaces', '-l', labels, '-o', 'name', '--ignore-not-found']).split('\n').filter(Boolean);
  const isThere = run(['kubectl', 'get', 'namespace', namespace]).status === 0;
  let volumes: readonly string[] = [];
  wait(SECONDS, () => (volumes = volumesLeft(namespace)).length === 0);
  return [...objects, ...(isThere ? [`namespace/${namespace}`] : []), ...volumes].map((name) => `it is deleted, and ${name} is left`);
}

/** What is kept by its own policy is let go of; everything else is deleted. */
function volumesLeft(namespace: string): readonly string[] {
  const columns = '{range .items[*]}{.spec.claimRef.namespace} {.spec.persistentVolumeReclaimPolicy} {.status.phase} {.metadata.name}{"\\n"}{end}';
  return must(['kubectl', 'get', 'persistentvolumes', '-o', `jsonpath=${columns}`]).split('\n').map((line) => line.split(' '))
    .filter(([of, policy, phase]) => of === namespace && !(policy === 'Retain' && phase === 'Released')).map(([, , phase, name]) => `persistentvolume/${name} (${phase})`);
}
