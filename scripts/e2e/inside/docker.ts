import type { StackModel } from '../../../lib/model/stack';
import { containersOf } from '../../../lib/model/workload';
import { must } from '../command';
import type { State } from '../compose-state';
import { differencesOf, type Given } from './differences';
import { insideScript } from './scripts';
import { observedIn, type Observed } from './observed';
import { Statements, type Platform, type Stated } from './stated';

/** Has a shell, `sed`, `grep`, `stat` and `base64`; sees the processes of the machine that the engine runs on. */
const LOOKER = ['docker', 'run', '--rm', '-i', '--privileged', '--pid=host', '--network=none'];

/** What the engine knows of a container. */
interface Inspected {
  readonly Id: string;
  readonly Path: string;
  readonly Args: readonly string[];
  readonly Image: string;
  readonly Config: { readonly Env: readonly string[] };
}

interface InspectedImage {
  readonly Config: { readonly Env?: readonly string[] | null; readonly Entrypoint?: readonly string[] | null; readonly Cmd?: readonly string[] | null; readonly Volumes?: object | null };
}

/** What a container has, and what it has to have. */
export interface Looked {
  readonly service: string;
  readonly problems: readonly string[];
}

/**
 * Holds what every container of a project has against what the model says: its variables, its program, its user and privileges, its
 * mounts, and the files in it. What has ended has only what the engine remembers of it.
 *
 * @param lookerImage see {@link LOOKER}
 */
export function lookInside(model: StackModel, platform: Platform, states: readonly State[], lookerImage: string): readonly Looked[] {
  const statements = new Statements(model, platform);
  const known = new Map(model.workloads.flatMap((workload) => containersOf(workload).map((container) => [container === workload.containers[0] ? workload.name : `${workload.name}-${container.name}`, statements.of(container)] as const)));
  const containers = states.flatMap(({ Service, ID }) => {
    const stated = known.get(Service);
    return stated ? [{ service: Service, stated, inspected: inspect<Inspected>(ID) }] : [];
  });
  const wanted = containers.flatMap(({ stated, inspected }) => [...stated.files.keys()].map((file) => `${inspected.Id} ${file}\n`));
  const told = must([...LOOKER, '--entrypoint', 'sh', lookerImage, '-c', insideScript('look.sh'), 'look', ...containers.map(({ inspected }) => inspected.Id)], { input: wanted.join('') });
  const observed = observedIn(told);
  return containers.map(({ service, stated, inspected }) => {
    const process = observed.get(inspected.Id);
    return { service, problems: process ? differencesOf(stated, process, givenBy(inspected)) : differencesOf(...ended(stated, inspected)) };
  });
}

function inspect<T>(id: string): T {
  return (JSON.parse(must(['docker', 'inspect', id])) as T[])[0];
}

/** Only what was asked for: it has no process that could have anything else. */
function ended(stated: Stated, inspected: Inspected): [Stated, Observed, Given] {
  const nothing: Observed = { environment: variables(inspected.Config.Env), argv: [], user: stated.user ?? 0, group: stated.group ?? 0, groups: stated.groups, capabilities: stated.capabilities, noNewPrivileges: true, filtered: true, mounts: new Map(), files: new Map() };
  return [{ ...stated, mounts: [], files: new Map() }, nothing, givenBy(inspected)];
}

function givenBy({ Path, Args, Image, Config }: Inspected): Given {
  const { Config: image } = inspect<InspectedImage>(Image);
  const volumes = new Set(Object.keys(image.Volumes ?? {}));
  return {
    image: variables(image.Env ?? []),
    isOfEngine: (variable) => variable === 'HOSTNAME' || variable === 'HOME',
    isMounted: (target) => /^\/(?:$|proc(?:\/|$)|sys(?:\/|$)|dev(?:\/|$)|etc\/(?:hosts|hostname|resolv\.conf)$|s?bin\/docker-init$)/.test(target) || volumes.has(target),
    environment: variables(Config.Env),
    argv: [Path, ...Args],
    entrypoint: image.Entrypoint ?? [],
    command: image.Cmd ?? [],
  };
}

function variables(entries: readonly string[]): Map<string, string> {
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
}
