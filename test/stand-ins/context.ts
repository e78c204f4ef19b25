import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { ImageFactsModel } from '../../lib/model/image-facts';
import { recipeOf, type KnownProgram } from '../../scripts/stand-ins/recipe';

export const SOURCE = { source: 'Dockerfile:1' } as const;

export function factsOf(facts: Partial<ImageFactsModel>): ImageFactsModel {
  return { from: 'https://github.com/example/agent', read: '2026-11-26', command: { words: ['agent', 'serve'], ...SOURCE }, ...facts };
}

/** A build context on disk, as the command writes it. */
export function contextOf(...variants: readonly KnownProgram[]): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'stand-in-'));
  for (const [name, text] of recipeOf({ reference: 'example/agent:1', variants })) fs.writeFileSync(path.join(directory, name), text);
  return directory;
}
