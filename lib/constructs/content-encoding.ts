/** What the content of a file is written in. */
export enum ContentEncoding {
  /** The text itself. */
  TEXT = 'text',
  /** Bytes in base64, on one line. */
  BASE64 = 'base64',
}
