/** A file that is to be there. */
export interface FileContent {
  /** Pieces of text, in their order, or the bytes. */
  readonly data: readonly string[] | Uint8Array;
  /** Whether everyone may execute it. */
  readonly isExecutable?: boolean;
}
