import { choicesOf } from './choices';
import { expressionsOf } from './connections';
import type { ContainerModel } from './container';
import { visitLeaves, type Expression } from './expression';
import type { StackGraph } from './graph';

/** Parameters and secrets that stand inside a longer text or in a command. */
export function referencedNames({ process }: ContainerModel): Set<string> {
  const { environment, command = [], entrypoint = [] } = process;
  const names = new Set<string>();
  const add = (value: Expression): void =>
    visitLeaves(value, (leaf) => {
      if (leaf.kind === 'parameter' || leaf.kind === 'secret') names.add(leaf.name);
    });
  for (const { value } of environment) if (value.kind === 'text') add(value);
  for (const word of entrypoint) add(word);
  for (const word of command) add(word);
  return names;
}

/** Those of them that the container has no variable of its own for. */
export function composedNames(container: ContainerModel): string[] {
  const names = referencedNames(container);
  if (names.size === 0) return [];
  for (const { name, value } of container.process.environment) {
    if ((value.kind === 'parameter' || value.kind === 'secret') && value.name === name) names.delete(name);
  }
  return [...names].sort();
}

/** Parameters of which images and names of files are made, and nothing that runs: what is in a container has no use for them. */
export function onlyChosen({ containers, model, configFiles, volumes }: StackGraph): Set<string> {
  const names = new Set<string>();
  for (const { container } of containers) {
    for (const { chosen } of choicesOf(container, volumes)) visitLeaves(chosen, (leaf) => void (leaf.kind === 'parameter' && names.add(leaf.name)));
  }
  if (names.size === 0) return names;
  for (const workload of model.workloads) {
    for (const expression of expressionsOf(workload, configFiles)) visitLeaves(expression, (leaf) => void (leaf.kind === 'parameter' && names.delete(leaf.name)));
  }
  return names;
}
