import type { Cdk8sObject } from '../cdk8s-objects';
import { imageName } from './image-name';
import { entry, type InventoryOutput } from './sections';

const POD_LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

/** The images that somebody has named for the containers that targets add. */
export function addedImages(references: readonly string[], construct: string): InventoryOutput[] {
  return references.map((reference) => entry('otherImages', reference, { construct, image: imageName(reference) }, 'raw'));
}

/** The images in the pods of an object that the user has written. */
export function imagesOf({ construct, value }: Cdk8sObject): InventoryOutput[] {
  return [...new Set(podImages(value))].map((reference) =>
    entry('otherImages', `${construct}.${reference}`, { construct, image: imageName(reference) }, 'raw'));
}

function* podImages(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, field] of Object.entries(value)) {
    if (POD_LISTS.includes(key) && Array.isArray(field)) {
      for (const { image } of field as { readonly image?: unknown }[]) if (typeof image === 'string') yield image;
    } else yield* podImages(field);
  }
}
