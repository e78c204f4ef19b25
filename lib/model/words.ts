import type { LogRotationModel } from './operations';

/*
 * Words: optional fields that say one thing each, and that a target lowers to an attribute or two. A word is declared
 * here once, with its feature; the constructs pass it on, and each target decides it in its `words.ts`.
 */

/** What can be said of a pod. */
export interface WorkloadWords {
  /** What the containers find as their own host name; missing for what the engine chooses. */
  readonly hostname?: string;
}

/** What can be said of a container. */
export interface ContainerWords {
  /** Files and sockets that a process may have open. */
  readonly openFiles?: number;
  /** Whether the first process reaps the children of others. */
  readonly init?: boolean;
  readonly logRotation?: LogRotationModel;
}

/** What is known of a word whatever it is lowered to. */
export interface Word<Value> {
  /** The name of the feature that a stack uses by saying it. */
  readonly feature: string;
  /** What a report says of it; empty if the word says it all. */
  detail(value: Value): string;
  /** Why a value cannot be one; undefined if it can. */
  problem(value: Value): string | undefined;
}

type Words<W> = { readonly [K in keyof Required<W>]: Word<NonNullable<W[K]>> };

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Every word about a pod. */
export const WORKLOAD_WORDS = {
  hostname: {
    feature: 'workload.hostname',
    detail: (hostname) => hostname,
    problem: (hostname) => {
      if (hostname === 'localhost') return 'that name is the loopback address of every container';
      return LABEL.test(hostname) ? undefined : 'it has to be a label of at most 63 lower-case letters, digits and "-"';
    },
  },
} as const satisfies Words<WorkloadWords>;

/** Every word about a container. */
export const CONTAINER_WORDS = {
  openFiles: {
    feature: 'operations.open-files',
    detail: (files) => `${files} open files`,
    problem: (files) => wholeProblem(files, 1),
  },
  init: { feature: 'operations.init', detail: () => '', problem: () => undefined },
  logRotation: {
    feature: 'operations.log-rotation',
    detail: ({ files, maxSize }) => `${files} files of ${Math.round(maxSize / 1024 ** 2)} MiB`,
    problem: ({ files, maxSize }) => within('maxSize', wholeProblem(maxSize, 1024)) ?? within('files', wholeProblem(files, 1)),
  },
} as const satisfies Words<ContainerWords>;

/** The features that words are. */
export type WordFeature =
  | (typeof WORKLOAD_WORDS)[keyof typeof WORKLOAD_WORDS]['feature']
  | (typeof CONTAINER_WORDS)[keyof typeof CONTAINER_WORDS]['feature'];

/** The words of a table that something says. */
export function wordsOf<W extends object>(table: { readonly [K in keyof W]: unknown }, said: W): W {
  const words: Partial<W> = {};
  for (const name of Object.keys(table) as (keyof W)[]) if (said[name] !== undefined) words[name] = said[name];
  return words as W;
}

function wholeProblem(value: number, minimum: number): string | undefined {
  return Number.isInteger(value) && value >= minimum ? undefined : `it has to be a whole number of at least ${minimum}`;
}

function within(field: string, problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : `${field}: ${problem}`;
}
