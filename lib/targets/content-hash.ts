import { createHash } from 'node:crypto';

/** Sixteen hexadecimal digits that change when the content does. */
export function contentHash(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
