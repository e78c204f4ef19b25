import type { Place } from '../../problem';
import { Tagged } from '../../input/tagged';
import type { YamlDocument } from '../../input/yaml';
import { escaped, hasReference, partsBetween, textOfScalar, writtenText, type Parts, type Scalar } from './leaf';
import type { Origin } from '../../input/file-problem';

/** Where a value was written: a file, and the place in its document. */
export interface Spot {
  readonly file: string;
  readonly document: YamlDocument;
  readonly place: Place;
}

/** A value of a project, with where it comes from. None of them is ever changed. */
export type Node = Mapping | Sequence | Leaf;

export class Mapping {
  public constructor(
    public readonly entries: ReadonlyMap<string, Node>,
    public readonly spot?: Spot,
  ) {}

  public get(key: string): Node | undefined {
    return this.entries.get(key);
  }

  /** The text of an entry, if it is one. */
  public text(key: string): string | undefined {
    return textIn(this.entries.get(key));
  }

  /** With other entries in the place of those that it has, or behind them; `undefined` takes one away. */
  public with(changes: Readonly<Record<string, Node | undefined>>): Mapping {
    const entries = new Map(this.entries);
    for (const [key, node] of Object.entries(changes)) {
      if (node === undefined) entries.delete(key);
      else entries.set(key, node);
    }
    return new Mapping(entries, this.spot);
  }

  /** With each entry changed; `undefined` takes one away. */
  public map(change: (node: Node, key: string) => Node | undefined): Mapping {
    const entries = new Map<string, Node>();
    for (const [key, node] of this.entries) {
      const changed = change(node, key);
      if (changed !== undefined) entries.set(key, changed);
    }
    return new Mapping(entries, this.spot);
  }
}

export class Sequence {
  public constructor(
    public readonly items: readonly Node[],
    public readonly spot?: Spot,
  ) {}

  public map(change: (node: Node, index: number) => Node): Sequence {
    return new Sequence(this.items.map(change), this.spot);
  }
}

export class Leaf {
  /** @param parts of a text with references in it */
  public constructor(
    public readonly value: Scalar,
    public readonly spot?: Spot,
    public readonly parts?: Parts,
    private readonly isPlaced = false,
  ) {}

  /** A piece of the text. */
  public between(from: number, to?: number): Leaf {
    const text = textOfScalar(this.value);
    const end = to ?? text.length;
    return this.joined([[from, end]], text.slice(from, end));
  }

  /** Several pieces of the text, as one. */
  public joined(ranges: readonly (readonly [number, number])[], text: string): Leaf {
    const { parts } = this;
    if (!parts) return new Leaf(text, this.spot);
    const pieces = ranges.flatMap(([from, to]) => partsBetween(parts, from, to));
    return new Leaf(text, this.spot, hasReference(pieces) ? pieces : undefined);
  }

  /** Another value for the same text. */
  public as(value: Scalar): Leaf {
    return value === this.value ? this : new Leaf(value, this.spot, this.parts);
  }

  /**
   * A path, joined with the directory of the file that says it; only once, whoever extends or includes that file.
   *
   * @param join the whole path of one that is written
   */
  public placed(join: (path: string) => string): Leaf {
    return this.isPlaced || typeof this.value !== 'string' ? this : new Leaf(join(this.value), this.spot, this.parts, true);
  }

  public get text(): string {
    return textOfScalar(this.value);
  }
}

export const isMapping = (node: Node | undefined): node is Mapping => node instanceof Mapping;
export const isSequence = (node: Node | undefined): node is Sequence => node instanceof Sequence;
export const isLeaf = (node: Node | undefined): node is Leaf => node instanceof Leaf;
export const isNothing = (node: Node | undefined): boolean => node === undefined || (node instanceof Leaf && node.value === null);

/** The mapping itself, or an empty one for whatever else stands there. */
export const mappingIn = (node: Node | undefined): Mapping => (isMapping(node) ? node : new Mapping(new Map(), node?.spot));
export const itemsIn = (node: Node | undefined): readonly Node[] => (isSequence(node) ? node.items : []);
export const textIn = (node: Node | undefined): string | undefined => (isLeaf(node) && typeof node.value === 'string' ? node.value : undefined);

export function mappingOf(entries: Readonly<Record<string, Node | undefined>>, spot?: Spot): Mapping {
  return new Mapping(new Map(Object.entries(entries).flatMap(([key, node]) => (node === undefined ? [] : [[key, node] as const]))), spot);
}

/** A document, and the places where it says that what is there before is taken away. */
export interface Written {
  readonly root: Node;
  readonly resets: readonly Place[];
}

/** What was read, as nodes. */
export function writtenNodes(document: YamlDocument, file: string): Written {
  const resets: Place[] = [];
  const nodeOf = (value: unknown, place: Place): Node | undefined => {
    if (value instanceof Tagged) {
      resets.push(place);
      return value.tag === '!reset' ? undefined : nodeOf(value.value, place);
    }
    const spot: Spot = { file, document, place };
    if (Array.isArray(value)) return new Sequence(value.flatMap((item, index) => nodeOf(item, [...place, index]) ?? []), spot);
    if (typeof value === 'object' && value !== null) {
      const entries = new Map<string, Node>();
      for (const [key, item] of Object.entries(value)) {
        const node = nodeOf(item, [...place, key]);
        if (node !== undefined) entries.set(key, node);
      }
      return new Mapping(entries, spot);
    }
    return new Leaf(typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null, spot);
  };
  return { root: nodeOf(document.value, []) ?? new Leaf(null), resets };
}

/** Plain data, with the values that variables have. */
export function documentOf(node: Node): unknown {
  if (isMapping(node)) return objectOf([...node.entries].map(([key, item]) => [key, documentOf(item)]));
  return isSequence(node) ? node.items.map(documentOf) : node.value;
}

/** Plain data, with the references to variables. */
export function templateOf(node: Node): unknown {
  if (isMapping(node)) return objectOf([...node.entries].map(([key, item]) => [key, templateOf(item)]));
  if (isSequence(node)) return node.items.map(templateOf);
  if (node.parts) return writtenText(node.parts);
  return typeof node.value === 'string' ? escaped(node.value) : node.value;
}

/** `__proto__` is a key like any other. */
function objectOf(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

export function originOf(spot: Spot | undefined): Origin | undefined {
  return spot && { file: spot.file, line: spot.document.lineOf(spot.place) };
}

/** Where the value at a place was written, or the nearest thing around it. */
export function originAt(root: Node, place: Place): Origin | undefined {
  let spot = root.spot;
  let node: Node | undefined = root;
  for (const step of place) {
    node = isMapping(node) ? node.get(String(step)) : isSequence(node) ? node.items[Number(step)] : undefined;
    if (!node) break;
    spot = node.spot ?? spot;
  }
  return originOf(spot);
}
