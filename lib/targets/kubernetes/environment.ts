import type { ContainerModel, EnvironmentVariable } from '../../model/container';
import { mayBeUnset, type StackGraph } from '../../model/graph';
import { composedNames, referencedIn } from '../../model/references';
import type { EnvVar } from './api';
import { expand } from './expansion';
import { parametersName, secretKeyOf, secretNameOf } from './names';

export interface Environment {
  readonly env: EnvVar[];
  /** By which variable each parameter and secret that stands in a longer text is known. */
  readonly variables: ReadonlyMap<string, string>;
}

const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

/**
 * A container's environment. Kubernetes can compose text only from variables that stand earlier in the list, so a
 * parameter or secret in a longer text comes first, under its own name.
 */
export function lowerEnvironment(container: ContainerModel, graph: StackGraph): Environment {
  const { environment } = container.process;
  const used = referencedIn(container, graph);
  if (used.size === 0) return { env: environment.map((variable) => lowerVariable(variable, graph, NO_VARIABLES)), variables: NO_VARIABLES };
  const taken = new Set(environment.map(({ name }) => name));
  const variables = new Map<string, string>();
  for (const { name, value } of environment) {
    if ((value.kind === 'parameter' || value.kind === 'secret') && value.name === name) variables.set(name, name);
  }
  const helpers: EnvVar[] = [];
  for (const name of composedNames(container)) {
    let variable = name;
    while (taken.has(variable)) variable += '_VALUE';
    taken.add(variable);
    variables.set(name, variable);
    helpers.push(graph.secrets.has(name) ? secretVariable(variable, name, graph) : parameterVariable(variable, name, graph));
  }
  const first = environment.filter(({ name, value }) => value.kind !== 'text' && used.has(name) && variables.get(name) === name);
  const rest = environment.filter((variable) => !first.includes(variable));
  return { env: [...helpers, ...[...first, ...rest].map((variable) => lowerVariable(variable, graph, variables))], variables };
}

function lowerVariable({ name, value }: EnvironmentVariable, graph: StackGraph, variables: ReadonlyMap<string, string>): EnvVar {
  switch (value.kind) {
    case 'parameter':
      return parameterVariable(name, value.name, graph);
    case 'secret':
      return secretVariable(name, value.name, graph);
    default:
      return { name, value: expand(value, graph, variables) };
  }
}

function parameterVariable(name: string, key: string, graph: StackGraph): EnvVar {
  const optional = mayBeUnset(key, graph);
  return { name, valueFrom: { configMapKeyRef: { name: parametersName(graph.model), key, ...(optional && { optional }) } } };
}

function secretVariable(name: string, key: string, graph: StackGraph): EnvVar {
  const optional = mayBeUnset(key, graph);
  return { name, valueFrom: { secretKeyRef: { name: secretNameOf(key, graph.model), key: secretKeyOf(key, graph.model), ...(optional && { optional }) } } };
}
