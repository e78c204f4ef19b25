import { FURTHER_PROGRAMS } from '../../apps/programs';
import { describeImageFacts } from '../../lib/constructs/image-facts';
import type { EndpointModel } from '../../lib/model/endpoint';
import type { ImageFactsModel } from '../../lib/model/image-facts';
import type { ImageModel } from '../../lib/model/image';
import type { StackModel } from '../../lib/model/stack';
import type { KnownImage } from './recipe';

/** The images of these stacks, each once, with what is known of each way of starting it; those of which nothing is known are left out. */
export function knownImages(models: readonly StackModel[]): readonly KnownImage[] {
  const images = new Map<string, Map<string, KnownImage['variants'][number]>>();
  for (const { image, endpoints } of containersOf(models)) {
    if (!image.facts) continue;
    const variants = images.get(image.reference) ?? new Map<string, KnownImage['variants'][number]>();
    const facts = withPorts(image.facts, endpoints);
    images.set(image.reference, variants.set(JSON.stringify(facts), facts));
  }
  return [...images].map(([reference, variants]) => withFurther(reference, [...variants.values()]));
}

/** Where nothing is known of its ports, those that its workload takes it to have. */
function withPorts(facts: ImageFactsModel, endpoints: readonly EndpointModel[]): ImageFactsModel {
  if (facts.ports || endpoints.length === 0) return facts;
  return { ...facts, ports: endpoints.map(({ port, protocol }) => ({ port, protocol, source: 'what its workload says' })) };
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

interface Run {
  readonly image: ImageModel;
  /** Of its workload, if it is the one that serves. */
  readonly endpoints: readonly EndpointModel[];
}

function containersOf(models: readonly StackModel[]): readonly Run[] {
  return models.flatMap(({ workloads }) => workloads).flatMap(({ containers: [main, ...sidecars], initContainers = [], endpoints }) => [
    { image: main.image, endpoints }, ...[...sidecars, ...initContainers].map(({ image }) => ({ image, endpoints: [] })),
  ]);
}
