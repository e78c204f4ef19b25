import * as fc from '../fast-check';
import { arbitraryStack } from './arbitrary-stack';
import { arbitraryChoices } from './choices';
import type { StackDescription } from './stack-description';
import { usedFeatures } from './used-features';

const STACKS = 400;

/**
 * Stacks that use each feature which any of the first few hundred uses, the same at every run: whether a law has
 * seen a rare one is no matter of luck.
 */
export function stacksWithEachFeature(): readonly StackDescription[] {
  const seen = new Set<string>();
  return fc.sample(fc.oneof(arbitraryStack, arbitraryChoices), { seed: 1, numRuns: STACKS }).filter((description) => {
    const features = [...usedFeatures(description)].map((use) => use.split(' ')[0]);
    const isNew = features.some((feature) => !seen.has(feature));
    for (const feature of features) seen.add(feature);
    return isNew;
  });
}
