import type { ContainerModel } from './container';
import { literal, type Expression } from './expression';
import type { ImageModel } from './image';

/** What takes the place of registries, by the host that references name them by. */
export type Registries = Readonly<Record<string, string>>;

/** The registry of references that name none. */
const DEFAULT_REGISTRY = 'docker.io';

/** Its images that have no owner are below this. */
const OFFICIAL = 'library/';

/** What stands first in a reference, and what it becomes. */
interface Move {
  readonly from: string;
  readonly to: string;
}

/** A reference as it is where other registries take the place of some. */
export function relocated(reference: string, registries: Registries): string {
  const move = moveOf(reference, registries);
  return move ? move.to + reference.slice(move.from.length) : reference;
}

/** The images of a container as they are there: its own, and those whose content it has. */
export function relocatedContainer({ image, mounts }: ContainerModel, registries: Registries): Pick<ContainerModel, 'image' | 'mounts'> {
  return {
    image: relocatedImage(image, registries),
    mounts: mounts.map((mount) => (mount.kind === 'image' ? { ...mount, reference: relocated(mount.reference, registries) } : mount)),
  };
}

/** An image as it is there. One whose registry the operator chooses stays as it is. */
function relocatedImage(image: ImageModel, registries: Registries): ImageModel {
  const move = moveOf(image.reference, registries);
  if (!move) return image;
  const chosen = image.chosen && moved(image.chosen, move);
  if (image.chosen && !chosen) return image;
  return { ...image, reference: relocated(image.reference, registries), ...(chosen && { chosen }) };
}

function moveOf(reference: string, registries: Registries): Move | undefined {
  const [, first] = /^([^/]+)\//.exec(reference) ?? [];
  // Docker's own rule: what has a dot or a port, or is localhost, is a host; anything else is an owner.
  const isHost = first !== undefined && (/[.:]/.test(first) || first === 'localhost');
  const host = isHost ? first : DEFAULT_REGISTRY;
  if (!Object.hasOwn(registries, host)) return undefined;
  const isOfficial = host === DEFAULT_REGISTRY && !(isHost ? reference.slice(host.length + 1) : reference).includes('/');
  return { from: isHost ? `${host}/` : '', to: `${registries[host]}/${isOfficial ? OFFICIAL : ''}` };
}

/** Undefined where nobody can tell what stands first. */
function moved(chosen: Expression, { from, to }: Move): Expression | undefined {
  const [first, ...rest] = chosen.kind === 'text' ? chosen.parts : [chosen];
  if (first?.kind !== 'literal' || !first.text.startsWith(from) || !/[/:]/.test(first.text)) return undefined;
  return { kind: 'text', parts: [literal(to + first.text.slice(from.length)), ...rest] };
}
