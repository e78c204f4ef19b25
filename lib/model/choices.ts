import type { ContainerModel } from './container';
import { visitLeaves, type Expression } from './expression';
import type { ImageModel } from './image';
import type { VolumeModel } from './storage';

/** A text of which the operator chooses a part, where no container sees it: what it is, and where it stands. */
export interface ChosenField {
  readonly field: string;
  readonly chosen: Expression;
}

/** Every text about a container, but not in it, of which the operator chooses a part. */
export function choicesOf({ image, process, mounts }: ContainerModel, volumes: ReadonlyMap<string, VolumeModel>): ChosenField[] {
  const places: Partial<ChosenField>[] = [
    ...(process.sources ?? []).map(({ file, name }) => ({ field: `the file for ${name}`, chosen: file })),
    ...mounts.map((mount) => {
      if (mount.kind === 'host-path') return { field: `the path of the host at ${mount.target}`, chosen: mount.chosen };
      return mount.kind === 'volume' ? { field: `the hostPath of ${mount.volume}`, chosen: volumes.get(mount.volume)?.hostPath } : {};
    }),
  ];
  return [...choicesIn(image), ...places.filter((place): place is ChosenField => place.chosen !== undefined && hasParameters(place.chosen))];
}

function choicesIn(image: ImageModel): ChosenField[] {
  const args = image.kind === 'build' ? Object.entries(image.chosenArgs ?? {}) : [];
  return [...(image.chosen ? [{ field: 'the image', chosen: image.chosen }] : []), ...args.map(([name, chosen]) => ({ field: `the build argument ${name}`, chosen }))];
}

function hasParameters(expression: Expression): boolean {
  let found = false;
  visitLeaves(expression, ({ kind }) => void (found ||= kind !== 'literal'));
  return found;
}
