import * as fc from 'fast-check';
import type { WorkloadOptions } from '../../lib';
import type { HookModel, Reasoned } from '../../lib/model/word-values';
import type { ContainerWords, WordFeature, WorkloadWords } from '../../lib/model/words';
import { at, mappings, type Fields } from '../../lib/verify/untyped';
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
  /** Whether all containers of a pod have it if one of them has it, or the workload. */
  readonly ofPod?: true;
  /** Whether no Pod Security Standard but "privileged" allows it. */
  readonly isPrivileged?: (value: Value) => boolean;
  /** What both outputs say of it, or one alone: the name of a fact. */
  readonly fact: string;
  readonly said: (value: Value) => string;
  /** Read from a container, or from its pod, with the names of Services that lead to it beside its own as `otherServices`. */
  readonly kubernetes?: (pod: Fields, container: Fields) => string | undefined;
  /** Read from the service of the container, or of whoever has its network. */
  readonly compose?: (service: Fields, network: Fields) => string | undefined;
}

export const isTrue = (value: unknown): string | undefined => (value === true ? 'yes' : undefined);

/** What is given as the reason for it. */
export const reasoned = (name: keyof WorkloadOptions, note: string): Pick<WordLaw<Reasoned>, 'values' | 'give' | 'notes' | 'fact' | 'said'> => ({
  values: hostileReason.map((reason) => ({ reason })),
  give: ({ reason }) => ({ [name]: reason }),
  notes: ({ reason }) => ({ [`cdk8s-compose/${note}`]: reason }),
  fact: name,
  said: () => 'yes',
});

export const privilege = (name: 'hostIpc' | 'hostPid', kubernetes: 'hostIPC' | 'hostPID', compose: 'ipc' | 'pid', note: string): WordLaw<Reasoned> => ({
  ...reasoned(name, note),
  ofPod: true,
  isPrivileged: () => true,
  kubernetes: (pod) => isTrue(pod[kubernetes]),
  compose: (service) => isTrue(service[compose] === 'host'),
});

/** A command beside the program, of which Kubernetes has nothing but the command. */
export const hook = (name: 'postStart' | 'preStop', compose: string, settings: WordFeature, note: string): WordLaw<readonly HookModel[]> => ({
  values: fc.constantFrom([{ command: ['run', 'a b', '$HOME'] }], [{ command: ['run'], user: 'root', privileged: { reason: 'it has to' } }]),
  give: ([{ privileged, ...hookOfIt }]) => ({ [name]: [{ ...hookOfIt, ...(privileged && { privileged: privileged.reason }) }] }),
  aspects: ([{ user }]) => (user === undefined ? [] : [settings]),
  notes: ([{ privileged }]) => (privileged ? { [`cdk8s-compose/${note}`]: privileged.reason } : {}),
  fact: name,
  said: ([{ command }]) => JSON.stringify(command),
  kubernetes: (_pod, container) => {
    const command = at(container['lifecycle'], name, 'exec', 'command');
    return command === undefined ? undefined : JSON.stringify(command);
  },
  compose: (service) => (service[compose] === undefined ? undefined : JSON.stringify(mappings(service[compose])[0].command)),
});
