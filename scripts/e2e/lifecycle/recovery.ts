import type { StackModel } from '../../../lib/model/stack';
import type { WorkloadModel } from '../../../lib/model/workload';
import { must, run } from '../command';
import type { ComposeProject } from '../compose-project';
import { isWell } from '../compose-state';
import { publishedIn } from '../inside/pairs';
import { insideScript } from '../inside/scripts';
import { knownRoutes } from './known-routes';
import { wait } from './wait';

/** How long entrances may take after what they pass requests on to is well again. */
const SECONDS = 10;
/** How long a process may take until it is well again, which its own check and the pauses of the engine decide. */
const LONGEST = 120;

/** Does that to everything that others call, one after the other: entrances have to answer as before. */
export function unrecovered(model: StackModel, project: ComposeProject, looker: string, how: 'killed' | 'moved'): readonly string[] {
  const called = model.workloads.filter(({ path, kind }) => kind !== 'task' && model.connections.some(({ to }) => to === path)).map(({ name }) => name);
  const before = answers(model, looker);
  return called.filter((name) => project.states.some(({ Service }) => Service === name)).flatMap((name) => {
    if (how === 'killed') kill(project, name, looker);
    else move(project, name, looker);
    const well = wait(LONGEST, () => project.states.every(isWell));
    if (!well) return [`${name} was ${how}, and after ${LONGEST} s not everything is well: ${project.states.filter((state) => !isWell(state)).map(({ Service }) => Service).join(', ')}`];
    const start = Date.now();
    const same = wait(SECONDS, () => answers(model, looker) === before);
    process.stdout.write(`  ${name} was ${how}: entrances answer as before ${same ? `after ${Math.round((Date.now() - start) / 1000)} s` : 'NO MORE'}\n`);
    return same ? [] : [`${name} was ${how}, and after ${SECONDS} s entrances answer ${answers(model, looker)} in place of ${before}`];
  });
}

/** What entrances answer, each by its port and path. */
function answers(model: StackModel, looker: string): string {
  const input = model.workloads.flatMap((workload) => {
    const paths = pathsOf(workload, model);
    return publishedIn({ workloads: [workload] }).filter(({ protocol }) => protocol === 'tcp').flatMap(({ address, port }) => paths.map((path) => `${address} ${port} ${path}\n`));
  }).join('');
  return must(['docker', 'run', '--rm', '-i', '--network=host', '--entrypoint', 'sh', looker, '-c', insideScript('ask.sh')], { input }).trim().replace(/\n/g, ', ');
}

/** What it may pass on: the routes of its proxy, and those that the images of its peers are known to have. */
function pathsOf({ path: from, gateway = [] }: WorkloadModel, { workloads, connections }: StackModel): readonly string[] {
  const peers = workloads.filter(({ path }) => connections.some((connection) => connection.from === from && connection.to === path));
  return [...new Set(['/', ...gateway.map(({ path }) => path), ...knownRoutes(peers)])];
}

/** From outside: what `docker kill` ends is not started again. */
function kill(project: ComposeProject, service: string, looker: string): void {
  const process = must(['docker', 'inspect', '--format', '{{.State.Pid}}', idOf(project, service)]).trim();
  must(['docker', 'run', '--rm', '--privileged', '--pid=host', '--network=none', '--entrypoint', 'kill', looker, '-9', process]);
  // The engine notices a moment later.
  run(['sleep', '1']);
}

/** Its old address is taken by another container before it is made anew. */
function move(project: ComposeProject, service: string, looker: string): void {
  const id = idOf(project, service);
  const networks = Object.entries(JSON.parse(must(['docker', 'inspect', '--format', '{{json .NetworkSettings.Networks}}', id])) as Record<string, { readonly IPAddress: string }>);
  must(['docker', 'rm', '--force', id]);
  const taken = networks.map(([network, { IPAddress: address }]) => {
    // Whoever asks for the next free address gets the one that has just become free, or one that is as good.
    const other = must(['docker', 'run', '--detach', '--rm', '--network', network, '--entrypoint', 'sleep', looker, '120']).trim();
    process.stdout.write(`  ${service} leaves ${address} of ${network}\n`);
    return other;
  });
  try {
    project.run(['up', '-d', '--no-build', '--no-deps', '--wait', service]);
  } finally {
    for (const other of taken) run(['docker', 'rm', '--force', other]);
  }
}

function idOf(project: ComposeProject, service: string): string {
  return project.states.find(({ Service }) => Service === service)!.ID;
}
