import type { StackModel } from '../../../lib/model/stack';
import type { WorkloadModel } from '../../../lib/model/workload';
import { must, run } from '../command';
import type { ComposeProject } from '../compose-project';
import { isWell } from '../compose-state';
import { containerOfRun } from '../containers-of-run';
import { publishedIn } from '../inside/pairs';
import { insideScript } from '../inside/scripts';
import { knownRoutes } from './known-routes';
import { wait } from './wait';

/** How long entrances may take after what they pass requests on to is well again. */
const SECONDS = 10;
/** How long a process may take until it is well again, which its own check and the pauses of the engine decide. */
const LONGEST = 120;

/** Kills everything that runs, one after the other, from outside. */
export function unrestarted(model: StackModel, project: ComposeProject, looker: string): readonly string[] {
  const entrances = new Entrances(model, project, looker);
  const names = model.workloads.filter(({ kind }) => kind !== 'task').map(({ name }) => name);
  return names.filter((name) => runs(project, name)).flatMap((name) => {
    kill(project, name, looker);
    return entrances.otherwiseAfter(`${name} was killed`);
  });
}

/** Makes everything that others call anew, one after the other, at another address. */
export function unfound(model: StackModel, project: ComposeProject, looker: string): readonly string[] {
  const entrances = new Entrances(model, project, looker);
  const called = model.workloads.filter(({ path, kind }) => kind !== 'task' && model.connections.some(({ to }) => to === path)).map(({ name }) => name);
  return called.filter((name) => runs(project, name)).flatMap((name) => {
    const kept = move(project, name, looker);
    return [...kept, ...entrances.otherwiseAfter(`${name} was moved`)];
  });
}

/** What is published, as it has answered at first. */
export class Entrances {
  private readonly before: string;

  public constructor(private readonly model: StackModel, private readonly project: ComposeProject, private readonly looker: string) {
    this.before = answers(model, looker);
  }

  /** What is wrong after that has happened: something is not well in time, or entrances answer otherwise. */
  public otherwiseAfter(what: string): readonly string[] {
    const { model, project, looker, before } = this;
    const well = wait(LONGEST, () => project.states.every(isWell));
    if (!well) return [`${what}, and after ${LONGEST} s not everything is well: ${project.states.filter((state) => !isWell(state)).map(({ Service }) => Service).join(', ')}`];
    const start = Date.now();
    const same = wait(SECONDS, () => answers(model, looker) === before);
    if (before !== '') process.stdout.write(`    ${what}: entrances answer as before ${same ? `after ${Math.round((Date.now() - start) / 1000)} s` : 'NO MORE'}\n`);
    return same ? [] : [`${what}, and after ${SECONDS} s entrances answer ${answers(model, looker)} in place of ${before}`];
  }
}

function runs(project: ComposeProject, service: string): boolean {
  return project.states.some(({ Service, State: state }) => Service === service && state === 'running');
}

/** What entrances answer, each by its port and path. */
function answers(model: StackModel, looker: string): string {
  const input = model.workloads.flatMap((workload) => {
    const paths = pathsOf(workload, model);
    return publishedIn({ workloads: [workload] }).filter(({ protocol }) => protocol === 'tcp').flatMap(({ address, port }) => paths.map((path) => `${address} ${port} ${path}\n`));
  }).join('');
  return must(containerOfRun('-i', '--network=host', '--entrypoint', 'sh', looker, '-c', insideScript('ask.sh')), { input }).trim().replace(/\n/g, ', ');
}

/** What it may pass on: the routes of its proxy, and those that the images of its peers are known to have. */
function pathsOf({ path: from, gateway = [] }: WorkloadModel, { workloads, connections }: StackModel): readonly string[] {
  const peers = workloads.filter(({ path }) => connections.some((connection) => connection.from === from && connection.to === path));
  return [...new Set(['/', ...gateway.map(({ path }) => path), ...knownRoutes(peers)])];
}

/** From outside: what `docker kill` ends is not started again. */
function kill(project: ComposeProject, service: string, looker: string): void {
  const process = must(['docker', 'inspect', '--format', '{{.State.Pid}}', idOf(project, service)]).trim();
  must(containerOfRun('--privileged', '--pid=host', '--network=none', '--entrypoint', 'kill', looker, '-9', process));
  // The engine notices a moment later.
  run(['sleep', '1']);
}

/** Its old addresses are taken by other containers before it is made anew; those that it has all the same. */
function move(project: ComposeProject, service: string, looker: string): readonly string[] {
  const old = addressesOf(project, service);
  project.remove(idOf(project, service));
  const taken = old.flatMap(([network, address]) => project.occupy(network, address, looker));
  try {
    project.run(['up', '-d', '--no-build', '--no-deps', '--wait', service]);
  } finally {
    run(['docker', 'rm', '--force', ...taken]);
  }
  const addresses = new Map(addressesOf(project, service));
  for (const [network, address] of old) process.stdout.write(`    ${service} was at ${address} of ${network}, and is at ${addresses.get(network) ?? 'none'}\n`);
  return old.filter(([network, address]) => addresses.get(network) === address).map(([network, address]) => `${service} was made anew, and has the address ${address} of ${network} again`);
}

/** By networks. */
function addressesOf(project: ComposeProject, service: string): readonly (readonly [string, string])[] {
  const networks = JSON.parse(must(['docker', 'inspect', '--format', '{{json .NetworkSettings.Networks}}', idOf(project, service)])) as Record<string, { readonly IPAddress: string }>;
  return Object.entries(networks).map(([network, { IPAddress }]) => [network, IPAddress]);
}

function idOf(project: ComposeProject, service: string): string {
  return project.states.find(({ Service }) => Service === service)!.ID;
}
