import type { ChoiceModel } from './choice';
import { readingOf, withField } from './chosen-fields';
import type { ContainerModel } from './container';
import type { EndpointModel } from './endpoint';
import { visitLeaves, type Expression } from './expression';
import type { ImageModel } from './image';
import type { ParameterModel, StackModel } from './stack';
import { containersOf, type WorkloadModel } from './workload';

type Given = Readonly<Record<string, string>>;

/**
 * What each choice gives, as one Compose file can have it: parameters that one variable sets have one value, and those to
 * which the default choice gives something are, with each other one, what the program says.
 */
export function completeChoices(choices: readonly ChoiceModel[], parameters: readonly ParameterModel[]): readonly ChoiceModel[] {
  const complete = choices.map((choice) => (choice.parameters ? { ...choice, parameters: withSiblings(choice.parameters, parameters) } : choice));
  const usual = complete.find(({ isDefault }) => isDefault)?.parameters;
  if (!usual) return complete;
  return complete.map((choice) => {
    if (choice.isDefault) return choice;
    const { parameters: own = {} } = choice;
    const ofProgram = defaultsWith(parameters, own).parameters.filter(({ name, default: value }) => Object.hasOwn(usual, name) && value !== undefined && value !== usual[name]);
    const all = { ...Object.fromEntries(ofProgram.map(({ name, default: value }) => [name, value!])), ...own };
    return { ...choice, ...(Object.keys(all).length > 0 && { parameters: sorted(all) }) };
  });
}

/** What is given to one parameter, all have that the same variable of Compose sets. */
function withSiblings(given: Given, parameters: readonly ParameterModel[]): Given {
  const values = new Map(parameters.flatMap(({ name, setting }) => (setting !== undefined && Object.hasOwn(given, name) ? [[setting, given[name]] as const] : [])));
  if (values.size === 0) return given;
  const siblings = parameters.flatMap(({ name, setting }) => (setting !== undefined && values.has(setting) ? [[name, values.get(setting)!] as const] : []));
  return sorted({ ...Object.fromEntries(siblings), ...given });
}

function sorted(given: Given): Given {
  return Object.fromEntries(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same stack with other defaults of its parameters, also where they have become text, numbers and amounts already. */
export function withParameters(model: StackModel, given: Given): StackModel {
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
export function misreadFields(model: StackModel, given: Given): readonly MisreadField[] {
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
function defaultsWith(before: readonly ParameterModel[], given: Given): Defaults {
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
