import type { ImageFactsModel } from './image-facts';

/** Where a container's file system comes from. */
export type ImageModel = ReferencedImage | BuiltImage;

/** An image that is pulled. */
export interface ReferencedImage {
  readonly kind: 'reference';
  readonly reference: string;
  /** What is known of it; missing if nothing has been said. */
  readonly facts?: ImageFactsModel;
}

/** Built by Compose from the system's checkout; Kubernetes takes the result by its name. */
export interface BuiltImage {
  readonly kind: 'build';
  readonly reference: string;
  /** Directory in the system's checkout, relative to its root. */
  readonly context: string;
  /** Relative to the context. */
  readonly dockerfile?: string;
  readonly target?: string;
  readonly args: Readonly<Record<string, string>>;
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
