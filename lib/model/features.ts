import type { ContainerModel } from './container';
import { CONTAINER_FEATURES, type ContainerFeature } from './container-features';
import { namesIn } from './feature-details';
import { isForEveryone, octal } from './file-mode';
import { grouped } from './graph';
import type { OutsidePeerModel } from './outside';
import type { StackModel } from './stack';
import { namedReplicas } from './replicas';
import { CONTAINER_WORDS, saidWords, WORKLOAD_WORDS, type Word, type WordFeature } from './words';
import { WORKLOAD_FEATURES, type WorkloadFeature } from './workload-features';
import { containersOf, mainOf, type WorkloadModel } from './workload';

/** Where a stack uses a feature, and with what. */
export interface FeatureUse {
  readonly feature: Feature;
  readonly path: string;
  readonly detail: string;
}

/*
 * Everything that a stack can say, feature by feature. Each target decides every one of them (its `support.ts` does not
 * compile otherwise), so nothing a user writes can get lost without a word.
 */

const STACK_FEATURES = {
  'value.optional-renamed': (model) => {
    const optional = new Set([...model.secrets.filter((secret) => secret.optional), ...withoutDefault(model)].map(({ name }) => name));
    if (optional.size === 0) return [];
    return model.workloads.flatMap((workload) => containersOf(workload)).flatMap(({ path, process }) => {
      const renamed = process.environment.filter(({ name, value }) => (value.kind === 'secret' || value.kind === 'parameter') && value.name !== name && optional.has(value.name));
      return renamed.length > 0 ? [{ path, detail: renamed.map(({ name }) => name).join(', ') }] : [];
    });
  },
  'parameter.optional': (model) => withoutDefault(model).map(({ path, name }) => ({ path, detail: name })),
  'parameter.derived': ({ parameters }) => parameters.flatMap(({ path, default: value = '', chosen }) => (chosen ? [{ path, detail: `"${value}" (${namesIn(chosen)})` }] : [])),
  'parameter.required': ({ parameters }) => parameters.flatMap(({ path, default: value, required }) => (required ? [{ path, detail: value === undefined ? 'no value' : `"${value}"` }] : [])),
  'parameter.variable': ({ parameters }) => parameters.flatMap(({ path, name, setting }) => (setting === undefined ? [] : [{ path, detail: `${name} (${setting} in Compose)` }])),
  'secret.optional': (model) => model.secrets.filter((secret) => secret.optional).map((secret) => ({ path: secret.path, detail: secret.name })),
  'secret.existing': (model) => model.secrets.flatMap(({ path, existing }) => (existing ? [{ path, detail: existing.secret }] : [])),
  'secret.existing-key': (model) => model.secrets.flatMap(({ path, name, existing }) => (existing && existing.key !== name ? [{ path, detail: `the key ${existing.key} of the Secret ${existing.secret}` }] : [])),
  'secret.store': (model) => (model.secretStore ? [{ path: model.path, detail: `${model.secretStore.kind} ${model.secretStore.name}` }] : []),
  sandbox: (model) => (model.sandboxes ?? []).map((sandbox) => ({ path: sandbox.path, detail: sandbox.name })),
  'config.binary': (model) => model.configFiles.filter(({ encoding }) => encoding !== undefined).map(({ path, fileName }) => ({ path, detail: fileName })),
  'config.mode': (model) => modes(model, () => true),
  'config.private-mode': (model) => modes(model, (mode) => !isForEveryone(mode)),
  'volume.size': (model) => model.volumes.flatMap(({ path, size }) => (size === undefined ? [] : [{ path, detail: `${Math.round(size / 1024 ** 2)} MiB` }])),
  'volume.existing': (model) => model.volumes.flatMap(({ path, name, existing }) => (existing ? [{ path, detail: name }] : [])),
  'volume.engine-name': (model) => model.volumes.flatMap(({ path, engineName, existing }) => (engineName === undefined || existing ? [] : [{ path, detail: engineName }])),
  'volume.host-path': (model) => model.volumes.filter((volume) => volume.hostPath).map((volume) => ({ path: volume.path, detail: volume.name })),
  'volume.relabel': (model) => model.volumes.filter((volume) => volume.relabel).map((volume) => ({ path: volume.path, detail: volume.name })),
  'volume.owner': (model) => model.volumes.filter((volume) => !volume.ownedByImage && !volume.hostPath).map((volume) => ({ path: volume.path, detail: volume.name })),
  'volume.storage-class': (model) => model.volumes.flatMap((v) => (v.storageClass === undefined ? [] : [{ path: v.path, detail: `the storage class ${v.storageClass}` }])),
  'outside.server': ({ outside = [] }) => outside.flatMap(({ path, name, stack }) => (stack ? [] : [{ path, detail: name }])),
  'network.stack-peer': ({ connections, outside = [] }) => {
    const peers = new Map(outside.flatMap(({ path, name, stack }) => (stack ? [[path, `${name} of ${stack.name}`] as const] : [])));
    const calls = grouped(peers.size === 0 ? [] : connections.filter(({ to }) => peers.has(to)), ({ from }) => from);
    return [...calls].map(([path, ofPath]) => ({ path, detail: [...new Set(ofPath.map(({ to }) => peers.get(to)!))].join(', ') }));
  },
  'network.stack-caller': ({ callers = [] }) => [...grouped(callers, ({ to }) => to)].map(([path, all]) => ({ path, detail: [...new Set(all.map(({ workload, stack }) => `${workload} of ${stack}`))].join(', ') })),
  'network.outside-peer': (model) => limitedCalls(model, ({ stack }) => stack === undefined),
  'network.outside-name': (model) => limitedCalls(model, ({ cidr, stack }) => cidr === undefined && stack === undefined),
  'network.direction': (model) =>
    [...grouped(amongWorkloads(model), ({ to }) => to)].map(([path, connections]) => ({
      path,
      detail: [path, ...new Set(connections.map(({ from }) => from))].map(lastSegment).join(', '),
    })),
  'volume.bucket': (model) => model.volumes.flatMap((v) => (v.bucket ? [{ path: v.path, detail: v.name }] : [])),
  'replica.name': (model) => [...namedReplicas(model)].map(([path, names]) => ({ path, detail: names.join(', ') })),
  'replica.name-of-several': (model) => {
    const named = namedReplicas(model);
    return model.workloads.flatMap((workload) => {
      const names = named.get(workload.path);
      return names && (workload.replicas > 1 || mainOf(workload).chosen?.['replicas']) ? [{ path: workload.path, detail: names.join(', ') }] : [];
    });
  },
  'volume.per-replica': (model) => model.volumes.filter((volume) => volume.perReplica).map((volume) => ({ path: volume.path, detail: volume.name })),
  'replicas.own-volumes': ({ workloads, volumes }) => {
    const own = new Set(volumes.flatMap(({ name, perReplica }) => (perReplica ? [name] : [])));
    if (own.size === 0) return [];
    return workloads.flatMap((workload) => {
      const mounted = [...ownVolumesOf(workload, own)];
      const { replicas } = workload;
      return mounted.length > 0 && (replicas > 1 || mainOf(workload).chosen?.['replicas']) ? [{ path: workload.path, detail: `${replicas > 1 ? `${replicas} replicas` : 'as many replicas as the operator chooses'}, each with a volume ${mounted.join(', ')} of its own` }] : [];
    });
  },
  'volume.shared': (model) => model.volumes.filter((volume) => volume.shared).map((volume) => ({ path: volume.path, detail: volume.name })),
} satisfies Record<string, (model: StackModel) => readonly { readonly path: string; readonly detail: string }[]>;

function ownVolumesOf(workload: WorkloadModel, own: ReadonlySet<string>): Set<string> {
  return new Set(containersOf(workload).flatMap(({ mounts }) => mounts.flatMap((mount) => (mount.kind === 'volume' && own.has(mount.volume) ? [mount.volume] : []))));
}

/** Calls of servers outside by workloads that do not call the world. */
function limitedCalls({ workloads, connections, outside = [] }: StackModel, isMeant: (peer: OutsidePeerModel) => boolean): { readonly path: string; readonly detail: string }[] {
  const peers = new Map(outside.filter(isMeant).map((peer) => [peer.path, peer.name]));
  if (peers.size === 0) return [];
  const calls = grouped(connections.filter(({ to }) => peers.has(to)), ({ from }) => from);
  return workloads.flatMap(({ path, egress }) => {
    const own = egress ? undefined : calls.get(path);
    return own ? [{ path, detail: [...new Set(own.map(({ to }) => peers.get(to)!))].join(', ') }] : [];
  });
}

function amongWorkloads({ connections, outside = [] }: StackModel): StackModel['connections'] {
  const paths = new Set(outside.map(({ path }) => path));
  return paths.size === 0 ? connections : connections.filter(({ to }) => !paths.has(to));
}

function modes({ configFiles }: StackModel, isMeant: (mode: number) => boolean): { readonly path: string; readonly detail: string }[] {
  return configFiles.flatMap(({ path, fileName, mode }) => (mode === undefined || !isMeant(mode) ? [] : [{ path, detail: `${fileName} has the mode ${octal(mode)}` }]));
}

function withoutDefault({ parameters }: StackModel): StackModel['parameters'] {
  return parameters.filter((parameter) => parameter.default === undefined && !parameter.required);
}

/** The name of something a stack can say. */
export type Feature = WorkloadFeature | ContainerFeature | WordFeature | keyof typeof STACK_FEATURES;

/** How a feature is found in a workload or container: with what it is used there, nothing if it is not. */
type Find<Of> = (of: Of) => readonly string[];

/** How a feature is found that is a word, or what some of its values say besides. */
interface FindWord<Of> {
  readonly word: string;
  readonly find: Find<Of>;
}

const IN_WORKLOADS = new Map<Feature, Find<WorkloadModel>>(entries(WORKLOAD_FEATURES));
const IN_CONTAINERS = new Map<Feature, Find<ContainerModel>>(entries(CONTAINER_FEATURES));
const WORDS_OF_WORKLOADS = wordFinders<WorkloadModel>(WORKLOAD_WORDS);
const WORDS_OF_CONTAINERS = wordFinders<ContainerModel>(CONTAINER_WORDS);

/** Every feature, in the order of the support table. */
export const FEATURES: readonly Feature[] = [
  ...IN_WORKLOADS.keys(), ...WORDS_OF_WORKLOADS.keys(), ...IN_CONTAINERS.keys(), ...WORDS_OF_CONTAINERS.keys(), ...(Object.keys(STACK_FEATURES) as Feature[]),
];

/** Every use of the given features in a stack; the details of one workload or container are put together. */
export function featureUses(model: StackModel, features: ReadonlySet<Feature>): FeatureUse[] {
  const usesOf = featureIndex(model);
  return FEATURES.filter((feature) => features.has(feature)).flatMap(usesOf);
}

/** Finds the uses of a feature in a stack, each feature's once, however many targets ask for it. */
export function featureIndex(model: StackModel): (feature: Feature) => readonly FeatureUse[] {
  const containers = model.workloads.flatMap(containersOf);
  const known = new Map<Feature, readonly FeatureUse[]>();
  const [workloadsBy, containersBy] = [sayersOf(model.workloads, WORKLOAD_WORDS), sayersOf(containers, CONTAINER_WORDS)];
  const find = (feature: Feature): readonly FeatureUse[] => {
    const ofWorkload = WORDS_OF_WORKLOADS.get(feature);
    if (ofWorkload) return usesOfWord(workloadsBy, feature, ofWorkload);
    const ofContainer = WORDS_OF_CONTAINERS.get(feature);
    if (ofContainer) return usesOfWord(containersBy, feature, ofContainer);
    const inWorkload = IN_WORKLOADS.get(feature);
    if (inWorkload) return usesIn(model.workloads, feature, inWorkload);
    const inContainer = IN_CONTAINERS.get(feature);
    if (inContainer) return usesIn(containers, feature, inContainer);
    return STACK_FEATURES[feature as keyof typeof STACK_FEATURES](model).map(({ path, detail }) => ({ feature, path, detail }));
  };
  return (feature) => {
    const uses = known.get(feature) ?? find(feature);
    known.set(feature, uses);
    return uses;
  };
}

function usesOfWord<Of extends { readonly path: string }>(sayers: ReadonlyMap<string, readonly Of[]>, feature: Feature, { word, find }: FindWord<Of>): readonly FeatureUse[] {
  const all = sayers.get(word);
  return all ? usesIn(all, feature, find) : NO_USES;
}

function usesIn<Of extends { readonly path: string }>(all: readonly Of[], feature: Feature, find: Find<Of>): readonly FeatureUse[] {
  const uses: FeatureUse[] = [];
  for (const of of all) {
    const details = find(of);
    if (details.length > 0) uses.push({ feature, path: of.path, detail: details.length === 1 ? details[0] : joinedDetails(details) });
  }
  return uses;
}

const NO_USES: readonly FeatureUse[] = [];

function joinedDetails(details: readonly string[]): string {
  return details.filter((detail) => detail !== '').join(', ');
}

/** Who says each word: of most there is nobody. */
function sayersOf<Of extends object>(all: readonly Of[], table: Readonly<Record<string, Word<never>>>): ReadonlyMap<string, readonly Of[]> {
  const sayers = new Map<string, Of[]>();
  for (const of of all) {
    for (const word of saidWords(table, of as Readonly<Record<string, unknown>>)) {
      const known = sayers.get(word);
      if (known) known.push(of);
      else sayers.set(word, [of]);
    }
  }
  return sayers;
}

const NOTHING: readonly string[] = [];

function wordFinders<Of>(words: Readonly<Record<string, Word<never>>>): Map<Feature, FindWord<Of>> {
  return new Map(Object.entries(words).flatMap(([word, { feature, detail, aspects = {} }]) =>
    [[feature, detail] as const, ...Object.entries(aspects)].map(([said, find]): [Feature, FindWord<Of>] => [
      said as Feature,
      {
        word,
        find: (of) => {
          const found = find(of[word as keyof Of] as never);
          return found === undefined ? NOTHING : [found];
        },
      },
    ])));
}

function entries<K extends string, V>(table: Readonly<Record<K, V>>): [K, V][] {
  return Object.entries(table) as [K, V][];
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
