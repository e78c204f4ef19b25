import * as fs from 'node:fs';
import * as path from 'node:path';
import { knownImages } from '../stand-ins/known-images';
import { recipeOf, type KnownImage } from '../stand-ins/recipe';
import { must, run } from './command';
import type { ChosenStack } from './stacks';

/** Of all stand-ins; it has Node.js. */
export const BASE = 'localhost/stand-in/base';

/** What takes the place of images. */
export interface Replacements {
  /** Images that somebody else has for some of them. */
  readonly others: ReadonlyMap<string, string>;
  /** Servers that get a stand-in although the engine has their images. */
  readonly replaced?: readonly string[];
}

/** Which stand-ins are built, and how they are called. */
export interface StandInOptions extends Replacements {
  /** What is taken for known of further images. */
  readonly assumed?: readonly KnownImage[];
  /** Set where images of one name are of different kinds: a part of the names of the stand-ins. */
  readonly folder?: string;
  /** Programs that are put beside those of stand-ins. */
  readonly programs?: ReadonlyMap<string, string>;
  /** Of images that are not to be for the machine's own, by reference. */
  readonly platforms?: ReadonlyMap<string, string>;
}

/** The stand-in has a name of its own: an image that the engine has under the true one stays what it is. */
export function standInName(reference: string, folder?: string): string {
  return ['localhost/stand-in', ...(folder === undefined ? [] : [folder]), taggable(reference.replace(/^localhost\//, ''))].join('/');
}

/** In the middle of a name there is no port, and what is built has no digest that is known before: it is a part of the tag. */
function taggable(reference: string): string {
  const [name, digest] = reference.replace(/:(?=\d+\/)/, '-').split('@');
  return digest === undefined ? name : `${name}${/:[^/]*$/.test(name) ? '-' : ':'}${digest.replace(':', '-')}`;
}

/** Builds what stand-ins are made from. */
export function buildBase(): void {
  must(['docker', 'build', '--quiet', '--tag', BASE, '-'], { input: fs.readFileSync(path.join(__dirname, '../stand-ins/base.Dockerfile'), 'utf8') });
}

/** Builds stand-ins for the applications' images of these stacks, and for servers' that the engine can get nowhere; their names by those of the images. */
export function buildStandIns(stacks: readonly ChosenStack[], directory: string, { others, replaced, assumed = [], folder, programs, platforms }: StandInOptions): ReadonlyMap<string, string> {
  const servers = new Set([...new Set(stacks.flatMap(({ serverImages }) => [...serverImages]))].filter((image) => isItself(image, { others, replaced })));
  const images = [...knownImages(stacks.map(({ model }) => model)), ...assumed].filter(({ reference }) => !servers.has(reference) && !others.has(reference));
  buildBase();
  for (const image of images) {
    const context = fs.mkdtempSync(path.join(directory, 'context-'));
    for (const [name, text] of recipeOf(image, programs)) fs.writeFileSync(path.join(context, name), text);
    const platform = platforms?.get(image.reference);
    build(standInName(image.reference, folder), [...(platform === undefined ? [] : ['--platform', platform]), '--build-arg', `BASE=${BASE}`, context]);
  }
  return new Map(images.map(({ reference }) => [reference, standInName(reference, folder)]));
}

/** Builds the images of a directory of recipes, each of whose Dockerfiles begins with `# image: ` and the name of what it stands for; their names by those. */
export function buildRecipes(directory: string): ReadonlyMap<string, string> {
  return new Map(fs.readdirSync(directory).map((name) => {
    const context = path.join(directory, name);
    const image = /^# image: (\S+)$/m.exec(fs.readFileSync(path.join(context, 'Dockerfile'), 'utf8'))?.[1];
    if (image === undefined) throw new Error(`${path.join(context, 'Dockerfile')} does not say what it stands for: it has to have a line "# image: NAME"`);
    build(standInName(image), [context]);
    return [image, standInName(image)] as const;
  }));
}

/** The one that had the name goes, unless somebody runs it, or it has another name: nobody finds an image without a name again. */
export function build(name: string, words: readonly string[]): void {
  const inspect = (image: string, what: string): string => run(['docker', 'image', 'inspect', '--format', `{{${what}}}`, image]).stdout.trim();
  const before = inspect(name, '.Id');
  must(['docker', 'build', '--quiet', '--tag', name, ...words]);
  if (before !== '' && inspect(before, 'len .RepoTags') === '0') run(['docker', 'rmi', before]);
}

/** Whether the image of a server is tried as it is: nobody has another for it, and the engine has it or can get it. */
export function isItself(image: string, { others, replaced = [] }: Replacements): boolean {
  return !replaced.includes(image) && !others.has(image) && isThere(image);
}

function isThere(image: string): boolean {
  if (run(['docker', 'image', 'inspect', image]).status === 0 || run(['docker', 'pull', '--quiet', image]).status === 0) return true;
  process.stdout.write(`${image} cannot be pulled: a stand-in takes its place\n`);
  return false;
}

/** What takes the place of servers' images: of recipes, of `IMAGES`, and of `STAND_INS`. */
export function replacements(recipes: string | undefined): Replacements {
  return { others: new Map([...(recipes === undefined ? [] : buildRecipes(recipes)), ...otherImages(process.env.IMAGES)]), replaced: process.env.STAND_INS?.split(/\s+/) };
}

/** Pairs such as `mysql:8.4=registry.example.com/mysql:8.4`, with spaces between them. */
export function otherImages(pairs: string = ''): ReadonlyMap<string, string> {
  return new Map(pairs.split(/\s+/).filter(Boolean).map((pair) => pair.split('=') as [string, string]));
}
