import type { ContainerModel } from './container';
import { visitLeaves, type Expression } from './expression';
import type { ImageModel } from './image';

/** A text of which the operator chooses a part, where no container sees it: what it is, and where it stands. */
export interface ChosenField {
  readonly field: string;
  readonly chosen: Expression;
}

/** Every text about a container, but not in it, of which the operator chooses a part. */
export function choicesOf({ image, process }: ContainerModel): ChosenField[] {
  return [...choicesIn(image), ...(process.sources ?? []).flatMap(({ file, name }) => (hasParameters(file) ? [{ field: `the file for ${name}`, chosen: file }] : []))];
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
