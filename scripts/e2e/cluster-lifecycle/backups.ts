import type { WorkloadModel } from '../../../lib/model/workload';
import { claimsOf, objectsIn, podsOf } from '../cluster/objects';
import { must } from '../command';
import type { Namespace } from '../kubernetes-namespace';
import { restoringInCluster } from '../lifecycle/restoring';
import { SERVERS } from '../lifecycle/servers';
import { inside } from './inside-pod';

/** How long a backup may take. */
const SECONDS = 180;
/** The pod that reads backups, by the words of the document. */
const READER = 'backups';

interface Backup {
  readonly task: WorkloadModel;
  readonly server: WorkloadModel;
  readonly kind: string;
}

/**
 * Has a backup made of each database, takes the server's volume away, and restores it by the words of the document: what has been kept in it has
 * to be there again. Nothing if nothing is backed up.
 */
export function unrestored(namespace: Namespace): readonly string[] | undefined {
  const { model, backups, servers } = namespace.stack;
  if (backups.size === 0) return undefined;
  const named = (name: string): WorkloadModel => model.workloads.find((workload) => workload.name === name)!;
  return [...backups].flatMap(([task, server]) => restored(namespace, { task: named(task), server: named(server), kind: servers.get(server)! }));
}

function restored(namespace: Namespace, backup: Backup): readonly string[] {
  const { task, server, kind } = backup;
  const read = (): string => inside(namespace, server.name, server.containers[0].name, SERVERS[kind].read).stdout.trim();
  if (read() !== 'kept') return [`${server.name} has no record that could be lost`];
  const file = written(namespace, task);
  const problems = emptied(namespace, server);
  if (problems.length > 0) return problems;
  if (read() === 'kept') return [`${server.name} has its record on an empty volume`];
  putBack(namespace, backup, file);
  const now = read();
  process.stdout.write(`    ${server.name} has its record ${now === 'kept' ? 'again' : 'NO MORE'}\n`);
  return now === 'kept' ? [] : [`what ${task.name} has written does not bring back the record of ${server.name}`];
}

/** The file that a run of the task has written. */
function written(namespace: Namespace, { name }: WorkloadModel): string {
  const job = `${name}-now`;
  namespace.kubectl('create', 'job', job, `--from=cronjob/${name}`);
  namespace.kubectl('wait', '--for=condition=complete', `job/${job}`, `--timeout=${SECONDS}s`);
  const said = namespace.kubectl('logs', `job/${job}`);
  namespace.kubectl('delete', 'job', job, '--wait');
  const file = /^wrote (\S+)$/m.exec(said)?.[1];
  if (file === undefined) throw new Error(`${name} says of no file that it has written it: ${said}`);
  return file;
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

function putBack(namespace: Namespace, { task, server, kind }: Backup, file: string): void {
  must(['kubectl', 'apply', '--server-side', '-f', '-'], { input: JSON.stringify(reader(namespace, task)) });
  try {
    namespace.kubectl('wait', '--for=condition=Ready', `pod/${READER}`, '--timeout=60s');
    const line = restoringInCluster(kind, namespace.name, server.name, file);
    process.stdout.write(`    $ ${line}\n`);
    must(['bash', '-c', `set -o pipefail; ${line}`]);
  } finally {
    namespace.kubectl('delete', 'pod', READER, '--now', '--wait');
  }
}

/** As the task, which may read what it has written. */
function reader({ name, manifests }: Namespace, { name: task, containers: [{ mounts }] }: WorkloadModel): object {
  const [pod] = podsOf(objectsIn(manifests).filter(({ kind, metadata }) => kind === 'CronJob' && metadata.name === task));
  const [{ image, imagePullPolicy, securityContext }] = pod.containers;
  const kept = mounts.flatMap((mount) => (mount.kind === 'volume' ? [mount] : []));
  return {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: READER, namespace: name },
    spec: {
      automountServiceAccountToken: false, terminationGracePeriodSeconds: 0, securityContext: pod.securityContext,
      containers: [{ name: READER, image, imagePullPolicy, securityContext, command: ['sleep', '3600'], volumeMounts: kept.map(({ target, volume }) => ({ name: volume, mountPath: target, readOnly: true })) }],
      volumes: kept.map(({ volume }) => ({ name: volume, persistentVolumeClaim: { claimName: volume } })),
    },
  };
}
