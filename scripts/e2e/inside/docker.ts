import type { StackModel } from '../../../lib/model/stack';
import { containersOf, type WorkloadModel } from '../../../lib/model/workload';
import type { ContainerModel } from '../../../lib/model/container';
import { must, run } from '../command';
import type { State } from '../compose-state';
import { containerOfRun } from '../containers-of-run';
import { compared, type Compared } from './compared';
import { comparisonsOf, startComparisons, userOf, type Given } from './differences';
import { insideScript } from './scripts';
import { keptComparisons, type Engaged, type Inspected, type InspectedImage } from './kept';
import { askedOf, groupsIn } from './kernel';
import { observedIn, type Observed } from './observed';
import { ofRequests } from './requests-of';
import type { Statements, Stated } from './stated';

/** Has a shell, `sed`, `grep`, `stat`, `base64` and `nsenter`; sees the processes of the machine that the engine runs on, and their control groups. */
const LOOKER = ['-i', '--privileged', '--pid=host', '--ipc=host', '--network=none', '-v', '/sys/fs/cgroup:/sys/fs/cgroup:ro'];

/** What a container has, and what it has to have. */
export interface Looked {
  readonly service: string;
  readonly path: string;
  readonly compared: readonly Compared[];
}

/** What is different from what the model says, and is announced. */
export interface Platform extends Omit<Engaged, 'text'> {
  /** Names of workloads that have a way out although they call nobody. */
  readonly opened: ReadonlySet<string>;
  /** Variables that are empty where they have to be absent, as `workload VARIABLE`. */
  readonly emptied: ReadonlySet<string>;
  readonly looker: string;
}

interface Known {
  readonly container: ContainerModel;
  readonly workload: WorkloadModel;
}

/**
 * Holds what every container of a project has against what the model says: its variables, its program, its user and privileges, its
 * mounts, the files in it, and what the kernel and the engine have of it besides. What has ended has only what the engine remembers of it.
 */
export function lookInside(model: StackModel, statements: Statements, states: readonly State[], platform: Platform): readonly Looked[] {
  const known = new Map(model.workloads.flatMap((workload) => containersOf(workload).map((container): [string, Known] => [serviceOf(workload, container), { container, workload }])));
  const containers = states.flatMap(({ Service, ID }) => {
    const found = known.get(Service);
    return found ? [{ service: Service, ...found, stated: withAnnounced(statements.of(found.container, found.workload), found.workload, platform), inspected: inspect<Inspected>(ID) }] : [];
  });
  const wanted = containers.flatMap(({ stated, inspected }) => askedOf(stated).map((what) => `${inspected.Id} ${what}\n`));
  const told = must(containerOfRun(...LOOKER, '--entrypoint', 'sh', platform.looker, '-c', insideScript('look.sh'), 'look', ...containers.map(({ inspected }) => inspected.Id)), { input: wanted.join('') });
  const observed = observedIn(told);
  const engaged = { ...platform, text: (expression: Parameters<Engaged['text']>[0]) => statements.text(expression) };
  return containers.map(({ service, container, workload, stated, inspected }) => {
    const process = observed.get(inspected.Id);
    const image = inspect<InspectedImage>(inspected.Image);
    const given = givenBy(inspected, image, process);
    const ofProcess = process ? comparisonsOf(stated, process, given) : [...startComparisons(stated, given), ...ofUnseen(inspected)];
    return { service, path: container.path, compared: [...ofProcess, ...keptComparisons({ container, workload, model }, inspected, image, engaged), ...ofIpc(workload, inspected, platform), ...ofRequests(container, run(['docker', 'logs', inspected.Id]).stdout)] };
  });
}

/** Only what has ended has no process. */
export function ofUnseen({ State }: Pick<Inspected, 'State'>): readonly Compared[] {
  return State.Status === 'running' ? [compared('run', false, () => 'it runs, and its process is not seen on the machine of the one who looks')] : [];
}

/** The name of the service of a container. */
export function serviceOf(workload: WorkloadModel, container: ContainerModel): string {
  return container === workload.containers[0] ? workload.name : `${workload.name}-${container.name}`;
}

/** A network has a way out or has none, for all that are on it; and a variable under another name is there. */
function withAnnounced(stated: Stated, { name }: WorkloadModel, { opened, emptied }: Platform): Stated {
  const environment = new Map([...stated.environment].map(([variable, value]) => [variable, value === undefined && emptied.has(`${name} ${variable}`) ? '' : value]));
  return { ...stated, environment, ...(stated.wayOut === false && opened.has(name) && { wayOut: true }) };
}

/** Whether another container may join its shared memory, which one does to see. */
function ofIpc({ shareableIpc }: WorkloadModel, { Id }: Inspected, { looker }: Platform): readonly Compared[] {
  if (!shareableIpc) return [];
  const { status, stderr } = run(containerOfRun(`--ipc=container:${Id}`, '--network=none', '--entrypoint', 'true', looker));
  return [compared('namespaces', status === 0, () => `nobody may join its IPC namespace: ${stderr.trim()}`)];
}

function inspect<T>(id: string): T {
  return (JSON.parse(must(['docker', 'inspect', id])) as T[])[0];
}

function givenBy({ Path, Args, Config }: Inspected, { Config: image }: InspectedImage, process: Observed | undefined): Given {
  return {
    image: variables(image.Env ?? []),
    isOfEngine: (variable) => variable === 'HOSTNAME' || variable === 'HOME' || variable === 'TERM',
    isMounted: (target) => /^\/(?:$|proc(?:\/|$)|sys(?:\/|$)|dev(?:\/|$)|etc\/(?:hosts|hostname|resolv\.conf)$|s?bin\/docker-init$)/.test(target),
    environment: variables(Config.Env),
    argv: [Path, ...Args],
    entrypoint: image.Entrypoint ?? [],
    command: image.Cmd ?? [],
    workingDirectory: Config.WorkingDir || '/',
    ...userOf(image.User, process),
    ...(process && { groups: groupsIn(process) }),
  };
}

function variables(entries: readonly string[]): Map<string, string> {
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
}
