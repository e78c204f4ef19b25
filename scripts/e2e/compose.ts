import * as path from 'node:path';
import { parse, stringify } from 'yaml';
import { containersOf } from '../../lib/model/workload';
import { COMPOSE_SUPPORT } from '../../lib/targets/compose/support';
import { bucketOnMachine, bucketSettings, bucketStack, needsBucket } from './bucket';
import { assumedImages, chooseCases, runnableCases, type RunnableCase } from './cases';
import { withChosenNames } from './chosen-images';
import { clientsFor } from './clients';
import { makeCertificate, tlsBelow } from './certificate';
import { chaosOn, type ChaosOptions, type ChaosResult } from './chaos/chaos';
import { ComposeGround } from './chaos/compose-ground';
import { stacksWithWay, VOLUME_SIZE, wayIn } from './chaos/ground';
import type { ChaosNumbers } from './chaos/numbers';
import { findLoss, forgetfulService } from './chaos/planted';
import { keepingRecords } from './chaos/records-program';
import { makeCheckout } from './checkout';
import { ANSWER, lastLine, run } from './command';
import { ComposeProject, type Engine } from './compose-project';
import { each, statusOf } from './each-stack';
import { labelOfRun } from './containers-of-run';
import { mountedOnMachine } from './inside/mounted';
import { cleanedUp, remember } from './interrupted';
import { lifecycleProblems } from './lifecycle/lifecycle';
import { composeOptions, refuseUnusable, type ComposeOptions } from './options';
import { comparable, findPlanted, findPlantedOf, Planted, type Subject } from './planted';
import { faultsIn } from './planted-faults';
import { problemsIn, type Noted } from './inside/compared';
import { makeVolumes } from './existing-volumes';
import { conclude } from './results';
import { chooseStacks, type ChosenStack } from './stacks';
import { buildStandIns, replacements } from './stand-in-images';
import { COMPOSE_CONFIRMATIONS } from './words/compose-confirmations';
import { lacksOfDocker } from './words/lacks';
import { nativeWords } from './words/native';
import { stepComparisons } from './words/steps';
import { fewest, resultOfWords, wordsIn, wordSummary, type Shown } from './words/words';

/*
 * Brings the stacks of `apps/` up on a Docker Engine, one after the other, with stand-ins in place of the applications'
 * images and the servers' own: `npm run e2e:compose -- [STACK...]`.
 *
 * --cases              brings the cases of `test/cases` up, or those that are named, in place of stacks
 * --words              brings the fewest cases and stacks up that say every word which the engine can show, and has each confirmed
 * --planted STACK      makes ten faults in its Compose file, one at a time, each of which has to be found
 * --lifecycle          also stops, changes, kills and moves what is up, and starts it again
 * --chaos              kills, pauses, recreates and fills at random, for five minutes, while records are written that must not get lost
 *                      (--chaos-seed NUMBER, --chaos-seconds NUMBER)
 * --recipes DIRECTORY  builds images for servers from recipes, as those of `scripts/e2e/recipes`
 * --json, --junit FILE writes the results
 *
 * COMPOSE    the command of Compose, `docker compose` if it is not set
 * IMAGES     other images for servers, as `mysql:8.4=registry.example.com/mysql:8.4`, with spaces between them
 * STAND_INS  servers that get stand-ins although the engine has images of their names, with spaces between them
 * NOFILE     how many files the engine lets a container open, where that is less than a stack asks for
 *
 * Ends with 0 if everything is as the model says, with 1 if not, and with 2 if nothing could be tried.
 */

/** Every stack has it, for the owners of its volumes. */
const LOOKER = 'busybox:1.36.1';

function main(args: readonly string[], directory: string): number {
  const options = composeOptions(args);
  refuseUnusable(options);
  const named = namedBy(options);
  const compose = (process.env.COMPOSE ?? 'docker compose').split(' ');
  process.stdout.write(`${versions(compose)}\n`);
  remember(directory, { label: labelOfRun() });
  const lacks = lacksOfDocker(compose);
  const stacks = options.words ? fewest(named, WORDS, COMPOSE_CONFIRMATIONS, lacks) : named;
  const inPlace = replacements(options.recipes);
  const isOfCases = options.cases || options.words;
  const engineFor = (all: readonly ChosenStack[]): Engine => {
    const assumed = isOfCases ? all.flatMap(({ model }) => assumedImages(model, tlsBelow(directory))) : [];
    const standIns = buildStandIns(all.flatMap((stack) => [...neededBy(stack), stack]), directory, { ...inPlace, assumed, platforms: new Map(all.flatMap(({ model }) => platformsIn(model))), ...(options.chaos && keepingRecords(directory)) });
    const images = new Map([...standIns, ...inPlace.others]);
    return { compose, images, mostFiles: Number(process.env.NOFILE ?? Infinity), looker: images.get(LOOKER) ?? LOOKER, ...(options.chaos && { volumeSize: VOLUME_SIZE }) };
  };
  // Cases use one name for images of different kinds.
  const shared = isOfCases ? undefined : engineFor(stacks);
  const found: Found = { shown: [], planted: new Planted(), chaos: {} };
  const results = each(stacks, (stack) => problemsOf(stack, shared ?? engineFor([stack]), directory, options, found), isOfCases ? clientsFor(inPlace) : undefined);
  const words = wordsIn(WORDS, COMPOSE_CONFIRMATIONS, found.shown, lacks);
  process.stdout.write(`\n${wordSummary(words)}${found.planted.summary}`);
  return conclude('e2e:compose', options.words ? [...results, resultOfWords(words)] : results, options, { words, ...(options.chaos && { chaos: found.chaos }) });
}

/** What has shown so far: of which stacks, what came of faults, and what of chaos. */
interface Found {
  readonly shown: Shown[];
  readonly planted: Planted;
  readonly chaos: Record<string, ChaosNumbers>;
}

/** What Compose has as such. */
const WORDS = nativeWords(COMPOSE_SUPPORT);

function namedBy({ words, cases, chaos, names }: ComposeOptions): readonly ChosenStack[] {
  if (chaos) return chooseStacks(stacksWithWay(names));
  if (words) return runnableCases(names);
  return cases ? chooseCases(names) : chooseStacks(names);
}

/** What images are said to be for; what the operator chooses stays the machine's own. */
function platformsIn({ workloads }: ChosenStack['model']): readonly (readonly [string, string])[] {
  return workloads.flatMap(({ platform, containers }) => (platform === undefined ? [] : containers.map(({ image }) => [image.reference, platform] as const)));
}

/** Of the engine and of Compose; without one of them nothing can be tried. */
function versions(compose: readonly string[]): string {
  const engine = run(['docker', 'version', '--format', '{{.Server.Version}}'], { seconds: ANSWER });
  if (engine.status !== 0) throw new Error(`no Docker Engine answers (${lastLine(engine.stderr || engine.stdout)}): nothing was tried. Start one, or say with DOCKER_HOST where it is`);
  const version = run([...compose, 'version', '--short'], { seconds: ANSWER });
  if (version.status !== 0) throw new Error(`there is no Compose (${lastLine(version.stderr)}): nothing was tried. Install its plugin, or say with COMPOSE what its command is`);
  return `Docker Engine ${engine.stdout.trim()}, Compose ${version.stdout.trim()}`;
}

/** What is wrong with it while it is up, and what is left of it on the machine. */
function problemsOf(stack: ChosenStack, engine: Engine, root: string, options: ComposeOptions, found: Found): readonly string[] {
  if (!stack.model.workloads.flatMap(containersOf).some(({ security }) => security.fuse)) return problemsWhileUp(stack, engine, root, options, found);
  const before = mountedOnMachine(engine.looker);
  const problems = problemsWhileUp(stack, engine, root, options, found);
  return [...problems, ...mountedOnMachine(engine.looker).filter((target) => !before.includes(target)).map((target) => `${target} is left mounted`)];
}

/** With what a README tells the operator to have: a checkout, a certificate, a bucket. */
function problemsWhileUp(stack: ChosenStack & Partial<RunnableCase>, engine: Engine, root: string, options: ComposeOptions, found: Found): readonly string[] {
  const directory = path.join(root, stack.name);
  const settings = {
    SOURCE_DIR: makeCheckout(stack.model, path.join(directory, 'checkout')),
    TLS_DIRECTORY: makeCertificate(path.join(directory, 'certificate')),
    ...bucketSettings(bucketOnMachine()),
    ...stack.onEngine?.settings,
  };
  const needed = neededBy(stack).map((each) => new ComposeProject(each, engine, path.join(directory, each.name), root));
  const project = new ComposeProject(stack, { ...engine, images: withChosenNames(engine.images, stack.model, settings) }, path.join(directory, stack.name), root);
  const problems: string[] = [];
  let made: readonly string[] = [];
  try {
    made = makeVolumes(stack.model, settings, root);
    problems.push(...needed.flatMap((other) => other.up(settings)));
    if (problems.length === 0) problems.push(...problemsOfProject(project, stack, engine.looker, directory, settings, options, found));
  } finally {
    for (const each of [project, ...needed]) problems.push(...each.down());
    for (const volume of made) run(['docker', 'volume', 'rm', volume]);
  }
  return problems;
}

function problemsOfProject(project: ComposeProject, stack: ChosenStack, looker: string, directory: string, settings: Readonly<Record<string, string>>, { planted, lifecycle, words, chaos }: ComposeOptions, found: Found): readonly string[] {
  const problems = [...project.up(settings)];
  const noted = [...project.noted, ...(words && problems.length === 0 ? stepComparisons(stack.model, project, directory) : [])];
  problems.push(...problemsIn(noted.slice(project.noted.length)));
  if (problems.length > 0) return problems;
  found.shown.push({ name: stack.name, model: stack.model, noted });
  if (chaos) {
    const happened = chaosOf(project, stack, looker, chaos, planted);
    found.chaos[stack.name] = happened.numbers;
    return happened.problems;
  }
  if (planted) return words ? findPlantedOf(noted, found.planted, subjectOf(project, () => stepComparisons(stack.model, project, directory)), faultsIn(stack.model)) : findPlanted(subjectOf(project), comparable(noted, faultsIn(stack.model)));
  return lifecycle ? lifecycleProblems(project, stack, looker) : [];
}

/** @see chaosOn, or with a database that keeps nothing, which has to be found */
function chaosOf(project: ComposeProject, stack: ChosenStack, looker: string, chaos: ChaosOptions, planted: boolean): ChaosResult {
  const { database } = wayIn(stack.name);
  if (planted) {
    project.file = stringify(forgetfulService(parse(project.file) as object, database));
    project.start();
  }
  const ground = new ComposeGround(stack, project, looker);
  return planted ? findLoss(ground, database, chaos) : chaosOn(ground, chaos);
}

function subjectOf(project: ComposeProject, step: () => readonly Noted[] = () => []): Subject {
  const good = project.file;
  let noted: readonly Noted[] = [];
  let wasAnew = false;
  return {
    read: () => parse(good) as object,
    start: (file, isAnew = false) => {
      // By the file that it was made by.
      if (isAnew || wasAnew) project.down();
      wasAnew = isAnew;
      project.replaceFile(stringify(file));
      const problems = project.start();
      const steps = problems.length > 0 ? [] : step();
      noted = [...project.noted, ...steps];
      return [...problems, ...problemsIn(steps)];
    },
    seenBy: () => new Set(noted.filter(({ problem }) => problem !== undefined).map(({ by }) => by)),
  };
}

/** What is somebody else's, and has to run before it. */
function neededBy(stack: ChosenStack): readonly ChosenStack[] {
  return needsBucket(stack) ? [bucketStack()] : [];
}

cleanedUp(__filename, (directory) => statusOf(() => main(process.argv.slice(2), directory)));
