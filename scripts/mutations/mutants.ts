import { isFields } from '../../lib/verify/untyped';
import { otherTexts, otherValue } from './values';

export type Place = readonly (string | number)[];

/** One change at one place of a document. */
export interface Change {
  readonly place: Place;
  /** `changed`, `removed`, `added`, `twice`, `swapped`, or what of a text is another. */
  readonly how: string;
  /** What stood there; missing for what is added. */
  readonly before?: unknown;
  /** What stands there instead; missing for what is taken away. */
  readonly after?: unknown;
  /** The document with it; undefined if it is the document that is taken away. */
  readonly make: () => unknown;
}

/** A key that no format knows. */
export const ADDED = 'added';

/** Every change of a single field of a document, in the order of its fields. */
export function* changesOf(document: unknown): Iterable<Change> {
  yield { place: [], how: 'removed', before: document, make: () => undefined };
  yield* changesIn(document, [], document);
}

/** Every line of a text taken away, and every one with something more in it. */
export function* changesOfText(text: string): Iterable<Change> {
  const lines = text.split('\n');
  for (const [index, before] of lines.entries()) {
    if (before === '') continue;
    yield { place: [index], how: 'removed', before, make: () => lines.toSpliced(index, 1).join('\n') };
    yield { place: [index], how: 'changed', before, after: `${before}x`, make: () => lines.with(index, `${before}x`).join('\n') };
  }
}

function* changesIn(root: unknown, place: Place, value: unknown): Iterable<Change> {
  if (Array.isArray(value)) yield* changesOfList(root, place, value as readonly unknown[]);
  else if (isFields(value)) yield* changesOfMapping(root, place, value);
  else yield* changesOfLeaf(root, place, value);
}

function* changesOfLeaf(root: unknown, place: Place, value: unknown): Iterable<Change> {
  const key = String([...place].reverse().find((step) => typeof step === 'string') ?? '');
  const replaced = (how: string, after: unknown): Change => ({ place, how, before: value, after, make: () => written(root, place, () => after) });
  yield replaced('changed', otherValue(value, key));
  if (typeof value === 'string') for (const [how, after] of otherTexts(value)) yield replaced(how, after);
}

function* changesOfMapping(root: unknown, place: Place, value: Readonly<Record<string, unknown>>): Iterable<Change> {
  for (const [key, field] of Object.entries(value)) {
    yield { place: [...place, key], how: 'removed', before: field, make: () => written(root, place, () => Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))) };
    yield* changesIn(root, [...place, key], field);
  }
  yield { place: [...place, ADDED], how: 'added', after: 'x', make: () => written(root, place, () => ({ ...value, [ADDED]: 'x' })) };
}

function* changesOfList(root: unknown, place: Place, value: readonly unknown[]): Iterable<Change> {
  const replaced = (index: number, how: string, list: readonly unknown[]): Change => ({ place: [...place, index], how, before: value[index], make: () => written(root, place, () => list) });
  for (const [index, item] of value.entries()) {
    yield replaced(index, 'removed', value.toSpliced(index, 1));
    yield replaced(index, 'twice', value.toSpliced(index, 0, item));
    if (index > 0) yield replaced(index, 'swapped', value.toSpliced(index - 1, 2, item, value[index - 1]));
    yield* changesIn(root, [...place, index], item);
  }
}

/** A copy with another value at a place. What is not on the way there is the same object. */
function written(root: unknown, place: Place, value: (old: unknown) => unknown): unknown {
  const [step, ...rest] = place;
  if (step === undefined) return value(root);
  if (Array.isArray(root)) return (root as readonly unknown[]).with(Number(step), written(root[Number(step)], rest, value));
  return { ...(root as object), [step]: written((root as Readonly<Record<string, unknown>>)[step], rest, value) };
}
