import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Compose, Kubernetes, Stack, type ComposeProps, type KubernetesProps } from 'cdk8s-compose';
import type { ContainerModel } from '../../lib/model/container';
import type { Expression } from '../../lib/model/expression';
import { grouped } from '../../lib/model/graph';
import type { StackModel } from '../../lib/model/stack';
import { containersOf } from '../../lib/model/workload';
import type { KnownImage, KnownProgram } from '../stand-ins/recipe';
import { chosen, type ChosenStack } from './stacks';

const CASES = path.join(__dirname, '../../test/cases');

interface Case {
  readonly build: (app: App) => Stack;
  readonly kubernetes?: KubernetesProps;
  readonly compose?: ComposeProps;
  /** Set for one that engines can run as it is, with the stand-ins for its images. */
  readonly onEngine?: OnEngine;
}

/** What a case needs to run. */
export interface OnEngine {
  /** What the operator says besides, by variable of Compose. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A case as it is chosen. */
export interface ChosenCase extends ChosenStack {
  /** Stacks of the same app that it calls, or that call it. */
  readonly besides: readonly ChosenStack[];
}

/** A case that can run. */
export interface RunnableCase extends ChosenCase {
  readonly onEngine: OnEngine;
}

/**
 * The cases of `test/cases` with these names, each by its own; without names all from which there are outputs.
 *
 * @param cluster what the cluster has otherwise than those that cases are written for
 */
export function chooseCases(names: readonly string[], cluster: KubernetesProps = {}): readonly (ChosenCase & Partial<RunnableCase>)[] {
  return casesNamed(names).map((name) => caseOf(name, cluster));
}

/** Those of which it is said that they run, of these names or of all; an error for a name of which it is not said. */
export function runnableCases(names: readonly string[] = []): readonly RunnableCase[] {
  const cases = chooseCases(names);
  const other = names.length > 0 ? cases.find(({ onEngine }) => onEngine === undefined) : undefined;
  if (other) throw new Error(`the case ${other.name} does not say that engines can run it as it is (onEngine)`);
  return cases.filter((one): one is RunnableCase => one.onEngine !== undefined);
}

function casesNamed(names: readonly string[]): readonly string[] {
  const all = fs.readdirSync(CASES, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('errors-')).map(({ name }) => name);
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`there is no case ${unknown.join(', ')} in test/cases`);
  return all.filter((name) => names.length === 0 || names.includes(name));
}

function caseOf(name: string, cluster: KubernetesProps): ChosenCase & Partial<RunnableCase> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which one it is, is known now
  const { build, kubernetes, compose, onEngine } = require(path.join(CASES, name, 'stack')) as Case;
  const app = new App({ targets: [new Kubernetes({ ...kubernetes, ...cluster }), new Compose(compose)] });
  const stack = chosen(build(app));
  return { ...stack, name, besides: besides(app, stack.model).map((other) => ({ ...other, name: `${name}-${other.name}` })), ...(onEngine && { onEngine }) };
}

function besides({ node }: App, { outside = [], callers = [] }: StackModel): readonly ChosenStack[] {
  const names = new Set([...outside.flatMap(({ stack }) => stack?.name ?? []), ...callers.map(({ stack }) => stack)]);
  return names.size === 0 ? [] : node.children.filter((child): child is Stack => child instanceof Stack && names.has(child.node.id)).map(chosen);
}

const SOURCE = { source: 'what the case says' };

/**
 * Images of which nothing is known, as the case takes them to be: they start as they are told, answer at every path of its ports, and run as anybody.
 *
 * @param tls what those show that are asked over TLS
 */
export function assumedImages({ workloads }: StackModel, tls?: KnownProgram['tls']): readonly KnownImage[] {
  const images = new Map<string, KnownProgram[]>();
  for (const workload of workloads) {
    for (const container of containersOf(workload)) {
      const { image, process: { entrypoint, command } } = container;
      if (image.facts || !image.reference.includes('/')) continue;
      const isMain = container === workload.containers[0];
      const ends = isMain ? workload.kind === 'task' : workload.initContainers?.includes(container);
      const does = ends ? { ends: SOURCE } : { ports: (isMain ? workload.endpoints : []).map(({ port, protocol }) => ({ port, protocol, ...SOURCE })), routes: [{ path: '/*', ...SOURCE }] };
      const program = { ...assumed(textsOf([...(entrypoint ?? []), ...(command ?? [])]), container), ...does, ...speaks(container, tls) };
      const others = images.get(image.reference) ?? [];
      // An image starts the first of its programs where nobody says which.
      images.set(image.reference, (entrypoint ?? command) ? [...others, program, ...asides(container)] : [program, ...others, ...asides(container)]);
    }
  }
  return [...images].map(([reference, variants]) => ({ reference, variants: [...grouped(variants, ({ program, ends }) => JSON.stringify([program?.words, ends])).values()].map(together) }));
}

/** Nothing tells programs apart that are started by the same words: each listens wherever one of them does. */
function together(programs: readonly KnownProgram[]): KnownProgram {
  const ports = new Map(programs.flatMap((program) => program.ports ?? []).map((port) => [`${port.port} ${port.protocol}`, port]));
  return { ...programs.reduce((all, program) => ({ ...all, ...program })), tools: programs.flatMap(({ tools = [] }) => tools), ports: [...ports.values()] };
}

/** An engine that copies files for a user asks the image's `getent` who that is. */
function assumed(words: readonly string[], { health, watch }: ContainerModel): KnownProgram {
  const client = health && 'client' in health.check && health.check.kind !== 'grpc' ? [health.check.client] : [];
  return {
    from: 'test/cases', read: '2026-11-27', program: { words: words.length > 0 ? words : ['stand-in'], ...SOURCE }, users: [{ uid: 'any', ...SOURCE }],
    tools: [{ names: [...new Set(['sh', 'cat', 'sleep', 'wget', 'nc', 'python3', ...client, ...(watch ? ['getent'] : [])])], ...SOURCE }],
  };
}

/** What it is asked over, and a check of its own where that is said to be there. */
function speaks({ health, imageHealth }: ContainerModel, tls: KnownProgram['tls']): Partial<KnownProgram> {
  const check = health?.check;
  return {
    ...(check?.kind === 'http' && check.scheme === 'https' && { tls }),
    ...(check?.kind === 'grpc' && { grpcHealth: 'answers' as const }),
    ...(imageHealth && { healthcheck: { command: ['sh', '-c', 'true'], interval: 5000, ...SOURCE } }),
  };
}

/** What its check and its hooks run. */
function asides(container: ContainerModel): readonly KnownProgram[] {
  const { health, postStart = [], preStop = [] } = container;
  const check = health?.check;
  const hooks = [...postStart, ...preStop].filter(({ sleep }) => sleep === undefined).map(({ command }): KnownProgram => ({ ...assumed(command.slice(0, 1), container), ends: SOURCE, tellsFirst: true }));
  if (check?.kind === 'exec') return [{ ...assumed(textsOf(check.command), container), ends: SOURCE }, ...hooks];
  return check?.kind === 'grpc' ? [{ ...assumed(['grpc_health_probe'], container), grpcHealth: 'asks' }, ...hooks] : hooks;
}

/** The words before the first that an operator chooses: those know the program. */
function textsOf(words: readonly Expression[]): readonly string[] {
  const chosenAt = words.findIndex(({ kind }) => kind !== 'literal');
  return words.slice(0, chosenAt === -1 ? undefined : chosenAt).flatMap((word) => (word.kind === 'literal' ? [word.text] : []));
}
