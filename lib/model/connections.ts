import { choicesOf, endpointChoices } from './choices';
import type { ContainerModel } from './container';
import { answersWait } from './endpoint';
import { addReferences, visitLeaves, type Expression, type Reference } from './expression';
import type { StackGraph } from './graph';
import type { ConnectionModel } from './stack';
import type { ConfigFileModel } from './storage';
import { containersOf, type WorkloadModel } from './workload';

/** Every endpoint that a container of a workload refers to, by its environment, command, check, or a config file that it mounts, or that is waited for. */
export function connectionsOf(
  workload: WorkloadModel,
  configFiles: ReadonlyMap<string, ConfigFileModel>,
  peers: ReadonlyMap<string, WorkloadModel>,
  stated: readonly ConnectionModel[],
): ConnectionModel[] {
  const seen = new Map<string, ConnectionModel>();
  const add = (to: string, endpoint: string, optional?: true): void => {
    if (to === workload.path) return;
    const key = `${to} ${endpoint}`;
    // Whoever cannot do without it at one place cannot at all.
    const before = seen.get(key);
    seen.set(key, { from: workload.path, to, endpoint, ...(optional && (!before || before.optional) && { optional }) });
  };
  for (const reference of referencesOf(workload, configFiles)) if ('peer' in reference) add(reference.peer, reference.endpoint, reference.optional);
  stated.forEach(({ to, endpoint, optional }) => add(to, endpoint, optional));
  addWaits(workload, peers, add);
  return seen.size === 0 ? [] : [...seen.values()].sort(byTarget);
}

function addWaits({ startAfter }: WorkloadModel, peers: ReadonlyMap<string, WorkloadModel>, add: (to: string, endpoint: string, optional?: true) => void): void {
  for (const { workload: to, enforced, condition, optional } of startAfter) {
    // Whether a task is completed is asked of the platform.
    const asked = enforced && condition !== 'completed' && peers.get(to)?.endpoints.find(answersWait);
    if (asked) add(to, asked.name, optional);
  }
}

/** Every expression that a workload's containers get to see, in whatever way. */
export function expressionsOf(workload: Pick<WorkloadModel, 'containers' | 'initContainers'>, configFiles: ReadonlyMap<string, ConfigFileModel>): Expression[] {
  const expressions: Expression[] = [];
  for (const container of containersOf(workload)) {
    addProcessExpressions(container, expressions);
    for (const mount of container.mounts) {
      const file = mount.kind === 'config' ? configFiles.get(mount.config) : undefined;
      if (file) expressions.push(file.content);
    }
  }
  return expressions;
}

/** What all of them refer to. */
export function referencesOf(workload: Pick<WorkloadModel, 'containers' | 'initContainers'>, configFiles: ReadonlyMap<string, ConfigFileModel>): Reference[] {
  const references: Reference[] = [];
  for (const expression of expressionsOf(workload, configFiles)) addReferences(expression, references);
  return references;
}

/** Every expression of a workload for which an operator is asked: also what its images, and the names of files, are made of. */
export function askedExpressions(workload: WorkloadModel, lookups: Pick<StackGraph, 'configFiles' | 'volumes' | 'parameters'>): Expression[] {
  return withAsked(expressionsOf(workload, lookups.configFiles), workload, lookups);
}

/** The same of which only what refers to something counts. */
export function askedReferences(workload: WorkloadModel, graph: StackGraph): Expression[] {
  return withAsked([...graph.references.get(workload.path)!], workload, graph);
}

function withAsked(expressions: Expression[], workload: WorkloadModel, { volumes, parameters }: Pick<StackGraph, 'volumes' | 'parameters'>): Expression[] {
  for (const container of containersOf(workload)) for (const { chosen } of choicesOf(container, volumes)) expressions.push(chosen);
  for (const { chosen } of endpointChoices(workload)) expressions.push(chosen);
  for (const container of containersOf(workload)) addSecretsOfBuild(container, expressions);
  return parameters.size === 0 ? expressions : withDefaults(expressions, parameters);
}

function addSecretsOfBuild({ image }: ContainerModel, expressions: Expression[]): void {
  if (image.kind !== 'build') return;
  for (const entry of image.build?.secrets ?? []) if ('secret' in entry) expressions.push({ kind: 'secret', name: entry.secret });
}

/** Expressions, and those that are the defaults of the parameters in them. */
function withDefaults(expressions: Expression[], parameters: StackGraph['parameters']): Expression[] {
  const known = new Set<Expression>();
  // What is added on the way is looked through as well.
  for (const expression of expressions) {
    visitLeaves(expression, (leaf) => {
      const chosen = leaf.kind === 'parameter' ? parameters.get(leaf.name)?.chosen : undefined;
      if (chosen && !known.has(chosen)) expressions.push(chosen);
      if (chosen) known.add(chosen);
    });
  }
  return expressions;
}

/** What a container's process is started and asked with: its environment, its arguments, the command of its check. */
export function processExpressions(container: ContainerModel): Expression[] {
  const expressions: Expression[] = [];
  addProcessExpressions(container, expressions);
  return expressions;
}

function addProcessExpressions({ process, health }: ContainerModel, expressions: Expression[]): void {
  for (const { value } of process.environment) expressions.push(value);
  if (process.entrypoint) expressions.push(...process.entrypoint);
  if (process.command) expressions.push(...process.command);
  if (health?.check.kind === 'exec') expressions.push(...health.check.command);
}

/** Compares by code units, so that the order is the same under every locale. */
export function compareTexts(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The same of what a key says of each. */
export function byText<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => compareTexts(key(a), key(b));
}

function byTarget(a: ConnectionModel, b: ConnectionModel): number {
  return compareTexts(a.to, b.to) || compareTexts(a.endpoint, b.endpoint);
}
