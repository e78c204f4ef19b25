/** A file that is to be there. */
export interface FileContent {
  /** Pieces of text, in their order, or what makes them when the file is written; or the bytes. */
  readonly data: readonly string[] | Uint8Array | (() => readonly string[]);
  /** Whether everyone may execute it. */
  readonly isExecutable?: boolean;
}

/** What is to be in a file. */
export function dataOf({ data }: FileContent): readonly string[] | Uint8Array {
  return typeof data === 'function' ? data() : data;
}
