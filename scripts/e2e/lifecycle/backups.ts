import { containersOf } from '../../../lib/model/workload';
import { must } from '../command';
import type { ComposeProject } from '../compose-project';
import type { ChosenStack } from '../stacks';
import { lostRecords, type KeptRecord } from './records';
import { restoring } from './restoring';

/**
 * Dumps each database, removes the volumes of its server, and restores it by the words of the document: what has been kept in it has
 * to be there again. Nothing if nothing is dumped.
 */
export function unrestored(stack: ChosenStack, project: ComposeProject, records: readonly KeptRecord[], looker: string): readonly string[] | undefined {
  const { backups, servers } = stack;
  if (backups.size === 0) return undefined;
  const kept = records.filter(({ service, read }) => read !== undefined && [...backups.values()].includes(service));
  const without = [...new Set(backups.values())].filter((server) => !kept.some(({ service }) => service === server));
  if (without.length > 0) return without.map((server) => `${server} has no record that could be lost`);
  const files = new Map([...backups.keys()].map((backup) => [backup, dumped(project, backup)]));
  project.downKeepingData();
  for (const server of new Set(backups.values())) for (const volume of volumesOf(stack, server)) must(['docker', 'volume', 'rm', project.volume(volume)]);
  const problems = project.start();
  if (problems.length > 0) return problems;
  const restored = [...backups].flatMap(([backup, server]) => {
    const line = restoring(servers.get(server)!, backup, server, files.get(backup)!);
    const { status, stderr } = project.shell(line);
    process.stdout.write(`    $ ${line}\n`);
    return status === 0 ? [] : [`${backup}: ${line} ends with ${status}: ${stderr.trim()}`];
  });
  return [...restored, ...lostRecords(kept, project, looker)];
}

/** The file that a run has written. */
function dumped(project: ComposeProject, backup: string): string {
  const { status, stdout, stderr } = project.shell(`docker compose run --rm -T ${backup}`);
  const file = /^wrote (\S+)$/m.exec(stdout)?.[1];
  if (status !== 0 || file === undefined) throw new Error(`${backup} ends with ${status}, and says: ${stdout}${stderr}`);
  return file;
}

function volumesOf({ model }: ChosenStack, server: string): readonly string[] {
  const mounts = model.workloads.filter(({ name }) => name === server).flatMap(containersOf).flatMap((container) => container.mounts);
  return mounts.flatMap((mount) => (mount.kind === 'volume' ? [mount.volume] : []));
}
