import type { ContainerModel } from '../../../lib/model/container';
import type { WorkloadModel } from '../../../lib/model/workload';
import { claimsOf, objectsIn, podsOf } from '../cluster/objects';
import { must } from '../command';
import type { Namespace } from '../kubernetes-namespace';
import { BACKED_UP, type BackedUp } from '../lifecycle/backups';
import { commandInside, inside } from './inside-pod';

/** How long a backup may take. */
const SECONDS = 180;
/** Where a task that makes backups keeps them. */
const DIRECTORY = '/backups';
/** The pod that reads them. */
const READER = 'e2e-backups';

interface Backup {
  readonly task: WorkloadModel;
  readonly server: WorkloadModel;
  readonly kind: string;
  readonly claim: string;
}

/** Has a backup made of each server, takes the server's volume away, and restores it as an operator does; what is not there then. Nothing if nothing is backed up. */
export function unrestored(namespace: Namespace): readonly string[] | undefined {
  const backups = backupsOf(namespace);
  if (backups.length === 0) return undefined;
  return backups.flatMap((backup) => {
    const known = BACKED_UP[backup.kind]?.(databaseOf(backup.task.containers[0]));
    if (known) return restored(namespace, backup, known);
    process.stdout.write(`    not tried: nobody here knows how a ${backup.kind} is restored\n`);
    return [];
  });
}

function backupsOf({ stack: { model, servers } }: Namespace): readonly Backup[] {
  return model.workloads.flatMap((task) => {
    const kept = task.containers[0].mounts.find(({ target }) => target === DIRECTORY);
    const server = model.workloads.find(({ path, name }) => servers.has(name) && model.connections.some(({ from, to }) => from === task.path && to === path));
    return task.operations.schedule !== undefined && kept?.kind === 'volume' && server ? [{ task, server, kind: servers.get(server.name)!, claim: kept.volume }] : [];
  });
}

/** The only one that the backup is of. */
function databaseOf({ process: { environment } }: ContainerModel): string {
  const value = environment.find(({ name }) => name === 'PGDATABASE')?.value;
  return value?.kind === 'literal' ? value.text : '';
}

function restored(namespace: Namespace, backup: Backup, { keep, read, restore }: BackedUp): readonly string[] {
  const { task, server } = backup;
  const main = server.containers[0].name;
  must(commandInside(namespace, server.name, main, keep));
  namespace.kubectl('create', 'job', `--from=cronjob/${task.name}`, READER);
  const unmade = namespace.unready(SECONDS);
  namespace.kubectl('delete', 'job', READER, '--wait');
  if (unmade.length > 0) return unmade;
  const problems = emptied(namespace, server);
  if (problems.length > 0) return problems;
  if (inside(namespace, server.name, main, read).status === 0) return [`${server.name} has its records on an empty volume`];
  const size = putBack(namespace, backup, commandInside(namespace, server.name, main, restore));
  const { stdout, stderr } = inside(namespace, server.name, main, read);
  process.stdout.write(`    ${task.name} has written ${size} bytes, of which ${server.name} has its record ${stdout.trim() === 'kept' ? 'again' : 'NOT'}\n`);
  return stdout.trim() === 'kept' ? [] : [`what ${task.name} has kept does not bring back the record of ${server.name} (${(stderr || stdout).trim()})`];
}

/** Its claims are deleted, and made anew by the manifests. */
function emptied(namespace: Namespace, { name, containers }: WorkloadModel): readonly string[] {
  const volumes = containers.flatMap(({ mounts }) => mounts.flatMap((mount) => (mount.kind === 'volume' ? [mount.volume] : [])));
  const claims = claimsOf(objectsIn(namespace.manifests)).filter((claim) => volumes.includes(claim.name));
  namespace.kubectl('scale', `statefulset/${name}`, '--replicas=0');
  namespace.kubectl('wait', '--for=delete', 'pod', '-l', `app.kubernetes.io/name=${name}`, '--timeout=120s');
  namespace.kubectl('delete', 'persistentvolumeclaims', ...claims.map((claim) => claim.name), '--timeout=60s');
  namespace.cluster.volumes?.renew(namespace.name, claims);
  namespace.apply();
  return namespace.unready();
}

/** Gives the newest backup, which a pod reads, to a command; its size. */
function putBack(namespace: Namespace, { task, claim }: Backup, command: readonly string[]): number {
  must(['kubectl', 'apply', '--server-side', '-f', '-'], { input: JSON.stringify(reader(namespace, task, claim)) });
  try {
    namespace.kubectl('wait', '--for=condition=Ready', `pod/${READER}`, '--timeout=60s');
    const read = ['kubectl', '-n', namespace.name, 'exec', READER, '--', 'sh', '-c'];
    const newest = must([...read, `ls -t ${DIRECTORY}/* | head -n 1`]).trim();
    must(['bash', '-c', `set -o pipefail; ${shell([...read, 'cat "$0"', newest])} | ${shell(command)}`]);
    return Number(must([...read, 'wc -c <"$0"', newest]));
  } finally {
    namespace.kubectl('delete', 'pod', READER, '--now', '--wait');
  }
}

/** As the task, which may read what it has written. */
function reader({ name, manifests }: Namespace, { name: task }: WorkloadModel, claim: string): object {
  const [pod] = podsOf(objectsIn(manifests).filter(({ kind, metadata }) => kind === 'CronJob' && metadata.name === task));
  const [{ image, imagePullPolicy, securityContext }] = pod.containers;
  return {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: READER, namespace: name },
    spec: {
      automountServiceAccountToken: false, restartPolicy: 'Never', terminationGracePeriodSeconds: 0, securityContext: pod.securityContext,
      containers: [{ name: 'reader', image, imagePullPolicy, securityContext, command: ['sleep', '3600'], volumeMounts: [{ name: 'backups', mountPath: DIRECTORY, readOnly: true }] }],
      volumes: [{ name: 'backups', persistentVolumeClaim: { claimName: claim } }],
    },
  };
}

function shell(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
}
