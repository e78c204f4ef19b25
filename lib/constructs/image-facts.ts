import type { ImageFact, ImageFactLists, ImageFactsModel } from '../model/image-facts';
import { bytesOf, type ISize } from './quantity';

/** How much memory an image needs. */
export interface ImageMemory extends ImageFact {
  /** What it has to have at least, or it is killed. */
  readonly size: ISize;
}

/**
 * What is known of an image, started in one way, each fact with its source. Synthesis compares it with what a workload
 * gives it: a path that it cannot write, a user it cannot run as, a port it does not listen on.
 *
 * A list says all there is: an empty one that there is none, a missing one that nothing is known and nothing is checked.
 * An image with several programs has facts for each of them, which share what is the same: `{ ...COMMON, ports: [...] }`.
 *
 * @example
 * Image.fromReference('example/agent:2.1.0', {
 *   facts: {
 *     from: 'https://github.com/example/agent/tree/v2.1.0',
 *     read: '2026-11-26',
 *     command: { words: ['python', '-m', 'agent'], source: 'Dockerfile:31' },
 *     users: [{ uid: 'any', source: 'Dockerfile sets none, and nothing in it minds' }],
 *     writes: [{ path: '/app/data', persistent: true, source: 'agent/store.py:12' }],
 *     ports: [{ port: 8080, setBy: 'PORT', source: 'agent/server.py:90' }],
 *     routes: [{ path: '/health', source: 'agent/server.py:40' }],
 *     tools: [{ names: ['python', 'sh'], source: 'Dockerfile:1' }, { names: ['curl'], source: 'Dockerfile:9' }],
 *     memory: { size: Size.mebibytes(300), source: 'docs/operations.md:17' },
 *   },
 * })
 */
export interface ImageFacts extends ImageFactLists {
  /**
   * Memory that it needs.
   * @default - not known
   */
  readonly memory?: ImageMemory;
}

export function describeImageFacts(facts: ImageFacts): ImageFactsModel {
  const { memory, ...lists } = facts;
  return { ...lists, ...(memory && { memory: { size: bytesOf(memory.size), source: memory.source } }) };
}
