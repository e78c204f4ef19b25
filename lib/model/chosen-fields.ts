import { bytesIn, millicores, millisecondsIn, numberIn } from './amounts';
import type { ContainerModel } from './container';
import type { WorkloadModel } from './workload';
import type { PullPolicyName } from './word-values';

/** How what an operator writes is read: undefined for what is no value. */
export interface Reading<T> {
  readonly read: (text: string) => T | undefined;
  /** What it has to be, for people. */
  readonly expected: string;
}

/** In the words of Compose, which has two for one of them. */
const PULL_POLICIES: Readonly<Record<string, PullPolicyName>> = { always: 'always', missing: 'missing', if_not_present: 'missing', never: 'never', build: 'build' };

const RESTART_POLICIES = { always: 'always', 'unless-stopped': 'unless-stopped', 'on-failure': 'on-failure', no: 'no' } as const;

/** Every value of which an operator may have the last word, in the words of Compose. */
export const READINGS = {
  text: { read: (text: string): string | undefined => text, expected: 'text' },
  number: { read: numberIn, expected: 'a number' },
  /** A number, or none for all that there are. */
  count: { read: (text: string): readonly number[] | undefined => (text === 'all' ? [] : listed(numberIn(text))), expected: 'a number, or all' },
  bytes: { read: bytesIn, expected: 'an amount as Compose reads it, such as 512m or 2g' },
  milliseconds: { read: millisecondsIn, expected: 'a time as Compose reads it, such as 1m30s' },
  pullPolicy: oneOf(PULL_POLICIES),
  restartPolicy: oneOf(RESTART_POLICIES),
} as const;

function oneOf<T extends string>(words: Readonly<Record<string, T>>): Reading<T> {
  return { read: (text) => (Object.hasOwn(words, text) ? words[text] : undefined), expected: `one of ${Object.keys(words).join(', ')}` };
}

function listed(value: number | undefined): readonly number[] | undefined {
  return value === undefined ? undefined : [value];
}

/** What has the field. */
interface Owner {
  readonly workload: Pick<WorkloadModel, 'extraHosts'>;
  readonly container: Pick<ContainerModel, 'health' | 'models' | 'mounts'>;
}

type At = readonly (string | number)[];

/** Where the model keeps a field, and how it reads it. */
interface Place {
  readonly of: keyof Owner;
  readonly as: Reading<unknown>;
  /** @param rest of the name, behind its first part */
  readonly at: (rest: string, owner: Owner) => At;
  /** What the model keeps of the value, undefined for nothing; missing for the value. */
  readonly kept?: (value: never) => unknown;
}

function place(of: keyof Owner, as: Reading<unknown>, at: Place['at'], kept?: Place['kept']): Place {
  return { of, as, at, ...(kept && { kept }) };
}

const { bytes, count, milliseconds, number, pullPolicy, restartPolicy, text } = READINGS;

const isLimit = (rest: string): boolean => rest.endsWith('limit');
const ofHealth = (rest: string, { container }: Owner): At => [container.health ? 'health' : 'imageHealth', rest];
/** To an operator, a limit of 0 is none, as to the engine. */
const noLimit = (value: number): number | undefined => (value === 0 ? undefined : value);

/** By the name of the property, or the first part of it. */
const PLACES: Readonly<Record<string, (rest: string) => Place>> = {
  replicas: () => place('workload', number, () => ['replicas']),
  hostname: () => place('workload', text, () => ['hostname']),
  platform: () => place('workload', text, () => ['platform']),
  runtimeClass: () => place('workload', text, () => ['runtimeClass']),
  // What a service does anyway is not said.
  restartPolicy: () => place('workload', restartPolicy, () => ['restartPolicy'], (policy: string) => (policy === 'unless-stopped' ? undefined : policy)),
  labels: () => place('workload', text, (name) => ['labels', name]),
  annotations: () => place('workload', text, (name) => ['annotations', name]),
  extraHosts: () => place('workload', text, (host, { workload: { extraHosts = [] } }) => ['extraHosts', extraHosts.findIndex(({ name }) => name === host), 'address']),
  containerName: () => place('container', text, () => ['containerName']),
  imagePullPolicy: () => place('container', pullPolicy, () => ['imagePullPolicy']),
  pidsLimit: () => place('container', number, () => ['pidsLimit']),
  openFiles: () => place('container', number, () => ['openFiles']),
  logDriver: () => place('container', text, (option) => ['logDriver', 'options', option]),
  logRotation: (rest) => place('container', rest === 'files' ? number : bytes, () => ['logRotation', rest]),
  models: () => place('container', text, (rest, { container: { models = [] } }) => ['models', models.findIndex(({ name }) => rest === `${name}.model`), 'model']),
  gpus: () => place('container', count, () => ['gpus', 'count'], ([some]: readonly number[]) => some),
  workingDirectory: () => place('container', text, () => ['process', 'workingDirectory']),
  stopGracePeriod: () => place('container', milliseconds, () => ['lifecycle', 'stopGracePeriod']),
  sharedMemory: () => place('container', bytes, (_, { container: { mounts } }) => ['mounts', mounts.findIndex(({ kind }) => kind === 'shared-memory'), 'size']),
  supplementalGroups: () => place('container', number, (at) => ['security', 'supplementalGroups', Number(at)]),
  user: (rest) => place('container', number, () => ['security', rest === 'uid' ? 'user' : 'group']),
  health: (rest) => place('container', rest === 'retries' ? number : milliseconds, ofHealth),
  resources: (rest) => {
    const at = (): At => ['resources', ...rest.split('.')];
    if (rest.startsWith('memory')) return place('container', bytes, at, isLimit(rest) ? noLimit : undefined);
    return place('container', number, at, (cores: number) => (isLimit(rest) ? noLimit(millicores(cores)) : millicores(cores)));
  },
};

/** How a field is read; undefined for one that has no place. */
export function readingOf(field: string): Reading<unknown> | undefined {
  const [first, rest] = parted(field);
  return PLACES[first]?.(rest).as;
}

/** The same with another value of the field, if the text is one. */
export function withField<W extends WorkloadModel, C extends ContainerModel>(owner: { readonly workload: W; readonly container: C }, field: string, said: string): { readonly workload: W; readonly container: C } {
  const [first, rest] = parted(field);
  const found = PLACES[first]?.(rest);
  const value = found?.as.read(said);
  if (!found || value === undefined) return owner;
  return { ...owner, [found.of]: replaced(owner[found.of], found.at(rest, owner), found.kept ? found.kept(value as never) : value) };
}

function parted(field: string): readonly [string, string] {
  const at = field.indexOf('.');
  return at < 0 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)];
}

/** A copy of what has it, down to the value; without it for undefined. */
function replaced(whole: unknown, [key, ...rest]: At, value: unknown): unknown {
  if (Array.isArray(whole)) return whole.map((item: unknown, at) => (at !== key ? item : rest.length === 0 ? value : replaced(item, rest, value)));
  const { [key]: before, ...others } = whole as Record<string, unknown>;
  const after = rest.length === 0 ? value : replaced(before, rest, value);
  return after === undefined ? others : { ...(whole as object), [key]: after };
}
