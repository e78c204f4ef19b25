import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Compose, Kubernetes, type ComposeProps, type KubernetesProps, type Stack } from 'cdk8s-compose';
import type { Expression } from '../../lib/model/expression';
import type { StackModel } from '../../lib/model/stack';
import { containersOf } from '../../lib/model/workload';
import type { KnownImage, KnownProgram } from '../stand-ins/recipe';
import { chosen, type ChosenStack } from './stacks';

const CASES = path.join(__dirname, '../../test/cases');

interface Case {
  readonly build: (app: App) => Stack;
  readonly kubernetes?: KubernetesProps;
  readonly compose?: ComposeProps;
}

/**
 * The cases of `test/cases` with these names, each by its own; without names all from which there are outputs.
 *
 * @param cluster what the cluster has otherwise than those that cases are written for
 */
export function chooseCases(names: readonly string[], cluster: KubernetesProps = {}): readonly ChosenStack[] {
  const all = fs.readdirSync(CASES, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('errors-')).map(({ name }) => name);
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`there is no case ${unknown.join(', ')} in test/cases`);
  return all.filter((name) => names.length === 0 || names.includes(name)).map((name) => ({ ...built(path.join(CASES, name, 'stack'), cluster), name }));
}

function built(file: string, cluster: KubernetesProps): ChosenStack {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which one it is, is known now
  const { build, kubernetes, compose } = require(file) as Case;
  return chosen(build(new App({ targets: [new Kubernetes({ ...kubernetes, ...cluster }), new Compose(compose)] })));
}

const SOURCE = { source: 'what the case says' };

/** Images of which nothing is known, as the case takes them to be: they start as they are told, answer at every path of its ports, and run as anybody. */
export function assumedImages({ workloads }: StackModel): readonly KnownImage[] {
  const images = new Map<string, KnownProgram[]>();
  for (const workload of workloads) {
    for (const container of containersOf(workload)) {
      const { image, process, health } = container;
      if (image.facts || !image.reference.includes('/')) continue;
      const isMain = container === workload.containers[0];
      const ends = isMain ? workload.kind === 'task' : workload.initContainers?.includes(container);
      const does = ends ? { ends: SOURCE } : { ports: (isMain ? workload.endpoints : []).map(({ port, protocol }) => ({ port, protocol, ...SOURCE })), routes: [{ path: '/*', ...SOURCE }] };
      const programs = [{ ...assumed(textsOf([...(process.entrypoint ?? []), ...(process.command ?? [])])), ...does }];
      if (health?.check.kind === 'exec') programs.push({ ...assumed(textsOf(health.check.command)), ends: SOURCE });
      images.set(image.reference, [...(images.get(image.reference) ?? []), ...programs]);
    }
  }
  return [...images].map(([reference, variants]) => ({ reference, variants }));
}

function assumed(words: readonly string[]): KnownProgram {
  return {
    from: 'test/cases', read: '2026-11-27', program: { words: words.length > 0 ? words : ['stand-in'], ...SOURCE }, users: [{ uid: 'any', ...SOURCE }],
    tools: [{ names: ['sh', 'cat', 'sleep', 'wget', 'nc', 'python3'], ...SOURCE }],
  };
}

/** The words before the first that an operator chooses: those know the program. */
function textsOf(words: readonly Expression[]): readonly string[] {
  const chosenAt = words.findIndex(({ kind }) => kind !== 'literal');
  return words.slice(0, chosenAt === -1 ? undefined : chosenAt).flatMap((word) => (word.kind === 'literal' ? [word.text] : []));
}
