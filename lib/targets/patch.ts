import { JsonPatch } from 'cdk8s';
import { fingerprint } from './fingerprint';

/** A patched copy, or the reason why the patch is of no use: a patch that changes nothing hides a mistake. */
export function applyPatches<T>(document: T, patches: readonly JsonPatch[]): { readonly result: T } | { readonly problem: string } {
  let current = document;
  for (const patch of patches) {
    const before = fingerprint(current);
    try {
      current = structuredClone(current);
      current = JsonPatch.apply(current, patch) as T;
    } catch (error) {
      return { problem: `${JSON.stringify(patch)}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}` };
    }
    if (fingerprint(current) === before) return { problem: `${JSON.stringify(patch)} changes nothing` };
  }
  return { result: current };
}
