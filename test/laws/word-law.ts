import * as fc from '../fast-check';
import { Duration, type WorkloadOptions } from '../../lib';
import type { HookModel, Reasoned } from '../../lib/model/word-values';
import type { ContainerWords, WordFeature, WorkloadWords } from '../../lib/model/words';
import { hostileReason } from './arbitrary-values';

/* What the laws have to know of a word, and what several words have in common. */

/** What a described workload or container says by words; profiles, of which it depends what else is there, have laws of their own (`choices.ts`). */
export type WordsDescription = Omit<WorkloadWords, 'profiles'> & ContainerWords;

export interface WordLaw<Value> {
  readonly values: fc.Arbitrary<Value>;
  /** How it is said with the public API. */
  readonly give: (value: Value) => WorkloadOptions;
  /** The features that some values are besides. */
  readonly aspects?: (value: Value) => readonly WordFeature[];
  /** What both outputs say for people to read, by its name. */
  readonly notes?: (value: Value) => Readonly<Record<string, string>>;
  /** Whether no Pod Security Standard but "privileged" allows it. */
  readonly isPrivileged?: (value: Value) => boolean;
  /** What the outputs say of it, or the one that can: see `WORD_READINGS`. Empty for what both leave out. */
  readonly said: (value: Value, words: WordsDescription) => string;
}

/** What is given as the reason for it. */
export const reasoned = (name: keyof WorkloadOptions, note: string): Pick<WordLaw<Reasoned>, 'values' | 'give' | 'notes' | 'said'> => ({
  values: hostileReason.map((reason) => ({ reason })),
  give: ({ reason }) => ({ [name]: reason }),
  notes: ({ reason }) => ({ [`cdk8s-compose/${note}`]: reason }),
  said: () => 'yes',
});

export const privilege = (name: 'hostIpc' | 'hostPid', note: string): WordLaw<Reasoned> => ({
  ...reasoned(name, note),
  isPrivileged: () => true,
});

/** A command beside the program, of which Kubernetes has nothing but the command. */
export const hook = (name: 'postStart' | 'preStop', settings: WordFeature, sleeps: WordFeature, note: string): WordLaw<readonly HookModel[]> => ({
  values: fc.constantFrom<readonly HookModel[]>([{ command: ['run', 'a b', '$HOME'] }], [{ command: ['run'], user: 'root', privileged: { reason: 'it has to' } }], [{ command: ['sleep', '1'], sleep: 1 }]),
  give: ([{ privileged, command, sleep, ...hookOfIt }]) => ({ [name]: [{ ...hookOfIt, ...(sleep === undefined ? { command } : { sleep: Duration.seconds(sleep) }), ...(privileged && { privileged: privileged.reason }) }] }),
  aspects: ([{ user, sleep }]) => [...(user === undefined ? [] : [settings]), ...(sleep === undefined ? [] : [sleeps])],
  notes: ([{ privileged }]) => (privileged ? { [`cdk8s-compose/${note}`]: privileged.reason } : {}),
  said: ([{ command }]) => JSON.stringify(command),
});
