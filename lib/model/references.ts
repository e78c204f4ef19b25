import { choicesOf, endpointChoices } from './choices';
import { expressionsOf } from './connections';
import type { ContainerModel } from './container';
import { visitLeaves, type Expression, type TextExpression } from './expression';
import type { StackGraph } from './graph';
import { containersOf, type WorkloadModel } from './workload';

const NONE: ReadonlySet<string> = new Set();
const NO_NAMES: readonly string[] = [];

/** Parameters and secrets that stand inside a longer text or in a command. */
export function referencedNames({ process: { environment, entrypoint, command } }: ContainerModel): ReadonlySet<string> {
  // Most containers have none, and share that.
  let names: Set<string> | undefined;
  const add = (leaf: Exclude<Expression, TextExpression>): void => {
    if (leaf.kind === 'parameter' || leaf.kind === 'secret') (names ??= new Set()).add(leaf.name);
  };
  environment.forEach(({ value }) => {
    if (value.kind === 'text') visitLeaves(value, add);
  });
  entrypoint?.forEach((word) => visitLeaves(word, add));
  command?.forEach((word) => visitLeaves(word, add));
  return names ?? NONE;
}

/** The same, looked for only in a stack that has parameters or secrets. */
export function referencedIn(container: ContainerModel, { parameters, secrets }: StackGraph): ReadonlySet<string> {
  return parameters.size + secrets.size === 0 ? NONE : referencedNames(container);
}

/** Those of them that the container has no variable of its own for. */
export function composedNames(container: ContainerModel): readonly string[] {
  const referenced = referencedNames(container);
  if (referenced.size === 0) return NO_NAMES;
  const names = new Set(referenced);
  for (const { name, value } of container.process.environment) {
    if ((value.kind === 'parameter' || value.kind === 'secret') && value.name === name) names.delete(name);
  }
  return [...names].sort();
}

/** The secrets that containers of a workload have as files. */
export function secretFilesOf(workload: Pick<WorkloadModel, 'containers' | 'initContainers'>): Set<string> {
  return new Set(containersOf(workload).flatMap(({ mounts }) => mounts.flatMap((mount) => (mount.kind === 'secret' ? [mount.secret] : []))));
}

/** Parameters of which images, names of files and defaults are made, and nothing that runs: what is in a container has no use for them. */
export function onlyChosen({ containers, model, configFiles, volumes }: StackGraph): Set<string> {
  const names = new Set<string>();
  for (const { chosen } of model.parameters) if (chosen) visitLeaves(chosen, (leaf) => void (leaf.kind === 'parameter' && names.add(leaf.name)));
  for (const fields of [...containers.map(({ container }) => choicesOf(container, volumes)), ...model.workloads.map(endpointChoices)]) {
    for (const { chosen } of fields) visitLeaves(chosen, (leaf) => void (leaf.kind === 'parameter' && names.add(leaf.name)));
  }
  if (names.size === 0) return names;
  for (const workload of model.workloads) {
    for (const expression of expressionsOf(workload, configFiles)) visitLeaves(expression, (leaf) => void (leaf.kind === 'parameter' && names.delete(leaf.name)));
  }
  return names;
}
