import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { run } from './command';
import { bringUp } from './compose-stack';
import { chooseStacks, type ChosenStack } from './stacks';
import { buildStandIns, otherImages } from './stand-in-images';

/*
 * Brings the stacks of `apps/` up on a Docker Engine, with stand-ins in place of the applications' images and the servers'
 * own: `npm run e2e:compose -- [STACK...]`. `COMPOSE` is the command of Compose, `docker compose` if it is not set; `IMAGES`
 * names other images for servers, as `mysql:8.4=registry.example.com/mysql:8.4`, with spaces between them.
 */

const compose = (process.env.COMPOSE ?? 'docker compose').split(' ');

function main(names: readonly string[]): number {
  const stacks = chooseStacks(names);
  const engine = run(['docker', 'version', '--format', '{{.Server.Version}}']);
  const version = run([...compose, 'version', '--short']);
  if (engine.status !== 0 || version.status !== 0) {
    process.stdout.write(`skipped: ${engine.status !== 0 ? 'no Docker Engine answers' : 'there is no Compose'} (${(engine.stderr || version.stderr).trim()}); nothing was brought up\n`);
    return 0;
  }
  process.stdout.write(`Docker Engine ${engine.stdout.trim()}, Compose ${version.stdout.trim()}\n`);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-compose-e2e-'));
  fs.chmodSync(directory, 0o755);
  try {
    const images = new Map([...buildStandIns(stacks, directory), ...otherImages(process.env.IMAGES)]);
    const failed = stacks.filter((stack) => !timed(stack, () => bringUp(stack, { compose, images, directory: path.join(directory, stack.name) })));
    process.stdout.write(failed.length === 0 ? `all ${stacks.length} came up\n` : `not up: ${failed.map(({ name }) => name).join(', ')}\n`);
    return failed.length === 0 ? 0 : 1;
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

function timed({ name }: ChosenStack, act: () => boolean): boolean {
  const start = Date.now();
  process.stdout.write(`\n${name}\n`);
  let isUp = false;
  try {
    isUp = act();
  } catch (error) {
    process.stdout.write(`  ${(error as Error).message}\n`);
  }
  process.stdout.write(`${name}: ${isUp ? 'healthy' : 'NOT HEALTHY'} after ${Math.round((Date.now() - start) / 1000)} s\n`);
  return isUp;
}

process.exitCode = main(process.argv.slice(2));
