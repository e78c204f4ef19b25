import { FURTHER_PROGRAMS } from '../../apps/programs';
import { describeImageFacts } from '../../lib/constructs/image-facts';
import type { StackModel } from '../../lib/model/stack';
import type { KnownImage } from './recipe';

/** The images of these stacks, each once, with what is known of each way of starting it; those of which nothing is known are left out. */
export function knownImages(models: readonly StackModel[]): readonly KnownImage[] {
  const images = new Map<string, Map<string, KnownImage['variants'][number]>>();
  for (const { image } of containersOf(models)) {
    if (!image.facts) continue;
    const variants = images.get(image.reference) ?? new Map<string, KnownImage['variants'][number]>();
    images.set(image.reference, variants.set(JSON.stringify(image.facts), image.facts));
  }
  return [...images].map(([reference, variants]) => withFurther(reference, [...variants.values()]));
}

/** With the programs that no workload names: those that a script or a supervisor starts. */
function withFurther(reference: string, variants: KnownImage['variants']): KnownImage {
  const further = FURTHER_PROGRAMS.find(({ images }) => images.test(reference));
  if (!further) return { reference, variants };
  return { reference, variants: [...variants.map((facts) => ({ ...facts, supervises: further.supervised })), ...further.programs.map(describeImageFacts)] };
}

/** References of the images of which nothing is known, each once. */
export function unknownImages(models: readonly StackModel[]): readonly string[] {
  return [...new Set(containersOf(models).filter(({ image }) => !image.facts).map(({ image }) => image.reference))];
}

function containersOf(models: readonly StackModel[]): StackModel['workloads'][number]['containers'][number][] {
  return models.flatMap(({ workloads }) => workloads).flatMap(({ containers, initContainers = [] }) => [...containers, ...initContainers]);
}
