import { parseArgs } from 'node:util';
import type { ResultFiles } from './results';

const FLAG = { type: 'boolean', default: false } as const;
const FILE = { type: 'string' } as const;

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

/** What is asked for on the command line of `e2e:kubernetes`. */
export type KubernetesOptions = Omit<ComposeOptions, 'cases' | 'planted'>;

export function kubernetesOptions(words: readonly string[]): KubernetesOptions {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { lifecycle: FLAG, recipes: FILE, json: FILE, junit: FILE } });
  return { ...values, names: positionals };
}

export function composeOptions(words: readonly string[]): ComposeOptions {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { cases: FLAG, planted: FLAG, lifecycle: FLAG, recipes: FILE, json: FILE, junit: FILE } });
  if (values.planted && positionals.length !== 1) throw new Error('--planted takes one stack');
  return { ...values, names: positionals };
}
