import { parseArgs } from 'node:util';
import type { ResultFiles } from './results';

const FLAG = { type: 'boolean', default: false } as const;
const FILE = { type: 'string' } as const;

/** What is asked for on the command line of `e2e:compose`. */
export interface ComposeOptions extends ResultFiles {
  readonly names: readonly string[];
  /** Whether cases of `test/cases` are meant in place of stacks. */
  readonly cases: boolean;
  /** Whether the fewest cases and stacks are brought up that say every word which the engine can show, each of which has to be confirmed. */
  readonly words: boolean;
  /** Whether faults are planted in what is written for one stack, each of which has to be found. */
  readonly planted: boolean;
  /** Whether it is also stopped, changed, killed and started again. */
  readonly lifecycle: boolean;
  /** A directory with recipes of images. */
  readonly recipes?: string;
}

/** What is asked for on the command line of `e2e:kubernetes`. */
export interface KubernetesOptions extends ComposeOptions {
  /** Whether what serves is also replaced under requests. */
  readonly rollout: boolean;
}

export function kubernetesOptions(words: readonly string[]): KubernetesOptions {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { cases: FLAG, words: FLAG, planted: FLAG, rollout: FLAG, lifecycle: FLAG, recipes: FILE, json: FILE, junit: FILE } });
  if (!values.words) refuseMany(values.planted, positionals);
  return { ...values, names: positionals };
}

export function composeOptions(words: readonly string[]): ComposeOptions {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { cases: FLAG, words: FLAG, planted: FLAG, lifecycle: FLAG, recipes: FILE, json: FILE, junit: FILE } });
  if (!values.words) refuseMany(values.planted, positionals);
  return { ...values, names: positionals };
}

function refuseMany(planted: boolean, names: readonly string[]): void {
  if (planted && names.length !== 1) throw new Error('--planted takes one stack');
}
