import type { Trace } from '../model/trace';

/**
 * Something that is about to be written: a manifest, a service, a file beside it. It knows which construct it comes from,
 * so that whoever finds something in it, or shows it to a person, can say whose it is.
 */
export interface OutputObject {
  /** In the target's own terms, and once in its output of a stack: `Deployment backend`, `services.backend`. */
  readonly name: string;
  /** Path of the construct that it was lowered from, or that declares it. */
  readonly construct: string;
  readonly origin: Origin;
  readonly value: unknown;
  /** The line that gave it, where that is not the one that made the construct. */
  readonly trace?: Trace;
}

/**
 * Who had the last word: the lowering alone; an escape hatch, which changed what was lowered; or the user, who wrote the
 * object as it stands.
 */
export type Origin = 'lowered' | 'customized' | 'raw';

/** A file of the output directory, as the pieces of text that it is put together from. */
export interface OutputFile {
  /** Relative to the output directory. */
  readonly path: string;
  readonly parts: readonly FilePart[];
  /** What its text is written in, if the file does not hold the text itself. */
  readonly encoding?: 'base64';
  /** Whether everyone may execute it. */
  readonly isExecutable?: boolean;
  /** Whether it is what an operator begins with, and so is named on the terminal. */
  readonly isMain?: boolean;
}

/** A piece of a file, about one object or about none. */
export interface FilePart {
  readonly text: string;
  /** What the text says; missing where it is about no object, as in a header. */
  readonly object?: OutputObject;
}

/** An object in a file, with the lines that it takes, counted from 1. */
export interface PlacedObject {
  readonly object: OutputObject;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** An object holds something that cannot be written; escape hatches and objects of the user's own can. */
export class UnwritableObject extends Error {
  public constructor(
    public readonly object: OutputObject,
    reason: string,
  ) {
    super(reason);
    this.name = 'UnwritableObject';
  }
}

/**
 * The part of a file that says what an object is.
 *
 * @throws UnwritableObject with the reason, if `write` throws
 */
export function objectPart(object: OutputObject, write: () => string): FilePart {
  try {
    return { text: write(), object };
  } catch (error) {
    throw new UnwritableObject(object, error instanceof Error ? error.message : String(error));
  }
}

/** A file that is written as one text. */
export function textFile(path: string, text: string, object?: OutputObject): OutputFile {
  return { path, parts: [{ text, ...(object && { object }) }] };
}

/** The text of a file. */
export function contentOf({ parts }: OutputFile): string {
  return parts.length === 1 ? parts[0].text : parts.map(({ text }) => text).join('');
}

/** The bytes of a file that is no text; undefined for any other. */
export function bytesOf(file: OutputFile): Uint8Array | undefined {
  return file.encoding === undefined ? undefined : Buffer.from(contentOf(file), file.encoding);
}

/** Which lines of a file belong to which object, in the order of the file. */
export function placesIn({ parts }: OutputFile): PlacedObject[] {
  const places: PlacedObject[] = [];
  let line = 1;
  for (const { text, object } of parts) {
    const breaks = text.split('\n').length - 1;
    if (object) places.push({ object, firstLine: line, lastLine: text.endsWith('\n') ? line + breaks - 1 : line + breaks });
    line += breaks;
  }
  return places;
}
