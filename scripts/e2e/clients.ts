import * as path from 'node:path';
import { containersOf } from '../../lib/model/workload';
import { knownImages } from '../stand-ins/known-images';
import { must } from './command';
import { containerOfRun } from './containers-of-run';
import type { ChosenStack } from './stacks';
import { BASE, buildBase, isItself, type Replacements } from './stand-in-images';

/** Says of each stack what is missing for its checks. */
export function clientsFor(replacements: Replacements): (stack: ChosenStack) => readonly string[] {
  buildBase();
  const base = programsOfBase();
  return (stack) => missingClients(stack, replacements, base);
}

/** Names of the programs that stand-ins can have, beside their own. */
function programsOfBase(): ReadonlySet<string> {
  return new Set(must(containerOfRun('--entrypoint', 'sh', BASE, '-c', 'IFS=:; ls -1 $PATH')).split('\n').filter(Boolean));
}

/**
 * What stand-ins for images of a stack are asked for their health with, and do not have, each a sentence: nothing waits for the
 * answer of a client that is not there. Those of images of which nothing is known have whatever a case says.
 *
 * @param base names of the programs that stand-ins can have
 */
export function missingClients({ model, serverImages }: Pick<ChosenStack, 'model' | 'serverImages'>, replacements: Replacements, base: ReadonlySet<string>): readonly string[] {
  const programs = new Map(knownImages([model]).map(({ reference, variants }) => [
    reference, new Set(variants.flatMap(({ entrypoint, command, program }) => [entrypoint, command, program].flatMap((words) => (words?.words[0] === undefined ? [] : [path.basename(words.words[0])])))),
  ]));
  const isStandIn = (reference: string): boolean => !replacements.others.has(reference) && !(serverImages.has(reference) && isItself(reference, replacements));
  const asked = model.workloads.flatMap(containersOf).flatMap(({ image: { reference }, health }) => {
    const [client] = health?.check.kind === 'exec' ? health.check.command : [];
    return client?.kind === 'literal' ? [{ reference, client: path.basename(client.text) }] : [];
  });
  const missing = asked.filter(({ reference, client }) => programs.get(reference)?.has(client) === false && !base.has(client) && isStandIn(reference));
  return [...new Set(missing.map(({ reference, client }) => `the stand-in for ${reference} has no ${client}, by which its health is asked for`))];
}
