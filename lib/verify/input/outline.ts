import type { Event } from 'js-yaml';
import { yamlLibrary } from '../libraries';
import type { Place } from '../problem';

/** Where the values of a document stand in its text. */
export interface Outline {
  /** Of its first character. */
  readonly offset: number;
  /** Values by key, for a mapping. */
  readonly entries?: ReadonlyMap<string, Entry>;
  /** For a sequence. */
  readonly items?: readonly Outline[];
}

interface Entry {
  /** Of the key. */
  readonly offset: number;
  readonly value: Outline;
}

/** A key that stands in a mapping more than once. */
export interface DuplicateKey {
  readonly key: string;
  readonly offset: number;
  /** Of the one before. */
  readonly first: number;
}

/** The outlines of all documents of a text; `undefined` for one without a value. */
export interface Outlines {
  readonly documents: readonly (Outline | undefined)[];
  readonly duplicates: readonly DuplicateKey[];
  /** Offsets of keys that are mappings or lists. */
  readonly strangeKeys: readonly number[];
}

interface OpenMapping {
  readonly offset: number;
  readonly entries: Map<string, Entry>;
  key?: { readonly text?: string; readonly offset: number };
}

interface OpenSequence {
  readonly offset: number;
  readonly items: Outline[];
}

type Open = OpenMapping | OpenSequence | { document: Outline | undefined };

/** Made where something has to be shown: most files are never asked for a line. */
export function outlinesOf(source: string, events: readonly Event[]): Outlines {
  const { EVENT_ID, getScalarValue } = yamlLibrary();
  const documents: (Outline | undefined)[] = [];
  const duplicates: DuplicateKey[] = [];
  const strangeKeys: number[] = [];
  const open: Open[] = [];
  let anchors = new Map<string, Outline>();
  const add = (value: Outline, text?: string): void => {
    const around = open[open.length - 1];
    if ('document' in around) around.document = value;
    else if ('items' in around) around.items.push(value);
    else if (!around.key) {
      around.key = { offset: value.offset, ...(text !== undefined && { text }) };
      if (value.entries ?? value.items) strangeKeys.push(value.offset);
    } else {
      const { text: key, offset } = around.key;
      const before = key === undefined ? undefined : around.entries.get(key);
      if (key !== undefined && before) duplicates.push({ key, offset, first: before.offset });
      else if (key !== undefined) around.entries.set(key, { offset, value });
      around.key = undefined;
    }
  };
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) {
      anchors = new Map();
      open.push({ document: undefined });
    } else if (event.type === EVENT_ID.POP) {
      const ended = open.pop();
      if (ended && 'document' in ended) documents.push(ended.document);
      else if (ended) add(ended);
    } else if (event.type === EVENT_ID.ALIAS) {
      const target = anchors.get(source.slice(event.anchorStart, event.anchorEnd));
      add({ ...target, offset: event.anchorStart });
    } else {
      const offset = offsetOf(event);
      const made = event.type === EVENT_ID.MAPPING ? { offset, entries: new Map() } : event.type === EVENT_ID.SEQUENCE ? { offset, items: [] } : { offset };
      if (event.anchorStart !== -1) anchors.set(source.slice(event.anchorStart, event.anchorEnd), made);
      if (event.type === EVENT_ID.SCALAR) add(made, getScalarValue(source, event));
      else open.push(made as OpenMapping | OpenSequence);
    }
  }
  return { documents, duplicates, strangeKeys };
}

function offsetOf(event: Exclude<Event, { readonly type: 1 | 5 | 6 }>): number {
  if (event.tagStart !== -1) return event.tagStart;
  if (event.anchorStart !== -1) return event.anchorStart;
  return 'valueStart' in event ? event.valueStart : event.start;
}

/** Where the value at a place stands, or the nearest thing around it: of an entry, its key. */
export function offsetAt(outline: Outline, place: Place): number {
  let { offset } = outline;
  let here: Outline | undefined = outline;
  for (const step of place) {
    const entry = entryOf(here, String(step));
    const item: Outline | undefined = typeof step === 'number' ? here.items?.[step] : undefined;
    here = item ?? entry?.value;
    if (!here) break;
    offset = item?.offset ?? entry!.offset;
  }
  return offset;
}

/** An entry of the mapping itself, or of what is merged into it. */
function entryOf({ entries }: Outline, key: string, depth = 0): Entry | undefined {
  const own = entries?.get(key);
  if (own || depth > 10) return own;
  const merged = entries?.get('<<')?.value;
  if (!merged) return undefined;
  for (const source of merged.items ?? [merged]) {
    const found = entryOf(source, key, depth + 1);
    if (found) return found;
  }
  return undefined;
}
