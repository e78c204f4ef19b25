import { workloadOf } from '../inside/kubelet';
import type { Namespace } from '../kubernetes-namespace';
import { SERVERS } from '../lifecycle/servers';
import { bucketsIn } from './buckets';
import { inside } from './inside-pod';

/** Something that was written, how it is asked for, and by what. */
interface KeptRecord {
  readonly workload: string;
  readonly container: string;
  readonly what: string;
  readonly read: string;
}

/** Writes a record to every server that knows how, a file to every volume and bucket, and makes all pods anew: what is gone then. Nothing if nothing is kept. */
export function lostAfterRestart(namespace: Namespace): readonly string[] | undefined {
  const records = keep(namespace);
  if (records.length === 0) return undefined;
  const problems = namespace.restart();
  if (problems.length > 0) return problems;
  process.stdout.write(`    ${records.length} records are looked for\n`);
  return records.flatMap(({ workload, container, what, read }) => {
    const { stdout, stderr } = inside(namespace, workload, container, read);
    return stdout.trim() === 'kept' ? [] : [`${workload} has lost what was in ${what} (${(stderr || stdout).trim()})`];
  });
}

function keep(namespace: Namespace): readonly KeptRecord[] {
  const { model, servers } = namespace.stack;
  return model.workloads.flatMap(({ name: workload, containers: [main] }) => {
    if (!namespace.pods.some((pod) => workloadOf(pod) === workload)) return [];
    const targets = main.mounts.flatMap((mount) => (mount.kind === 'volume' && !mount.readOnly ? [mount.target] : []));
    const server = SERVERS[servers.get(workload) ?? ''];
    const kept = [
      ...[...targets, ...bucketsIn(namespace, workload, main)].map((target) => ({ what: `${target}/.e2e-record`, keep: `echo kept > ${target}/.e2e-record`, read: `read -r record < ${target}/.e2e-record && echo "$record"` })),
      ...(server && targets.length > 0 ? [{ what: 'its database', ...server }] : []),
    ];
    return kept.flatMap(({ what, keep: script, read }) => {
      const { status, stderr } = inside(namespace, workload, main.name, script);
      // An image without a shell keeps what it keeps; nobody can look.
      if (/executable file not found|no such file or directory/.test(stderr)) return [];
      if (status !== 0) throw new Error(`${workload} takes no record in ${what}: ${stderr.trim()}`);
      return [{ workload, container: main.name, what, read }];
    });
  });
}
