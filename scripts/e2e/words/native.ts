import { FEATURES, featureUses, type Feature } from '../../../lib/model/features';
import type { Expression } from '../../../lib/model/expression';
import { visitLeaves } from '../../../lib/model/expression';
import type { StackModel } from '../../../lib/model/stack';
import { containersOf } from '../../../lib/model/workload';
import type { ContainerModel } from '../../../lib/model/container';
import type { SupportTable } from '../../../lib/targets/support';

/** The words that a target has as such. */
export function nativeWords(support: SupportTable): readonly Feature[] {
  return FEATURES.filter((feature) => support[feature].level === 'native');
}

/** Paths of the containers that each word of a stack is about; what belongs to the stack is about those that have it. */
export function sayersIn(model: StackModel, words: readonly Feature[]): ReadonlyMap<Feature, ReadonlySet<string>> {
  const containers = model.workloads.flatMap(containersOf);
  const paths = new Set(containers.map(({ path }) => path));
  const sayers = new Map<Feature, Set<string>>();
  for (const { feature, path } of featureUses(model, new Set(words))) {
    const about = paths.has(path) ? [path] : containers.filter((container) => has(container, path, model)).map((container) => container.path);
    sayers.set(feature, new Set([...sayers.get(feature) ?? [], ...about]));
  }
  return sayers;
}

/** Whether a container is given a value, a file or a volume, or calls a server outside. */
function has(container: ContainerModel, path: string, { parameters, secrets, configFiles, volumes, connections, workloads }: StackModel): boolean {
  const named = (all: readonly { readonly path: string; readonly name: string }[]): ReadonlySet<string> => new Set(all.filter((one) => one.path === path).map(({ name }) => name));
  const [values, configs, mounted] = [named([...parameters, ...secrets]), named(configFiles), named(volumes)];
  const calls = connections.some(({ from, to }) => to === path && from === workloads.find((workload) => containersOf(workload).includes(container))?.path);
  return calls || container.mounts.some((mount) => (mount.kind === 'config' && configs.has(mount.config)) || (mount.kind === 'volume' && mounted.has(mount.volume)) || (mount.kind === 'secret' && values.has(mount.secret)))
    || expressionsIn(container).some((expression) => refersTo(expression, values, parameters));
}

function expressionsIn({ process, image, chosen = {} }: ContainerModel): readonly Expression[] {
  return [...process.environment.map(({ value }) => value), ...process.command ?? [], ...process.entrypoint ?? [], ...(image.chosen ? [image.chosen] : []), ...Object.values(chosen)];
}

/** Also by way of a parameter whose default is made of others. */
function refersTo(expression: Expression, names: ReadonlySet<string>, parameters: StackModel['parameters']): boolean {
  let found = false;
  visitLeaves(expression, (leaf) => {
    if (leaf.kind !== 'parameter' && leaf.kind !== 'secret') return;
    const of = parameters.find(({ name }) => name === leaf.name)?.chosen;
    found ||= names.has(leaf.name) || (of !== undefined && refersTo(of, names, parameters));
  });
  return found;
}
