import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { bucketSettings, bucketStack } from './bucket';
import { makeCertificate } from './certificate';
import { makeCheckout } from './checkout';
import { run } from './command';
import { ComposeProject, type Engine } from './compose-project';
import { eachStack, statusOf } from './each-stack';
import { chooseStacks, type ChosenStack } from './stacks';
import { buildStandIns, otherImages } from './stand-in-images';

/*
 * Brings the stacks of `apps/` up on a Docker Engine, one after the other, with stand-ins in place of the applications'
 * images and the servers' own: `npm run e2e:compose -- [STACK...]`.
 *
 * COMPOSE  the command of Compose, `docker compose` if it is not set
 * IMAGES   other images for servers, as `mysql:8.4=registry.example.com/mysql:8.4`, with spaces between them
 * NOFILE   how many files the engine lets a container open, where that is less than a stack asks for
 */

/** Every stack has it, for the owners of its volumes. */
const LOOKER = 'busybox:1.36.1';

function main(names: readonly string[]): number {
  const stacks = chooseStacks(names);
  const compose = (process.env.COMPOSE ?? 'docker compose').split(' ');
  const engine = run(['docker', 'version', '--format', '{{.Server.Version}}']);
  const version = run([...compose, 'version', '--short']);
  if (engine.status !== 0 || version.status !== 0) {
    process.stdout.write(`skipped: ${engine.status !== 0 ? 'no Docker Engine answers' : 'there is no Compose'} (${(engine.stderr || version.stderr).trim()}); nothing was brought up\n`);
    return 0;
  }
  process.stdout.write(`Docker Engine ${engine.stdout.trim()}, Compose ${version.stdout.trim()}\n`);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-compose-e2e-'));
  // Containers read what is mounted from it as users of their own.
  fs.chmodSync(directory, 0o755);
  try {
    const others = otherImages(process.env.IMAGES);
    const images = new Map([...buildStandIns(stacks, directory, others), ...others]);
    return eachStack(stacks, (stack) => comesUp(stack, { compose, images, mostFiles: Number(process.env.NOFILE ?? Infinity), looker: images.get(LOOKER) ?? LOOKER }, path.join(directory, stack.name)));
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

/** With what a README tells the operator to have: a checkout, a certificate, a bucket. */
function comesUp(stack: ChosenStack, engine: Engine, directory: string): boolean {
  const settings = {
    SOURCE_DIR: makeCheckout(stack.model, path.join(directory, 'checkout')),
    TLS_DIRECTORY: makeCertificate(path.join(directory, 'certificate')),
    ...bucketSettings(),
  };
  const bucket = stack.model.parameters.some(({ name }) => name === 'S3_ENDPOINT_URL') ? [bucketStack()] : [];
  const projects = [...bucket, stack].map((each) => new ComposeProject(each, engine, path.join(directory, each.name)));
  try {
    return projects.every((project) => project.up(settings));
  } finally {
    for (const project of projects.reverse()) project.down();
  }
}

process.exitCode = statusOf(() => main(process.argv.slice(2)));
