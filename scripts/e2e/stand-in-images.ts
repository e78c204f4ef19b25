import * as fs from 'node:fs';
import * as path from 'node:path';
import { knownImages } from '../stand-ins/known-images';
import { recipeOf, type KnownImage } from '../stand-ins/recipe';
import { must, run } from './command';
import type { ChosenStack } from './stacks';

/** Of all stand-ins; it has Node.js. */
export const BASE = 'localhost/stand-in/base';

/** The stand-in has a name of its own: an image that the engine has under the true one stays what it is. */
export function standInName(reference: string): string {
  return `localhost/stand-in/${reference.replace(/^localhost\//, '')}`;
}

/**
 * Builds stand-ins for the applications' images of these stacks, and for servers' that the engine can get nowhere; their names by those of the images.
 *
 * @param others images that somebody else has for some of them
 * @param replaced servers that get one although the engine has their images
 * @param assumed what is taken for known of further images
 */
export function buildStandIns(stacks: readonly ChosenStack[], directory: string, others: ReadonlyMap<string, string>, replaced: readonly string[] = [], assumed: readonly KnownImage[] = []): ReadonlyMap<string, string> {
  const servers = new Set([...new Set(stacks.flatMap(({ serverImages }) => [...serverImages]))].filter((image) => !replaced.includes(image) && !others.has(image) && isThere(image)));
  const images = [...knownImages(stacks.map(({ model }) => model)), ...assumed].filter(({ reference }) => !servers.has(reference) && !others.has(reference));
  must(['docker', 'build', '--quiet', '--tag', BASE, '-'], { input: fs.readFileSync(path.join(__dirname, '../stand-ins/base.Dockerfile'), 'utf8') });
  for (const image of images) {
    const context = fs.mkdtempSync(path.join(directory, 'context-'));
    for (const [name, text] of recipeOf(image)) fs.writeFileSync(path.join(context, name), text);
    must(['docker', 'build', '--quiet', '--build-arg', `BASE=${BASE}`, '--tag', standInName(image.reference), context]);
  }
  return new Map(images.map(({ reference }) => [reference, standInName(reference)]));
}

/** Builds the images of a directory of recipes, each of whose Dockerfiles begins with `# image: ` and the name of what it stands for; their names by those. */
export function buildRecipes(directory: string): ReadonlyMap<string, string> {
  return new Map(fs.readdirSync(directory).map((name) => {
    const context = path.join(directory, name);
    const image = /^# image: (\S+)$/m.exec(fs.readFileSync(path.join(context, 'Dockerfile'), 'utf8'))?.[1];
    if (image === undefined) throw new Error(`${path.join(context, 'Dockerfile')} does not say what it stands for: it has to have a line "# image: NAME"`);
    must(['docker', 'build', '--quiet', '--tag', standInName(image), context]);
    return [image, standInName(image)] as const;
  }));
}

function isThere(image: string): boolean {
  if (run(['docker', 'image', 'inspect', image]).status === 0 || run(['docker', 'pull', '--quiet', image]).status === 0) return true;
  process.stdout.write(`${image} cannot be pulled: a stand-in takes its place\n`);
  return false;
}

/** Pairs such as `mysql:8.4=registry.example.com/mysql:8.4`, with spaces between them. */
export function otherImages(pairs: string = ''): ReadonlyMap<string, string> {
  return new Map(pairs.split(/\s+/).filter(Boolean).map((pair) => pair.split('=') as [string, string]));
}
