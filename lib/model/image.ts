import type { BuildModel } from './build';
import type { Expression } from './expression';
import type { ImageFactsModel } from './image-facts';

/** Where a container's file system comes from. */
export type ImageModel = ReferencedImage | BuiltImage;

/** An image that is pulled. */
export interface ReferencedImage {
  readonly kind: 'reference';
  /** As it is where nobody can be asked: with the defaults of what the operator may choose. */
  readonly reference: string;
  /** The reference with the operator's choices in it; missing if there are none. */
  readonly chosen?: Expression;
  /** What is known of it; missing if nothing has been said. */
  readonly facts?: ImageFactsModel;
}

/** Built by Compose from the system's checkout; Kubernetes takes the result by its name. */
export interface BuiltImage {
  readonly kind: 'build';
  /** As it is where nobody can be asked: with the defaults of what the operator may choose. */
  readonly reference: string;
  /** The reference with the operator's choices in it; missing if there are none. */
  readonly chosen?: Expression;
  /** Directory in the system's checkout, relative to its root, or the address of what is fetched (`isFetched`). */
  readonly context: string;
  /** Relative to the context. */
  readonly dockerfile?: string;
  readonly target?: string;
  /** With the defaults of what the operator may choose. */
  readonly args: Readonly<Record<string, string>>;
  /** What the operator may choose of the other two texts; missing for nothing. */
  readonly chosenParts?: { readonly dockerfile?: Expression; readonly target?: Expression };
  /** Missing if nothing more is said. */
  readonly build?: BuildModel;
  /** Those of the arguments that have the operator's choices in them; missing if there are none. */
  readonly chosenArgs?: Readonly<Record<string, Expression>>;
  /** What is known of it; missing if nothing has been said. */
  readonly facts?: ImageFactsModel;
}

const HOST = /(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*(?::\d+)?\/)?/.source;
const COMPONENT = /[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*/.source;
const REFERENCE = new RegExp(`^${HOST}${COMPONENT}(?:/${COMPONENT})*(?::[A-Za-z0-9_][-.A-Za-z0-9_]{0,127})?(?:@sha256:[0-9a-f]{64})?$`);

/** Whether its content may change under its name. */
export function isUnpinned(reference: string): boolean {
  if (reference.includes('@')) return false;
  const tag = /:([^:/]+)$/.exec(reference)?.[1];
  return tag === undefined || tag === 'latest';
}

/** Whether engines can parse it. */
export function isImageReference(text: string): boolean {
  return REFERENCE.test(text);
}
