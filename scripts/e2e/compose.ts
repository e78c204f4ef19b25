import * as path from 'node:path';
import { parse, stringify } from 'yaml';
import { containersOf } from '../../lib/model/workload';
import { bucketOnMachine, bucketSettings, bucketStack, needsBucket } from './bucket';
import { assumedImages, chooseCases } from './cases';
import { makeCertificate } from './certificate';
import { chaosOn, type ChaosOptions, type ChaosResult } from './chaos/chaos';
import { ComposeGround } from './chaos/compose-ground';
import { stacksWithWay, VOLUME_SIZE, wayIn } from './chaos/ground';
import type { ChaosNumbers } from './chaos/numbers';
import { findLoss, forgetfulService } from './chaos/planted';
import { keepingRecords } from './chaos/records-program';
import { makeCheckout } from './checkout';
import { run } from './command';
import { ComposeProject, type Engine } from './compose-project';
import { each, statusOf } from './each-stack';
import { mountedOnMachine } from './inside/mounted';
import { cleanedUp } from './interrupted';
import { lifecycleProblems } from './lifecycle/lifecycle';
import { composeOptions, type ComposeOptions } from './options';
import { findPlanted, type Subject } from './planted';
import { faultsIn } from './planted-faults';
import { conclude } from './results';
import { chooseStacks, type ChosenStack } from './stacks';
import { buildRecipes, buildStandIns, otherImages } from './stand-in-images';
import { wordsIn, wordSummary } from './words';

/*
 * Brings the stacks of `apps/` up on a Docker Engine, one after the other, with stand-ins in place of the applications'
 * images and the servers' own: `npm run e2e:compose -- [STACK...]`.
 *
 * --cases              brings the cases of `test/cases` up, or those that are named, in place of stacks
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
  const stacks = options.chaos ? chooseStacks(stacksWithWay(options.names)) : options.cases ? chooseCases(options.names) : chooseStacks(options.names);
  const compose = (process.env.COMPOSE ?? 'docker compose').split(' ');
  process.stdout.write(`${versions(compose)}\n`);
  const others = new Map([...(options.recipes === undefined ? [] : buildRecipes(options.recipes)), ...otherImages(process.env.IMAGES)]);
  const engineFor = (all: readonly ChosenStack[]): Engine => {
    const assumed = options.cases ? all.flatMap(({ model }) => assumedImages(model)) : [];
    const standIns = buildStandIns(all.flatMap((stack) => [...neededBy(stack), stack]), directory, { others, replaced: process.env.STAND_INS?.split(/\s+/), assumed, ...(options.chaos && keepingRecords(directory)) });
    const images = new Map([...standIns, ...others]);
    return { compose, images, mostFiles: Number(process.env.NOFILE ?? Infinity), looker: images.get(LOOKER) ?? LOOKER, ...(options.chaos && { volumeSize: VOLUME_SIZE }) };
  };
  // Cases use one name for images of different kinds.
  const shared = options.cases ? undefined : engineFor(stacks);
  const chaos: Record<string, ChaosNumbers> = {};
  const results = each(stacks, (stack) => problemsOf(stack, shared ?? engineFor([stack]), directory, options, chaos));
  const words = wordsIn(stacks.filter(({ name }) => results.some((result) => result.name === name && result.problems.length === 0)));
  process.stdout.write(`\n${wordSummary(words)}`);
  return conclude('e2e:compose', results, options, { words, ...(options.chaos && { chaos }) });
}

/** Of the engine and of Compose; without one of them nothing can be tried. */
function versions(compose: readonly string[]): string {
  const engine = run(['docker', 'version', '--format', '{{.Server.Version}}']);
  if (engine.status !== 0) throw new Error(`no Docker Engine answers (${(engine.stderr || engine.stdout).trim()}): nothing was tried. Start one, or say with DOCKER_HOST where it is`);
  const version = run([...compose, 'version', '--short']);
  if (version.status !== 0) throw new Error(`there is no Compose (${version.stderr.trim()}): nothing was tried. Install its plugin, or say with COMPOSE what its command is`);
  return `Docker Engine ${engine.stdout.trim()}, Compose ${version.stdout.trim()}`;
}

/** What is wrong with it while it is up, and what is left of it on the machine. */
function problemsOf(stack: ChosenStack, engine: Engine, root: string, options: ComposeOptions, chaos: Record<string, ChaosNumbers>): readonly string[] {
  if (!stack.model.workloads.flatMap(containersOf).some(({ security }) => security.fuse)) return problemsWhileUp(stack, engine, root, options, chaos);
  const before = mountedOnMachine(engine.looker);
  const problems = problemsWhileUp(stack, engine, root, options, chaos);
  return [...problems, ...mountedOnMachine(engine.looker).filter((target) => !before.includes(target)).map((target) => `${target} is left mounted`)];
}

/** With what a README tells the operator to have: a checkout, a certificate, a bucket. */
function problemsWhileUp(stack: ChosenStack, engine: Engine, root: string, { planted, lifecycle, chaos }: ComposeOptions, numbers: Record<string, ChaosNumbers>): readonly string[] {
  const directory = path.join(root, stack.name);
  const settings = {
    SOURCE_DIR: makeCheckout(stack.model, path.join(directory, 'checkout')),
    TLS_DIRECTORY: makeCertificate(path.join(directory, 'certificate')),
    ...bucketSettings(bucketOnMachine()),
  };
  const needed = neededBy(stack).map((each) => new ComposeProject(each, engine, path.join(directory, each.name), root));
  const project = new ComposeProject(stack, engine, path.join(directory, stack.name), root);
  try {
    const missing = needed.flatMap((other) => other.up(settings));
    if (missing.length > 0) return missing;
    const problems = project.up(settings);
    if (problems.length > 0) return problems;
    if (chaos) {
      const happened = chaosOf(project, stack, engine.looker, root, chaos, planted);
      numbers[stack.name] = happened.numbers;
      return happened.problems;
    }
    if (planted) return findPlanted(subjectOf(project), faultsIn(stack.model));
    return lifecycle ? lifecycleProblems(project, stack, engine.looker) : [];
  } finally {
    for (const each of [project, ...needed]) each.down();
  }
}

/** @see chaosOn, or with a database that keeps nothing, which has to be found */
function chaosOf(project: ComposeProject, stack: ChosenStack, looker: string, root: string, chaos: ChaosOptions, planted: boolean): ChaosResult {
  const { database } = wayIn(stack.name);
  if (planted) {
    project.file = stringify(forgetfulService(parse(project.file) as object, database));
    project.start();
  }
  const ground = new ComposeGround(stack, project, looker, root);
  return planted ? findLoss(ground, database, chaos) : chaosOn(ground, chaos);
}

function subjectOf(project: ComposeProject): Subject {
  const good = project.file;
  return {
    read: () => parse(good) as object,
    start: (file) => {
      project.file = stringify(file);
      return project.start();
    },
  };
}

/** What is somebody else's, and has to run before it. */
function neededBy(stack: ChosenStack): readonly ChosenStack[] {
  return needsBucket(stack) ? [bucketStack()] : [];
}

cleanedUp(__filename, (directory) => statusOf(() => main(process.argv.slice(2), directory)));
