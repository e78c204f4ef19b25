import { hash } from 'node:crypto';

/** Sixteen hexadecimal digits that change when the content does. */
export function contentHash(content: string): string {
  return hash('sha256', content).slice(0, 16);
}
