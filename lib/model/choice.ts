import { askedExpressions } from './connections';
import { withParameters } from './choice-parameters';
import { visitLeaves } from './expression';
import type { StackGraph } from './graph';
import { secretFilesOf } from './references';
import type { StackModel } from './stack';
import { containersOf, type WorkloadModel } from './workload';

/** Profiles that are active together: what a platform without profiles gets one whole set of objects for. */
export interface ChoiceModel {
  readonly name: string;
  /** Sorted. */
  readonly profiles: readonly string[];
  /** What parameters are with it, by their names; missing for their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Set for the one that counts where nobody chooses. */
  readonly isDefault?: true;
}

/** What is left of a stack. */
export interface Chosen {
  /** Name of the choice; missing for what runs without any profile. */
  readonly name?: string;
  readonly profiles: readonly string[];
  /** Whether it counts where nobody chooses. */
  readonly isMain: boolean;
  /** What the choice leaves out. */
  readonly leftOut: readonly WorkloadModel[];
}

/** What runs without any profile. */
export const NO_PROFILES: Omit<ChoiceModel, 'name'> & { readonly name?: undefined } = { profiles: [] };

type Choosable = Pick<StackModel, 'workloads' | 'choices'>;

/**
 * Everything that can be chosen, first what counts where nobody does: the default choice, or what runs without any
 * profile. A stack that has profiles and states no choice has one for each profile. None if nothing is in a profile.
 */
export function choicesIn({ workloads, choices }: Choosable): readonly (ChoiceModel | typeof NO_PROFILES)[] {
  if (choices) return choices.some(({ isDefault }) => isDefault) ? [...choices].sort((a, b) => Number(b.isDefault ?? false) - Number(a.isDefault ?? false)) : [NO_PROFILES, ...choices];
  const profiles = profilesIn(workloads);
  return profiles.length === 0 ? [] : [NO_PROFILES, ...profiles.map((name) => ({ name, profiles: [name] }))];
}

/** All profiles that something is in, sorted. */
export function profilesIn(workloads: readonly WorkloadModel[]): readonly string[] {
  return [...new Set(workloads.flatMap(({ profiles = [] }) => profiles))].sort();
}

/** Whether it runs while these profiles are active. */
export function isActive({ profiles }: Pick<WorkloadModel, 'profiles'>, active: readonly string[]): boolean {
  return profiles === undefined || profiles.some((profile) => active.includes(profile));
}

/** Whether there is a choice with which all of them run. */
export function areTogether(workloads: readonly WorkloadModel[], stack: Choosable): boolean {
  if (workloads.every(({ profiles }) => profiles === undefined)) return true;
  return choicesIn(stack).some(({ profiles }) => workloads.every((workload) => isActive(workload, profiles)));
}

/** The stack as it is with each of its choices, in their order; none if it has none. */
export function chosenModels(model: StackModel): readonly { readonly model: StackModel; readonly chosen: Chosen }[] {
  return choicesIn(model).map(({ name, profiles, parameters = {} }, at) => {
    const leftOut = model.workloads.filter((workload) => !isActive(workload, profiles));
    return { chosen: { ...(name !== undefined && { name }), profiles, isMain: at === 0, leftOut }, model: withParameters(without(leftOut, model), parameters) };
  });
}

/** What is left when some workloads are not there: nothing that only they need. */
function without(leftOut: readonly WorkloadModel[], model: StackModel): StackModel {
  const gone = new Set(leftOut.map(({ path }) => path));
  if (gone.size === 0) return model;
  const workloads = model.workloads
    .filter(({ path }) => !gone.has(path))
    .map((workload) => ({ ...workload, startAfter: workload.startAfter.filter((edge) => !gone.has(edge.workload)) }));
  const [before, after] = [namesIn(model.workloads, model), namesIn(workloads, model)];
  // What nobody needs with any choice is somebody else's matter.
  const stays = (kind: keyof Names) => ({ name }: { readonly name: string }): boolean => after[kind].has(name) || !before[kind].has(name);
  return {
    ...model,
    workloads,
    connections: model.connections.filter(({ from, to }) => !gone.has(from) && !gone.has(to)),
    volumes: model.volumes.filter(stays('volumes')),
    configFiles: model.configFiles.filter(stays('configFiles')),
    parameters: model.parameters.filter(stays('values')),
    secrets: model.secrets.filter(stays('values')),
  };
}

/** What workloads need of what a stack has beside them, by name. */
interface Names {
  readonly volumes: ReadonlySet<string>;
  readonly configFiles: ReadonlySet<string>;
  /** Parameters and secrets. */
  readonly values: ReadonlySet<string>;
}

function namesIn(workloads: readonly WorkloadModel[], model: StackModel): Names {
  const lookups: Pick<StackGraph, 'configFiles' | 'parameters' | 'volumes'> = {
    configFiles: new Map(model.configFiles.map((file) => [file.name, file])),
    parameters: new Map(model.parameters.map((parameter) => [parameter.name, parameter])),
    volumes: new Map(model.volumes.map((volume) => [volume.name, volume])),
  };
  const mounts = workloads.flatMap(containersOf).flatMap((container) => container.mounts);
  const values = new Set(workloads.flatMap((workload) => [...secretFilesOf(workload)]));
  for (const workload of workloads) {
    for (const expression of askedExpressions(workload, lookups)) visitLeaves(expression, (leaf) => void ((leaf.kind === 'parameter' || leaf.kind === 'secret') && values.add(leaf.name)));
  }
  return {
    volumes: new Set(mounts.flatMap((mount) => (mount.kind === 'volume' ? [mount.volume] : []))),
    configFiles: new Set(mounts.flatMap((mount) => (mount.kind === 'config' ? [mount.config] : []))),
    values,
  };
}
