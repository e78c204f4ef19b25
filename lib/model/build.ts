import type { Expression } from './expression';
import type { ExtraHost, MetadataModel } from './word-values';

/** How an image is built, beyond what is built of what. */
export interface BuildModel {
  /** The text of the Dockerfile, where it is no file. */
  readonly dockerfileInline?: Expression;
  /** What the Dockerfile can take from beside the context, by the names that it has there. */
  readonly additionalContexts?: Readonly<Record<string, BuildContext>>;
  readonly cacheFrom?: readonly Expression[];
  readonly cacheTo?: readonly Expression[];
  /** Names that the result has besides. */
  readonly tags?: readonly Expression[];
  readonly platforms?: readonly string[];
  /** What a step of the Dockerfile can mount and no layer has, sorted by id. */
  readonly secrets?: readonly BuildSecret[];
  /** Agents or keys of the operator that a step of the Dockerfile can mount. */
  readonly ssh?: readonly string[];
  readonly entitlements?: readonly string[];
  readonly labels?: MetadataModel;
  readonly network?: string;
  readonly extraHosts?: readonly ExtraHost[];
  /** Size of /dev/shm, in bytes. */
  readonly sharedMemory?: number;
  readonly noCache?: true;
  readonly pull?: true;
}

/** Whether what is built lies elsewhere: a repository, or an archive, that the builder fetches. */
export function isFetched(context: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@|^github\.com\//.test(context);
}

/** A secret of the stack, by its name, or a file of the checkout, by its path. */
export type BuildSecret = { readonly id: string } & ({ readonly secret: string } | { readonly file: string });

/** A directory of the checkout, something that the builder finds by itself, or what another workload is built of. */
export type BuildContext =
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'reference'; readonly text: string }
  /** By its construct path. */
  | { readonly kind: 'workload'; readonly workload: string };
