import type { StackModel } from '../../../lib/model/stack';
import { containersOf } from '../../../lib/model/workload';
import type { KnownImage } from '../../stand-ins/recipe';
import { assumedImages } from '../cases';
import { tlsBelow } from '../certificate';
import { keepingRecords } from '../chaos/records-program';
import { imagesIn, manifestsOf } from '../cluster-manifests';
import { must, run } from '../command';
import type { KubernetesOptions } from '../options';
import type { ChosenStack } from '../stacks';
import { buildStandIns, type Replacements } from '../stand-in-images';

/**
 * What runs in place of images of a stack. Cases use one name for images of different kinds, so each has its own; all of them are taken to the
 * nodes at once, since most of what they are made of is the same.
 */
export function imagesFor(stacks: readonly ChosenStack[], directory: string, { others, replaced }: Replacements, { cases, chaos }: KubernetesOptions): (stack: ChosenStack) => ReadonlyMap<string, string> {
  if (!cases) {
    const images = new Map([...buildStandIns(stacks, directory, { others, replaced, ...(chaos && keepingRecords(directory)) }), ...others]);
    return () => images;
  }
  const tls = tlsBelow(directory);
  const images = new Map(stacks.map((stack) => [stack.name, new Map([...buildStandIns([stack], directory, { others, replaced, assumed: [...assumedImages(stack.model, tls), ...mountedImages(stack.model)], folder: stack.name }), ...others])]));
  load([...new Set(stacks.flatMap((stack) => imagesIn(manifestsOf(stack, images.get(stack.name)!))))].filter(isInEngine));
  return ({ name }) => images.get(name)!;
}

/** Those that are mounted, with the directories that are taken of them. */
function mountedImages({ workloads }: StackModel): readonly KnownImage[] {
  const source = 'what the case says';
  const mounts = workloads.flatMap(containersOf).flatMap((container) => container.mounts.flatMap((mount) => (mount.kind === 'image' ? [mount] : [])));
  return [...new Set(mounts.map(({ reference }) => reference))].map((reference) => {
    const contents = mounts.flatMap(({ reference: of, subPath }) => (of === reference && subPath !== undefined ? [{ path: `/${subPath}`, source }] : []));
    return { reference, variants: [{ from: 'test/cases', read: '2026-11-27', program: { words: ['stand-in'], source }, contents }] };
  });
}

/** The nodes pull what this engine does not have. */
export function isInEngine(image: string): boolean {
  return run(['docker', 'image', 'inspect', image]).status === 0;
}

/** On the nodes already. */
const loaded = new Set<string>();

/** Takes them from the engine to the nodes, each once, where there is a command for that. */
export function load(images: readonly string[]): void {
  const missing = images.filter((image) => !loaded.has(image));
  if (process.env.LOAD_IMAGES && missing.length > 0) must([...process.env.LOAD_IMAGES.split(' '), ...missing]);
  for (const image of missing) loaded.add(image);
}
