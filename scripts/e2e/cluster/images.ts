import { assumedImages } from '../cases';
import { imagesIn, manifestsOf } from '../cluster-manifests';
import { must, run } from '../command';
import type { KubernetesOptions } from '../options';
import type { ChosenStack } from '../stacks';
import { buildRecipes, buildStandIns, otherImages } from '../stand-in-images';

/**
 * What runs in place of images of a stack. Cases use one name for images of different kinds, so each has its own; all of them are taken to the
 * nodes at once, since most of what they are made of is the same.
 */
export function imagesFor(stacks: readonly ChosenStack[], directory: string, { recipes, cases }: KubernetesOptions): (stack: ChosenStack) => ReadonlyMap<string, string> {
  const others = new Map([...(recipes === undefined ? [] : buildRecipes(recipes)), ...otherImages(process.env.IMAGES)]);
  const replaced = process.env.STAND_INS?.split(/\s+/);
  if (!cases) {
    const images = new Map([...buildStandIns(stacks, directory, { others, replaced }), ...others]);
    return () => images;
  }
  const images = new Map(stacks.map((stack) => [stack.name, new Map([...buildStandIns([stack], directory, { others, replaced, assumed: assumedImages(stack.model), folder: stack.name }), ...others])]));
  load([...new Set(stacks.flatMap((stack) => imagesIn(manifestsOf(stack, images.get(stack.name)!))))].filter(isInEngine));
  return ({ name }) => images.get(name)!;
}

/** The nodes pull what this engine does not have. */
export function isInEngine(image: string): boolean {
  return run(['docker', 'image', 'inspect', image]).status === 0;
}

/** Takes them from the engine to the nodes, where there is a command for that. */
export function load(images: readonly string[]): void {
  if (process.env.LOAD_IMAGES && images.length > 0) must([...process.env.LOAD_IMAGES.split(' '), ...images]);
}
