import { parseArgs } from 'node:util';
import type { ResultFiles } from './results';

/** What is asked for on the command line of `e2e:compose`. */
export interface ComposeOptions extends ResultFiles {
  readonly names: readonly string[];
  /** Whether cases of `test/cases` are meant in place of stacks. */
  readonly cases: boolean;
  /** Whether faults are planted, each of which has to be found. */
  readonly planted: boolean;
  /** Whether it is also stopped, changed, killed and started again. */
  readonly lifecycle: boolean;
  /** A directory with recipes of images. */
  readonly recipes?: string;
}

export function composeOptions(words: readonly string[]): ComposeOptions {
  const flag = { type: 'boolean', default: false } as const;
  const file = { type: 'string' } as const;
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { cases: flag, planted: flag, lifecycle: flag, recipes: file, json: file, junit: file } });
  if (values.planted && positionals.length !== 1) throw new Error('--planted takes one stack');
  return { ...values, names: positionals };
}
