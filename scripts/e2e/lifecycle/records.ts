import { containersOf } from '../../../lib/model/workload';
import { must, run } from '../command';
import type { ComposeProject } from '../compose-project';
import { containerOfRun } from '../containers-of-run';
import type { ChosenStack } from '../stacks';
import { SERVERS } from './servers';

/** Something that was written, and has to be there still. */
export interface KeptRecord {
  readonly service: string;
  /** A file on a volume, or what a server is asked. */
  readonly file?: string;
  readonly read?: string;
}

/** Writes a record to every server that knows how, and a file to every volume. */
export function keepRecords({ model, servers }: ChosenStack, project: ComposeProject, looker: string): readonly KeptRecord[] {
  const running = new Map(project.states.filter(({ State: state }) => state === 'running').map(({ Service, ID }) => [Service, ID]));
  return model.workloads.filter(({ name }) => running.has(name)).flatMap((workload) => {
    const { name } = workload;
    const targets = containersOf(workload)[0].mounts.flatMap((mount) => (mount.kind === 'volume' && !mount.readOnly ? [mount.target] : []));
    const files = targets.map((target): KeptRecord => ({ service: name, file: `${target}/.e2e-record` }));
    for (const { file } of files) must(inside(running.get(name)!, looker, `echo kept > "/proc/$PID/root${file}"`));
    const server = SERVERS[servers.get(name) ?? ''];
    if (!server || targets.length === 0) return files;
    must(['docker', 'exec', running.get(name)!, 'sh', '-c', server.keep]);
    return [...files, { service: name, read: server.read }];
  });
}

/** Which of them are gone. */
export function lostRecords(records: readonly KeptRecord[], project: ComposeProject, looker: string): readonly string[] {
  const ids = new Map(project.states.map(({ Service, ID }) => [Service, ID]));
  process.stdout.write(`  ${records.length} records are looked for\n`);
  return records.flatMap(({ service, file, read }) => {
    const id = ids.get(service) ?? '';
    const { stdout, stderr } = run(read === undefined ? inside(id, looker, `cat "/proc/$PID/root${file}"`) : ['docker', 'exec', id, 'sh', '-c', read]);
    return stdout.trim() === 'kept' ? [] : [`${service} has lost what was in ${file ?? 'its database'} (${(stderr || stdout).trim()})`];
  });
}

/** The command that runs a script where the files of a container are below `/proc/$PID/root`. */
export function inside(id: string, looker: string, script: string): readonly string[] {
  const process = must(['docker', 'inspect', '--format', '{{.State.Pid}}', id]).trim();
  return containerOfRun('--privileged', '--pid=host', '--network=none', '-e', `PID=${process}`, '--entrypoint', 'sh', looker, '-c', script);
}
