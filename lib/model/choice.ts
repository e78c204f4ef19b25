import { readingOf, withField } from './chosen-fields';
import { askedExpressions } from './connections';
import type { EndpointModel } from './endpoint';
import { visitLeaves, type Expression } from './expression';
import type { StackGraph } from './graph';
import type { ImageModel } from './image';
import { secretFilesOf } from './references';
import type { ParameterModel, StackModel } from './stack';
import type { ContainerModel } from './container';
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

/** The same stack with other defaults of its parameters, also where they have become text, numbers and amounts already. */
export function withParameters(model: StackModel, given: Readonly<Record<string, string>>): StackModel {
  if (Object.keys(given).length === 0) return model;
  const { parameters, text, isGiven } = defaultsWith(model.parameters, given);
  return {
    ...model,
    parameters,
    workloads: model.workloads.map((before) => {
      let workload: WorkloadModel = { ...before, endpoints: before.endpoints.map((endpoint) => chosenEndpoint(endpoint, text)) };
      const container = (each: ContainerModel): ContainerModel => {
        let owner = { workload, container: chosenContainer(each, text) };
        for (const [field, chosen] of Object.entries(each.chosen ?? {})) if (isGiven(chosen)) owner = withField(owner, field, text(chosen));
        workload = owner.workload;
        return owner.container;
      };
      const containers = before.containers.map(container) as unknown as WorkloadModel['containers'];
      const initContainers = before.initContainers?.map(container);
      return { ...workload, containers, ...(initContainers && { initContainers }) };
    }),
  };
}

/** A field that the operator chooses, and what a choice makes of it that is no value of it. */
export interface MisreadField {
  readonly path: string;
  readonly field: string;
  readonly value: string;
  readonly expected: string;
}

/** What no field can be of the values that a choice gives to parameters. */
export function misreadFields(model: StackModel, given: Readonly<Record<string, string>>): readonly MisreadField[] {
  const { text, isGiven } = defaultsWith(model.parameters, given);
  return model.workloads.flatMap(containersOf).flatMap(({ path, chosen = {} }) =>
    Object.entries(chosen).flatMap(([field, said]) => {
      const reading = isGiven(said) ? readingOf(field) : undefined;
      const value = text(said);
      return reading && reading.read(value) === undefined ? [{ path, field, value, expected: reading.expected }] : [];
    }));
}

interface Defaults {
  readonly parameters: readonly ParameterModel[];
  /** What the defaults make of it. */
  readonly text: (expression: Expression) => string;
  /** Whether something in it is given, or made of what is. */
  readonly isGiven: (expression: Expression) => boolean;
}

/** Parameters with other defaults, and those that are made of them. */
function defaultsWith(before: readonly ParameterModel[], given: Readonly<Record<string, string>>): Defaults {
  const known = new Map(before.map((parameter) => [parameter.name, parameter]));
  const values = new Map(before.flatMap(({ name, default: value, chosen }) => (Object.hasOwn(given, name) ? [[name, given[name]]] : chosen ? [] : [[name, value ?? '']]) as [string, string][]));
  const valueOf = (name: string): string => {
    const value = values.get(name);
    const parameter = known.get(name);
    if (value !== undefined || !parameter?.chosen) return value ?? '';
    // One that is made of itself is reported elsewhere.
    values.set(name, parameter.default ?? '');
    const made = text(parameter.chosen);
    values.set(name, made);
    return made;
  };
  const text = (expression: Expression): string => {
    if (expression.kind === 'text') return expression.parts.map(text).join('');
    if (expression.kind === 'literal') return expression.text;
    return expression.kind === 'parameter' ? valueOf(expression.name) : '';
  };
  const parameters = before.map((parameter): ParameterModel => {
    const { chosen, ...rest } = parameter;
    if (Object.hasOwn(given, parameter.name)) return { ...rest, default: given[parameter.name] };
    return chosen && parameter.default !== undefined ? { ...parameter, default: valueOf(parameter.name) } : parameter;
  });
  // Grows while it is gone through, by what is made of what is given, and what is made of that.
  const names = new Set(Object.keys(given));
  for (const name of names) for (const each of before) if (each.chosen && mentions(each.chosen, new Set([name]))) names.add(each.name);
  return { parameters, text, isGiven: (expression) => mentions(expression, names) };
}

function mentions(expression: Expression, parameters: ReadonlySet<string>): boolean {
  let isFound = false;
  visitLeaves(expression, (leaf) => void (isFound ||= leaf.kind === 'parameter' && parameters.has(leaf.name)));
  return isFound;
}

function chosenContainer(container: ContainerModel, text: Defaults['text']): ContainerModel {
  return {
    ...container,
    image: chosenImage(container.image, text),
    mounts: container.mounts.map((mount) => (mount.kind === 'host-path' && mount.chosen ? { ...mount, path: text(mount.chosen) } : mount)),
  };
}

function chosenEndpoint(endpoint: EndpointModel, text: Defaults['text']): EndpointModel {
  const { exposure } = endpoint;
  return exposure?.chosenAddress ? { ...endpoint, exposure: { ...exposure, address: text(exposure.chosenAddress) } } : endpoint;
}

function chosenImage(image: ImageModel, text: Defaults['text']): ImageModel {
  const reference = image.chosen ? text(image.chosen) : image.reference;
  if (image.kind === 'reference') return { ...image, reference };
  const args = Object.fromEntries(Object.entries(image.chosenArgs ?? {}).map(([name, chosen]) => [name, text(chosen)]));
  const parts = Object.fromEntries(Object.entries(image.chosenParts ?? {}).map(([name, chosen]) => [name, text(chosen)]));
  return { ...image, ...parts, reference, args: { ...image.args, ...args } };
}
