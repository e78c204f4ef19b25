import * as fc from 'fast-check';
import type { OperationsOptions, WorkloadOptions } from '../../lib';
import { Size } from '../../lib';
import { CONTAINER_WORDS, WORKLOAD_WORDS, type ContainerWords, type WordFeature, type WorkloadWords } from '../../lib/model/words';
import { at, fields, type Fields } from '../schema/untyped';

/*
 * Everything that the laws have to know of a word, and the only place where they name one. The readings are of the YAML
 * alone, and know nothing of how a target came to write it.
 */

/** What a kubelet keeps of each log without a word, and so Compose too. */
const KUBELETS = logFiles({ maxSize: 10 * 1024 ** 2, files: 5 });

function logFiles({ maxSize, files }: { readonly maxSize: number; readonly files: number }): string {
  return `${files} of ${maxSize}`;
}

/** What a described workload or container says by words. */
export type WordsDescription = WorkloadWords & ContainerWords;

interface WordLaw<Value> {
  readonly values: fc.Arbitrary<Value>;
  /** How it is said with the public API. */
  readonly give: (value: Value) => Pick<WorkloadOptions, keyof WorkloadWords> | Pick<OperationsOptions, keyof ContainerWords>;
  /** What both outputs say of it, or one alone: the name of a fact. */
  readonly fact: string;
  readonly said: (value: Value) => string;
  /** Read from a pod, of which all containers have it. */
  readonly kubernetes?: (pod: Fields) => string | undefined;
  /** Read from the service of the container, or of whoever has its network. */
  readonly compose?: (service: Fields, network: Fields) => string | undefined;
}

type Laws = { readonly [K in keyof Required<WordsDescription>]: WordLaw<NonNullable<WordsDescription[K]>> };

const LAWS: Laws = {
  hostname: {
    values: fc.constantFrom('a', 'rabbit-1', '9', 'x'.repeat(63)),
    give: (hostname) => ({ hostname }),
    fact: 'hostname',
    said: String,
    kubernetes: ({ hostname }) => hostname as string | undefined,
    compose: (_service, { hostname }) => hostname as string | undefined,
  },
  openFiles: {
    values: fc.integer({ min: 1, max: 1_048_576 }),
    give: (openFiles) => ({ openFiles }),
    fact: 'open files',
    said: (files) => `${files} to ${files}`,
    compose: ({ ulimits }) => {
      const files = fields(at(ulimits, 'nofile'));
      return Object.keys(files).length === 0 ? undefined : `${String(files.soft)} to ${String(files.hard)}`;
    },
  },
  init: {
    values: fc.constant(true),
    give: (init) => ({ init }),
    fact: 'orphans',
    said: () => 'reaped',
    kubernetes: ({ shareProcessNamespace }) => (shareProcessNamespace === true ? 'reaped' : undefined),
    compose: ({ init }) => (init === true ? 'reaped' : undefined),
  },
  logRotation: {
    values: fc.record({ maxSize: fc.integer({ min: 1024, max: 20_000_000 }), files: fc.integer({ min: 1, max: 9 }) }).filter((rotation) => logFiles(rotation) !== KUBELETS),
    give: ({ maxSize, files }) => ({ logRotation: { maxSize: Size.kibibytes(maxSize / 1024), files } }),
    fact: 'log files',
    said: logFiles,
    compose: ({ logging }) => {
      const options = fields(at(logging, 'options'));
      const said = `${String(options['max-file'])} of ${bytes(options['max-size'])}`;
      return said === KUBELETS ? undefined : said;
    },
  },
};

const rows = Object.entries(LAWS) as [keyof WordsDescription, WordLaw<unknown>][];

/** Words of a workload are said of its main container alone. */
const OF_WORKLOADS = new Set(Object.keys(WORKLOAD_WORDS));

const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

export const arbitraryWords: fc.Arbitrary<WordsDescription> = fc
  .record(Object.fromEntries(rows.map(([name, { values }]) => [name, rarely(values)])))
  .map((words) => Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)) as WordsDescription);

/** Those that a container other than the main one can have. */
export function containerWords(words: WordsDescription): ContainerWords {
  return Object.fromEntries(Object.entries(words).filter(([name]) => !OF_WORKLOADS.has(name)));
}

export function givenWords(words: WordsDescription): WorkloadOptions {
  return Object.assign({}, ...said(words).map(([{ give }, value]) => give(value))) as WorkloadOptions;
}

/** Features that a description uses by its words. */
export function wordFeatures(words: WordsDescription): WordFeature[] {
  const declared = { ...WORKLOAD_WORDS, ...CONTAINER_WORDS };
  return (Object.keys(words) as (keyof WordsDescription)[]).map((name) => declared[name].feature);
}

/** Facts that both outputs state. */
export function sharedWordFacts(words: WordsDescription): [string, string][] {
  return said(words).flatMap(([{ fact, said: text, kubernetes, compose }, value]) => (kubernetes && compose ? [[fact, text(value)]] : []));
}

/** Facts that the Compose file alone states. */
export function composeWordFacts(words: WordsDescription): [string, string][] {
  return said(words).flatMap(([{ fact, said: text, kubernetes }, value]) => (kubernetes ? [] : [[fact, text(value)]]));
}

/** Facts that all containers of a pod have if one of them has them. */
export const OF_PODS: ReadonlySet<string> = new Set(rows.flatMap(([name, { fact, kubernetes }]) => (kubernetes && !OF_WORKLOADS.has(name) ? [fact] : [])));

export function* readWordsOfPod(pod: Fields, isMain: boolean): Iterable<readonly [string, string]> {
  for (const [name, { fact, kubernetes }] of rows) {
    const value = kubernetes?.(pod);
    if (value !== undefined && (isMain || !OF_WORKLOADS.has(name))) yield [fact, value];
  }
}

/** `isShared` says whether Kubernetes has a word for it, too. */
export function* readWordsOfService(service: Fields, network: Fields, isMain: boolean): Iterable<readonly [fact: string, value: string, isShared: boolean]> {
  for (const [name, { fact, compose, kubernetes }] of rows) {
    const value = compose?.(service, network);
    if (value !== undefined && (isMain || !OF_WORKLOADS.has(name))) yield [fact, value, kubernetes !== undefined];
  }
}

function said(words: WordsDescription): [WordLaw<unknown>, unknown][] {
  return rows.flatMap(([name, law]) => (words[name] === undefined ? [] : [[law, words[name]]]));
}

function bytes(value: unknown): number {
  const match = /^(\d+)([bkmg]?)$/.exec(String(value));
  return match ? Number(match[1]) * 1024 ** Math.max(0, 'bkmg'.indexOf(match[2] || 'b')) : NaN;
}
