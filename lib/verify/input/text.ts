import { fileProblem, type LocatedProblem } from './file-problem';
import { MOST_BYTES } from './limits';

/** The text of a file, without a byte order mark, or why it is none. */
export function textOf(bytes: Uint8Array, file: string): string | LocatedProblem {
  const tooLarge = sizeProblem(bytes.length, file);
  if (tooLarge) return tooLarge;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const zero = text.indexOf('\0');
    if (zero === -1) return text;
    return fileProblem('input/encoding', file, `it is no text: a byte of zero is at ${zero}`, lineAt(text, zero));
  } catch {
    return fileProblem('input/encoding', file, `it is no UTF-8${markOf(bytes)}`);
  }
}

/** For a file that is not worth reading. */
export function sizeProblem(bytes: number, file: string): LocatedProblem | undefined {
  if (bytes <= MOST_BYTES) return undefined;
  return fileProblem('input/too-large', file, `it has ${(bytes / 1024 / 1024).toFixed(1)} MiB, and ${MOST_BYTES / 1024 / 1024} MiB are read`);
}

/** The line, from 1, of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function markOf([first, second]: Uint8Array): string {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 ? ': the bytes at its beginning are the mark of UTF-16' : '';
}
