import { recordFault } from '../../model/fault';
import { captureTrace, type OnStack } from '../../model/trace';
import type { User } from '../container-options';
import type { Image } from '../image';
import type { ImageFacts } from '../image-facts';
import type { Workload } from '../workload';

/** What the tag of an image says: `v1.12.4-unprivileged` is 1, 12, 4 and `-unprivileged`. */
export interface ImageTag {
  readonly major: number;
  readonly minor?: number;
  readonly patch?: number;
  /** What stands behind the numbers, and in front of a digest. */
  readonly variant: string;
}

/** A server's image, of some versions of which something is known. */
export interface KnownImage {
  /** Its repositories, without a registry: `library/mysql` is `mysql` of Docker Hub. */
  readonly repositories: readonly string[];
  /** The versions of which something is known, for a message. */
  readonly known: string;
  readonly factsOf: (tag: ImageTag) => ImageFacts | undefined;
  /**
   * What a tag says of the version of the server.
   * @default - its first numbers
   */
  readonly tagOf?: (reference: string) => ImageTag | undefined;
}

/** One image, or several of the same server. */
type Known = KnownImage | readonly KnownImage[];

const DOCKER_HUB = /^(?:(?:index\.|registry-1\.)?docker\.io\/)?/;
/** Of a release that is a day, the year counts. */
const TAG = /:(?:v|RELEASE\.)?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.\d+)*([^@]*)/;

/** What is known of the image with that reference; undefined for another image, and for a version that nobody read. */
export function factsIn(known: Known, reference: string): ImageFacts | undefined {
  const image = imageIn(known, reference);
  const tag = image && (image.tagOf ?? tagOf)(reference);
  return tag && image.factsOf(tag);
}

/** Which of them it is. */
export function imageIn(known: Known, reference: string): KnownImage | undefined {
  return [known].flat().find((image) => isImage(image, reference));
}

/** The user as which a server runs in its image, as far as that is known: not root, who only becomes another one. */
export function userIn(known: Known, image: Image, id: string): User | undefined {
  const { reference, facts = factsIn(known, reference) } = image._describe(id, id);
  for (const { uid, gid } of facts?.users ?? []) if (typeof uid === 'number' && uid > 0) return { uid, gid: gid ?? uid };
  return undefined;
}

/** The image's own command, as far as that is known. */
export function commandIn(known: Known, image: Image, id: string): readonly string[] | undefined {
  const { reference, facts = factsIn(known, reference) } = image._describe(id, id);
  return facts?.command?.words;
}

/** The image with what is known of it, if nothing is stated. */
export function withFacts(image: Image, known: Known): Image {
  return image._known((reference) => factsIn(known, reference));
}

/** Reports a version of a server's image of which nothing is known: `latest` and a digest alone say none. */
export function reportUnknownVersion(server: Workload, image: Image, known: Known, below: OnStack): void {
  const { reference, facts } = image._describe(server.node.id, server.node.id);
  const found = imageIn(known, reference);
  if (facts || !found || factsIn(found, reference)) return;
  recordFault(server, { kind: 'server-version', path: server.node.path, value: reference, known: found.known, trace: captureTrace(below) });
}

/**
 * Whether it is that image, or the same one behind a mirror: a mirror keeps the path, `mirror.example/library/mysql`.
 * `mirror.example/mysql` is an image of somebody who calls it so.
 */
function isImage({ repositories }: KnownImage, reference: string): boolean {
  const [name] = reference.split('@');
  const repository = name.replace(/:[^/:]*$/, '').replace(DOCKER_HUB, '');
  const path = repository.includes('/') ? repository : `library/${repository}`;
  return repositories.some((known) => path === known || path.endsWith(`/${known}`));
}

/** What a reference says of the version; undefined for a name, such as `latest`. */
export function tagOf(reference: string): ImageTag | undefined {
  const found = TAG.exec(reference.slice(reference.lastIndexOf('/') + 1));
  if (!found) return undefined;
  const [, major, minor, patch, variant] = found;
  return { major: Number(major), ...(minor !== undefined && { minor: Number(minor) }), ...(patch !== undefined && { patch: Number(patch) }), variant };
}
