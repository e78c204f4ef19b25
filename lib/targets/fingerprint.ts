/** A text that differs when what a callback leaves does; of plain data its JSON. What no file can hold does not make it fail. */
export function fingerprint(value: unknown): string {
  try {
    return JSON.stringify(value, (_, part: unknown) => (isUnwritable(part) ? `<${typeof part}>` : part)) ?? '';
  } catch {
    return '<cycle>';
  }
}

function isUnwritable(part: unknown): boolean {
  return typeof part === 'bigint' || typeof part === 'function' || typeof part === 'symbol';
}
