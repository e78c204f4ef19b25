import * as fc from 'fast-check';
import { ImagePullPolicy, RestartPolicy, Size, type WorkloadOptions } from '../../lib';
import { CONTAINER_WORDS, WORKLOAD_WORDS, type ContainerWords, type WordFeature, type WorkloadWords } from '../../lib/model/words';
import type { Reasoned } from '../../lib/model/word-values';
import { at, fields, mappings, texts, type Fields } from '../schema/untyped';
import { hostileText } from './arbitrary-values';
import { unordered } from './reading';
import type { WorkloadDescription } from './stack-description';

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
  readonly give: (value: Value) => WorkloadOptions;
  /** The features that some values are besides. */
  readonly aspects?: (value: Value) => readonly WordFeature[];
  /** Reasons that both outputs state, by what they are for. */
  readonly notes?: (value: Value) => Readonly<Record<string, string>>;
  /** Whether all containers of a pod have it if one of them has it, or the workload. */
  readonly ofPod?: true;
  /** Whether no Pod Security Standard but "privileged" allows it. */
  readonly isPrivileged?: (value: Value) => boolean;
  /** What both outputs say of it, or one alone: the name of a fact. */
  readonly fact: string;
  readonly said: (value: Value) => string;
  /** Read from a container, or from its pod. */
  readonly kubernetes?: (pod: Fields, container: Fields) => string | undefined;
  /** Read from the service of the container, or of whoever has its network. */
  readonly compose?: (service: Fields, network: Fields) => string | undefined;
}

type Laws = { readonly [K in keyof Required<WordsDescription>]: WordLaw<NonNullable<WordsDescription[K]>> };

const isTrue = (value: unknown): string | undefined => (value === true ? 'yes' : undefined);
const isText = (value: unknown): string | undefined => value as string | undefined;

const privilege = (name: 'hostIpc' | 'hostPid', kubernetes: 'hostIPC' | 'hostPID', compose: 'ipc' | 'pid', note: string): WordLaw<Reasoned> => ({
  values: hostileText.map((reason) => ({ reason })),
  give: ({ reason }) => ({ [name]: reason }),
  notes: ({ reason }) => ({ [note]: reason }),
  ofPod: true,
  isPrivileged: () => true,
  fact: name,
  said: () => 'yes',
  kubernetes: (pod) => isTrue(pod[kubernetes]),
  compose: (service) => isTrue(service[compose] === 'host'),
});

const LAWS: Laws = {
  containerName: {
    values: fc.constantFrom('App_1', 'x.Y', 'Z-', '0_'),
    give: (containerName) => ({ containerName }),
    fact: 'container name',
    said: String,
    compose: ({ container_name: name }) => isText(name),
  },
  hostIpc: privilege('hostIpc', 'hostIPC', 'ipc', 'host-ipc'),
  hostPid: privilege('hostPid', 'hostPID', 'pid', 'host-pid'),
  shareableIpc: {
    values: fc.constant(true),
    give: (shareableIpc) => ({ shareableIpc }),
    fact: 'open to others',
    said: () => 'yes',
    ofPod: true,
    compose: ({ ipc }) => isTrue(ipc === 'shareable'),
  },
  restartPolicy: {
    // One that is never started again looks like a task that is not tried again.
    values: fc.constantFrom('always', 'on-failure'),
    give: (policy) => ({ restartPolicy: policy === 'always' ? RestartPolicy.ALWAYS : RestartPolicy.ON_FAILURE }),
    aspects: (policy) => (policy === 'always' ? [] : ['operations.restart-limited']),
    fact: 'started again',
    said: String,
    compose: ({ restart }) => (restart === 'always' || restart === 'on-failure' ? restart : undefined),
  },
  extraHosts: {
    values: fc.uniqueArray(fc.record({ name: fc.constantFrom('a.example.com', 'ldap', 'x9.y'), address: fc.constantFrom('10.0.0.5', '::1', 'fd00::7', 'host-gateway') }), { minLength: 1, selector: ({ name }) => name })
      .map((hosts) => hosts.sort((a, b) => (a.name < b.name ? -1 : 1))),
    give: (hosts) => ({ extraHosts: Object.fromEntries(hosts.map(({ name, address }) => [name, address])) }),
    aspects: (hosts) => (hosts.some(({ address }) => address === 'host-gateway') ? ['network.host-gateway'] : []),
    fact: 'extra hosts',
    // Nobody is behind the containers of a cluster.
    said: (hosts) => unordered(hosts.flatMap(({ name, address }) => (address === 'host-gateway' ? [] : [`${name}=${address}`]))),
    kubernetes: ({ hostAliases }) => (hostAliases === undefined ? undefined : unordered(mappings(hostAliases).flatMap(({ ip, hostnames }) => texts(hostnames).map((name) => `${name}=${String(ip)}`)))),
    compose: (_service, { extra_hosts: hosts }) => {
      const known = texts(hosts).filter((host) => !host.endsWith(':host-gateway')).map((host) => host.replace(':', '='));
      return known.length === 0 ? undefined : unordered(known);
    },
  },
  dnsConfig: {
    values: fc.record({
      nameservers: fc.constantFrom(undefined, ['10.0.0.53'], ['fd00::1', '1.1.1.1']),
      searches: fc.constantFrom(['example.com', 'a'], ['b']),
      options: fc.constantFrom(undefined, [{ name: 'ndots', value: '2' }, { name: 'rotate' }]),
    }).map(({ nameservers, searches, options }) => ({ searches, ...(nameservers && { nameservers }), ...(options && { options }) })),
    give: ({ options, ...config }) => ({ dnsConfig: { ...config, ...(options && { options: Object.fromEntries(options.map(({ name, value = '' }) => [name, value])) }) } }),
    aspects: ({ nameservers }) => (nameservers ? ['network.nameservers'] : []),
    fact: 'names',
    said: ({ nameservers = [], searches = [], options = [] }) => JSON.stringify([nameservers, searches, options.map(({ name, value }) => (value === undefined ? name : `${name}:${value}`))]),
    kubernetes: ({ dnsConfig: config }) => {
      if (config === undefined) return undefined;
      return JSON.stringify([texts(at(config, 'nameservers')), texts(at(config, 'searches')), mappings(at(config, 'options')).map(({ name, value }) => (value === undefined ? name : `${String(name)}:${String(value)}`))]);
    },
    compose: (_service, { dns, dns_search: searches, dns_opt: options }) => (searches === undefined ? undefined : JSON.stringify([texts(dns), texts(searches), texts(options)])),
  },
  runtimeClass: {
    values: fc.constantFrom('nvidia', 'io.containerd.wasmedge.v1'),
    give: (runtimeClass) => ({ runtimeClass }),
    fact: 'runtime',
    said: String,
    ofPod: true,
    kubernetes: ({ runtimeClassName }) => isText(runtimeClassName),
    compose: ({ runtime }) => isText(runtime),
  },
  platform: {
    values: fc.constantFrom('linux/amd64', 'linux/arm/v7'),
    give: (platform) => ({ platform }),
    aspects: (platform) => (platform.split('/').length === 3 ? ['workload.platform-variant'] : []),
    fact: 'platform',
    said: (platform) => platform.split('/').slice(0, 2).join('/'),
    ofPod: true,
    kubernetes: ({ nodeSelector }) => (nodeSelector === undefined ? undefined : `${String(at(nodeSelector, 'kubernetes.io/os'))}/${String(at(nodeSelector, 'kubernetes.io/arch'))}`),
    compose: ({ platform }) => isText(platform)?.split('/').slice(0, 2).join('/'),
  },
  imagePullPolicy: {
    values: fc.constantFrom('always', 'never', 'build'),
    give: (policy) => ({ imagePullPolicy: { always: ImagePullPolicy.ALWAYS, never: ImagePullPolicy.NEVER, build: ImagePullPolicy.BUILD, missing: ImagePullPolicy.IF_NOT_PRESENT }[policy] }),
    aspects: (policy) => (policy === 'build' ? ['image.built-always'] : []),
    fact: 'pulled',
    said: String,
    compose: ({ pull_policy: policy }) => isText(policy),
  },
  hostname: {
    values: fc.constantFrom('a', 'rabbit-1', '9', 'x'.repeat(63)),
    give: (hostname) => ({ hostname }),
    fact: 'hostname',
    said: String,
    kubernetes: ({ hostname }) => isText(hostname),
    compose: (_service, { hostname }) => isText(hostname),
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
    ofPod: true,
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

/** Words without those that the rest of the stack rules out: names that are taken, and what a pod cannot have together. */
export function settleWords({ words, image }: Pick<WorkloadDescription, 'words' | 'image'>, pod: Pick<WorkloadDescription, 'words' | 'replicas' | 'kind' | 'operations'>, names: Set<string>): WordsDescription {
  const { containerName, init, shareableIpc, restartPolicy, imagePullPolicy, ...rest } = words;
  const isFree = containerName !== undefined && pod.replicas < 2 && !names.has(containerName);
  if (isFree) names.add(containerName);
  return {
    ...rest,
    ...(isFree && { containerName }),
    ...(init !== undefined && !pod.words.hostPid && { init }),
    ...(shareableIpc && !words.hostIpc && { shareableIpc }),
    ...(imagePullPolicy && (imagePullPolicy !== 'build' || image.kind === 'build') && { imagePullPolicy }),
    ...(restartPolicy && pod.kind !== 'task' && !pod.operations.restart && { restartPolicy }),
  };
}

export function givenWords(words: WordsDescription): WorkloadOptions {
  return Object.assign({}, ...said(words).map(([{ give }, value]) => give(value))) as WorkloadOptions;
}

/** Features that a description uses by its words. */
export function wordFeatures(words: WordsDescription): WordFeature[] {
  const declared = { ...WORKLOAD_WORDS, ...CONTAINER_WORDS };
  return [...(Object.keys(words) as (keyof WordsDescription)[]).map((name) => declared[name].feature), ...said(words).flatMap(([{ aspects }, value]) => aspects?.(value) ?? [])];
}

/** Reasons that both outputs state. */
export function wordNotes(words: WordsDescription): [string, string][] {
  return said(words).flatMap(([{ notes }, value]) => Object.entries(notes?.(value) ?? {}).map(([name, reason]): [string, string] => [`note cdk8s-compose/${name}`, reason]));
}

/** Facts that both outputs state. */
export function sharedWordFacts(words: WordsDescription): [string, string][] {
  return said(words).flatMap(([{ fact, said: text, kubernetes, compose }, value]) => (kubernetes && compose ? [[fact, text(value)]] : []));
}

/**
 * Facts that the Compose file alone states.
 *
 * @param ofWorkload what is said of the workload that the container is a part of
 */
export function composeWordFacts(words: WordsDescription, ofWorkload = words): [string, string][] {
  const ofPod = Object.fromEntries(Object.entries(ofWorkload).filter(([name]) => OF_WORKLOADS.has(name) && LAWS[name as keyof WordsDescription].ofPod));
  return said({ ...ofPod, ...words }).flatMap(([{ fact, said: text, kubernetes }, value]) => (kubernetes ? [] : [[fact, text(value)]]));
}

/** Whether something is said that no Pod Security Standard but "privileged" allows. */
export function isPrivileged(words: WordsDescription): boolean {
  return said(words).some(([{ isPrivileged: takesAll }, value]) => takesAll?.(value));
}

/** Facts that all containers of a pod have if one of them has them. */
export const OF_PODS: ReadonlySet<string> = new Set(rows.flatMap(([, { fact, ofPod }]) => (ofPod ? [fact] : [])));

export function* readWordsOfPod(pod: Fields, container: Fields, isMain: boolean): Iterable<readonly [string, string]> {
  for (const [name, { fact, ofPod, kubernetes }] of rows) {
    const value = kubernetes?.(pod, container);
    if (value !== undefined && (isMain || ofPod || !OF_WORKLOADS.has(name))) yield [fact, value];
  }
}

/** `isShared` says whether Kubernetes has a word for it, too. */
export function* readWordsOfService(service: Fields, network: Fields, isMain: boolean): Iterable<readonly [fact: string, value: string, isShared: boolean]> {
  for (const [name, { fact, ofPod, compose, kubernetes }] of rows) {
    const value = compose?.(service, network);
    if (value !== undefined && (isMain || ofPod || !OF_WORKLOADS.has(name))) yield [fact, value, kubernetes !== undefined];
  }
}

function said(words: WordsDescription): [WordLaw<unknown>, unknown][] {
  return rows.flatMap(([name, law]) => (words[name] === undefined ? [] : [[law, words[name]]]));
}

function bytes(value: unknown): number {
  const match = /^(\d+)([bkmg]?)$/.exec(String(value));
  return match ? Number(match[1]) * 1024 ** Math.max(0, 'bkmg'.indexOf(match[2] || 'b')) : NaN;
}
