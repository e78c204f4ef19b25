import type { ContainerModel } from './container';
import { visitLeaves, type Expression } from './expression';

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
