import { randomInt } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import type { ChaosOptions } from './chaos/chaos';
import { refuseUnwritable, type ResultFiles } from './results';

const FLAG = { type: 'boolean', default: false } as const;
const FILE = { type: 'string' } as const;
const CHAOS = { chaos: FLAG, 'chaos-seed': { type: 'string' }, 'chaos-seconds': { type: 'string', default: '300' } } as const;

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
  /** For how long faults happen to it at random, while records are written, and which; missing for none. */
  readonly chaos?: ChaosOptions;
  /** A directory with recipes of images. */
  readonly recipes?: string;
}

/** What is asked for on the command line of `e2e:kubernetes`. */
export interface KubernetesOptions extends ComposeOptions {
  /** Whether what serves is also replaced under requests. */
  readonly rollout: boolean;
}

export function kubernetesOptions(words: readonly string[]): KubernetesOptions {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { cases: FLAG, words: FLAG, planted: FLAG, rollout: FLAG, lifecycle: FLAG, ...CHAOS, recipes: FILE, json: FILE, junit: FILE } });
  if (!values.words) refuseMany(values.planted, positionals);
  return { ...values, chaos: chaosIn(values), names: positionals };
}

export function composeOptions(words: readonly string[]): ComposeOptions {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { cases: FLAG, words: FLAG, planted: FLAG, lifecycle: FLAG, ...CHAOS, recipes: FILE, json: FILE, junit: FILE } });
  if (!values.words) refuseMany(values.planted, positionals);
  return { ...values, chaos: chaosIn(values), names: positionals };
}

/** An error for what could not be used in the end, or would make no difference. */
export function refuseUnusable({ recipes, ...files }: ComposeOptions): void {
  refuseUnwritable(files);
  if (recipes === undefined) return;
  const names = fs.existsSync(recipes) && fs.statSync(recipes).isDirectory() ? fs.readdirSync(recipes) : [];
  if (names.length === 0) throw new Error(`--recipes ${recipes} is no directory with recipes: nothing was tried`);
  const other = names.find((name) => !fs.existsSync(path.join(recipes, name, 'Dockerfile')));
  if (other !== undefined) throw new Error(`${path.join(recipes, other)} is no recipe, since it has no Dockerfile: nothing was tried`);
}

interface Given {
  readonly chaos: boolean;
  readonly 'chaos-seed'?: string;
  readonly 'chaos-seconds': string;
  readonly [option: string]: unknown;
}

function chaosIn({ chaos, 'chaos-seed': seed, 'chaos-seconds': seconds, ...given }: Given): ChaosOptions | undefined {
  if (!chaos) return undefined;
  const other = ['cases', 'words', 'lifecycle', 'rollout'].find((option) => given[option] === true);
  if (other !== undefined) throw new Error(`--chaos is for a run of its own, without --${other}`);
  return { seed: seed === undefined ? randomInt(1e9) : whole('--chaos-seed', seed), seconds: whole('--chaos-seconds', seconds) };
}

function whole(option: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new Error(`${option} is ${value}; it takes a whole number of up to nine digits`);
  return Number(value);
}

function refuseMany(planted: boolean, names: readonly string[]): void {
  if (planted && names.length !== 1) throw new Error('--planted takes one stack');
}
