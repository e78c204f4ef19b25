/** Entries of a list that are written together. */
const CHUNK = 32;

/** What `JSON.stringify` with an indentation of two writes around what stands in one list, and in a list of a list. */
const AROUND = '[\n  '.length;
const AROUND_ENTRIES = '[\n  [\n'.length;

/**
 * Writes a document as `JSON.stringify(document, null, 2)` does, ending in a line break, in pieces: the lists in it are as long
 * as a stack is large, and their text as a whole would be there twice, put together and as bytes.
 */
export function jsonPieces(document: object): string[] {
  const pieces: string[] = [];
  let before = '{\n';
  for (const [key, value] of Object.entries(document) as [string, unknown][]) {
    if (value === undefined) continue;
    const start = `${before}  ${JSON.stringify(key)}: `;
    if (Array.isArray(value) && value.length > CHUNK) addEntries(value, start, pieces);
    else pieces.push(start + JSON.stringify([value], null, 2).slice(AROUND, -'\n]'.length));
    before = ',\n';
  }
  pieces.push(pieces.length === 0 ? '{}\n' : '\n}\n');
  return pieces;
}

function addEntries(list: readonly unknown[], start: string, pieces: string[]): void {
  pieces.push(`${start}[\n`);
  for (let at = 0; at < list.length; at += CHUNK) {
    const entries = JSON.stringify([list.slice(at, at + CHUNK)], null, 2).slice(AROUND_ENTRIES, -'\n  ]\n]'.length);
    pieces.push(entries, at + CHUNK < list.length ? ',\n' : '\n  ]');
  }
}
