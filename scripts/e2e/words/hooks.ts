import type { ContainerModel } from '../../../lib/model/container';
import type { StackModel } from '../../../lib/model/stack';
import { containersOf } from '../../../lib/model/workload';
import type { HookModel } from '../../../lib/model/word-values';
import { run } from '../command';
import type { ComposeProject } from '../compose-project';
import { same, type Noted } from '../inside/compared';
import { serviceOf } from '../inside/docker';

/** How the stand-in for a program was run, as it says itself. */
export interface Told {
  readonly words: readonly string[];
  readonly user: number;
  readonly directory: string;
  /** Its capabilities, a bit each. */
  readonly mayDo: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Looks what has been run since a container has started, stops it, and looks what was run before it ended. */
export function hookComparisons({ workloads }: StackModel, project: ComposeProject): readonly Noted[] {
  const hooked = workloads.flatMap((workload) => containersOf(workload).map((container) => ({ container, service: serviceOf(workload, container) })))
    .filter(({ container: { postStart = [], preStop = [] } }) => [...postStart, ...preStop].some(does));
  return hooked.flatMap(({ container, service }) => {
    const { ID } = project.states.find(({ Service }) => Service === service)!;
    const started = toldIn(run(['docker', 'logs', ID]).stdout);
    project.run(['stop', service]);
    const stopped = toldIn(run(['docker', 'logs', ID]).stdout).slice(started.length);
    return [...runAs(container, 'postStart', started), ...runAs(container, 'preStop', stopped)];
  });
}

/** Holds what was run last against the hooks of a container, in their order. */
export function runAs(container: ContainerModel, when: 'postStart' | 'preStop', told: readonly Told[]): readonly Noted[] {
  const hooks = (container[when] ?? []).filter(does);
  const last = told.slice(-hooks.length);
  return hooks.map((hook, at) => {
    const stated = asStated(hook, container);
    return { path: container.path, ...same('hooks', `what is run at ${when}`, last[at] && asTold(last[at], stated), stated) };
  });
}

/** Time that passes leaves nothing behind. */
function does({ sleep }: HookModel): boolean {
  return sleep === undefined;
}

export function toldIn(log: string): readonly Told[] {
  return [...log.matchAll(/^stand-in: was run (\{.*\})$/gm)].map(([, told]) => JSON.parse(told) as Told);
}

/** What can be said of a run, as it is and as it has to be. */
interface As {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isPrivileged: boolean;
  readonly user?: number;
  readonly directory?: string;
}

function asStated({ command, environment = {}, privileged, ...hook }: HookModel, { security, process }: ContainerModel): As {
  const user = hook.user === 'root' ? 0 : hook.user === undefined ? security.user : Number(hook.user);
  const directory = hook.workingDirectory ?? process.workingDirectory;
  return { words: command, environment, isPrivileged: privileged !== undefined, ...(user !== undefined && { user }), ...(directory !== undefined && { directory }) };
}

/** The same of what was run; what is the image's own is not compared. */
function asTold({ words, environment, mayDo, user, directory }: Told, stated: As): As {
  return {
    words, environment: Object.fromEntries(Object.keys(stated.environment).map((name) => [name, environment[name]])), isPrivileged: !/^0*$/.test(mayDo),
    ...(stated.user !== undefined && { user }), ...(stated.directory !== undefined && { directory }),
  };
}
