import * as fc from '../fast-check';
import { CONTAINER_WORDS, WORKLOAD_WORDS, type ContainerWords, type WordFeature } from '../../lib/model/words';
import type { WorkloadOptions } from '../../lib';
import { WORD_READINGS, type WordReading } from '../../lib/verify/agreement/word-readings';
import type { WorkloadDescription } from './stack-description';
import type { WordLaw, WordsDescription } from './word-law';
import { LAWS } from './word-laws';

/*
 * What the laws do with words, without knowing any: the rows are in `word-laws.ts`, and what cannot be said together in
 * `settleWords`.
 */

export type { WordsDescription };

/** A word without a reading does not compile. */
const READINGS: Readonly<Record<keyof WordsDescription, WordReading>> = WORD_READINGS;

const rows = Object.entries(LAWS) as [keyof WordsDescription, WordLaw<unknown>][];

/** Words of a workload are said of its main container alone. */
const OF_WORKLOADS = new Set(Object.keys(WORKLOAD_WORDS));

const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

export const arbitraryWords: fc.Arbitrary<WordsDescription> = fc
  .record(Object.fromEntries(rows.map(([name, { values }]) => [name, rarely(values)])))
  .map((words) => Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)) as WordsDescription);

/** What is said of a program that runs until it is stopped, as what comes first does not. */
const OF_RUNNING = new Set(['postStart', 'preStop', 'noHealth']);

/** Those that every container other than the main one can have. */
export function containerWords(words: WordsDescription): ContainerWords {
  return Object.fromEntries(Object.entries(words).filter(([name]) => !OF_WORKLOADS.has(name) && !OF_RUNNING.has(name)));
}

/** Words without those that the rest of the stack rules out: names that are taken, and what a pod cannot have together. */
export function settleWords({ words, image, fuse, health, stopGracePeriod }: Pick<WorkloadDescription, 'words' | 'image' | 'fuse' | 'health' | 'stopGracePeriod'>, pod: Pick<WorkloadDescription, 'words' | 'replicas' | 'kind' | 'operations'>, names: Set<string>): WordsDescription {
  const { containerName, init, shareableIpc, restartPolicy, imagePullPolicy, sysctls, privilegeEscalation, unconfinedAppArmor, devices, aliases, logRotation, noHealth, userNamespace, preStop, ...rest } = words;
  // Kubernetes gives devices without a plugin to privileged containers only, which have all capabilities.
  const hasDevices = words.privileged !== undefined || (fuse && fuse.devicePlugin === undefined);
  const ownSysctls = words.hostIpc ? sysctls?.filter(({ name }) => name.startsWith('net.')) : sysctls;
  const isFree = containerName !== undefined && pod.replicas < 2 && !names.has(containerName);
  if (isFree) names.add(containerName);
  const ownAliases = aliases?.filter((alias) => !names.has(alias));
  for (const alias of ownAliases ?? []) names.add(alias);
  return {
    ...rest,
    ...(ownAliases?.length && { aliases: ownAliases }),
    ...(isFree && { containerName }),
    ...(noHealth && !health && { noHealth }),
    ...(preStop?.every(({ sleep = 0 }) => sleep * 1000 < stopGracePeriod) && { preStop }),
    ...(logRotation && !words.logDriver && { logRotation }),
    ...(init !== undefined && !pod.words.hostPid && { init }),
    ...(shareableIpc && !words.hostIpc && { shareableIpc }),
    ...(userNamespace && !words.hostIpc && !words.hostPid && !words.hostNetwork && { userNamespace }),
    ...(ownSysctls?.length && { sysctls: ownSysctls }),
    ...(privilegeEscalation && !words.privileged && { privilegeEscalation }),
    ...(unconfinedAppArmor && !fuse && { unconfinedAppArmor }),
    ...(devices && { devices: hasDevices ? devices : devices.map((device) => ({ ...device, devicePlugin: 'amd.com/gpu' })) }),
    ...(imagePullPolicy && (imagePullPolicy !== 'build' || image.kind === 'build') && { imagePullPolicy }),
    ...(restartPolicy && pod.kind !== 'task' && !pod.operations.restart && { restartPolicy }),
  };
}

/** The network of the host is for those without peers: to have any, it has to be called by the address of the machine. Pods there have no alias to tell their main container by. */
export function settleHostNetwork({ words, egress }: Pick<WorkloadDescription, 'words' | 'egress'>, isAlone: boolean): WordsDescription {
  const { hostNetwork, extraHosts, sysctls, aliases, macAddress, sharedNetworks, ...rest } = words;
  const ownSysctls = sysctls?.filter(({ name }) => !name.startsWith('net.'));
  if (!isAlone || !egress) return { ...rest, ...(aliases && { aliases }), ...(macAddress !== undefined && { macAddress }), ...(sharedNetworks && { sharedNetworks }), ...(extraHosts && { extraHosts }), ...(sysctls && { sysctls }) };
  return { ...rest, hostNetwork, ...(ownSysctls?.length && { sysctls: ownSysctls }) };
}

export function givenWords(words: WordsDescription): WorkloadOptions {
  return Object.assign({}, ...said(words).map(([{ give }, value]) => give(value))) as WorkloadOptions;
}

/** Features that a description uses by its words. */
export function wordFeatures(words: WordsDescription): WordFeature[] {
  const declared = { ...WORKLOAD_WORDS, ...CONTAINER_WORDS };
  return [...(Object.keys(words) as (keyof WordsDescription)[]).map((name) => declared[name].feature), ...said(words).flatMap(([{ aspects }, value]) => aspects?.(value) ?? [])];
}

/** What both outputs say for people to read. */
export function wordNotes(words: WordsDescription): [string, string][] {
  return said(words).flatMap(([{ notes }, value]) => Object.entries(notes?.(value) ?? {}).map(([name, reason]): [string, string] => [`note ${name}`, reason]));
}

/** Facts that both outputs state. */
export function sharedWordFacts(words: WordsDescription): [string, string][] {
  return factsOf(words, ({ kubernetes, compose }) => kubernetes !== undefined && compose !== undefined).filter(([, text]) => text !== '');
}

/**
 * Facts that the Compose file alone states.
 *
 * @param ofWorkload what is said of the workload that the container is a part of
 */
export function composeWordFacts(words: WordsDescription, ofWorkload = words): [string, string][] {
  const ofPod = Object.fromEntries(Object.entries(ofWorkload).filter(([name]) => OF_WORKLOADS.has(name) && READINGS[name as keyof WordsDescription].of === 'pod'));
  return factsOf({ ...ofPod, ...words }, ({ kubernetes, compose }) => kubernetes === undefined && compose !== undefined);
}

function factsOf(words: WordsDescription, isMeant: (reading: WordReading) => boolean): [string, string][] {
  return rows.flatMap(([name, law]) => (words[name] === undefined || !isMeant(READINGS[name]) ? [] : [[READINGS[name].fact, law.said(words[name], words)]]));
}

/** Whether something is said that no Pod Security Standard but "privileged" allows. */
export function isPrivileged(words: WordsDescription): boolean {
  return said(words).some(([{ isPrivileged: takesAll }, value]) => takesAll?.(value));
}

function said(words: WordsDescription): [WordLaw<unknown>, unknown][] {
  return rows.flatMap(([name, law]) => (words[name] === undefined ? [] : [[law, words[name]]]));
}
