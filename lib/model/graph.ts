import type { CallerModel } from './callers';
import { chosenModels, type Chosen } from './choice';
import { isFetched } from './build';
import { referencesOf } from './connections';
import type { EndpointModel } from './endpoint';
import type { Reference } from './expression';
import type { ImageModel } from './image';
import type { OutsidePeerModel } from './outside';
import type { PeerModel } from './peer';
import { privilegesOf, type Privileges } from './privilege-reasons';
import type { ConfigFileModel, MountModel, VolumeModel } from './storage';
import type { ConnectionModel, ParameterModel, SecretModel, StackModel } from './stack';
import type { ContainerModel } from './container';
import { containersOf, type WorkloadModel } from './workload';

/** A container, and what it is a part of. */
export interface ContainerInWorkload {
  readonly container: ContainerModel;
  readonly workload: WorkloadModel;
}

/** Look-ups over a stack that both targets and the checks need, built once per synthesis. */
export interface StackGraph {
  readonly model: StackModel;
  readonly workloads: ReadonlyMap<string, WorkloadModel>;
  /** Everything that can be referred to. */
  readonly peers: ReadonlyMap<string, PeerModel>;
  readonly volumes: ReadonlyMap<string, VolumeModel>;
  readonly configFiles: ReadonlyMap<string, ConfigFileModel>;
  readonly parameters: ReadonlyMap<string, ParameterModel>;
  readonly secrets: ReadonlyMap<string, SecretModel>;
  /** Every container of every workload, with the workload that it belongs to. */
  readonly containers: readonly ContainerInWorkload[];
  readonly privileges: Privileges;
  /** The paths of workloads of which a container mounts a volume that no second pod may write to. */
  readonly singleWriters: ReadonlySet<string>;
  /** What a workload's containers refer to in what they get to see, in whatever way, by its path. */
  readonly references: ReadonlyMap<string, readonly Reference[]>;
  /** Connections by the path of the workload that opens them. */
  readonly outgoing: ReadonlyMap<string, readonly ConnectionModel[]>;
  /** Connections by the path of the workload that answers them. */
  readonly incoming: ReadonlyMap<string, readonly ConnectionModel[]>;
  /** Connections to servers that others run, by the path of the workload that opens them. */
  readonly callsOutside: ReadonlyMap<string, readonly ConnectionModel[]>;
  /** The same to workloads of other stacks. */
  readonly callsStacks: ReadonlyMap<string, readonly ConnectionModel[]>;
  /** Who of other stacks calls a workload, by its path. */
  readonly callers: ReadonlyMap<string, readonly CallerModel[]>;
  /** Servers and workloads that others run, by their paths. */
  readonly outside: ReadonlyMap<string, OutsidePeerModel>;
  /** Set for what one choice of profiles leaves of a stack: what it leaves out can still be named, and is nowhere else. */
  readonly chosen?: Chosen;
}

/** The look-ups over a model. */
export function graphOf(model: StackModel, chosen?: Chosen): StackGraph {
  const workloads = new Map(model.workloads.map((workload) => [workload.path, workload]));
  const outside = new Map((model.outside ?? []).map((peer) => [peer.path, peer]));
  const containers = model.workloads.flatMap((workload) => containersOf(workload).map((container) => ({ container, workload })));
  const volumes = byName(model.volumes);
  const configFiles = byName(model.configFiles);
  const inside = outside.size === 0 ? model.connections : model.connections.filter(({ to }) => !outside.has(to));
  return {
    model,
    workloads,
    outside,
    peers: chosen || outside.size > 0 ? new Map<string, PeerModel>([...workloads, ...outside, ...(chosen?.leftOut ?? []).map((workload) => [workload.path, workload] as const)]) : workloads,
    volumes,
    configFiles,
    parameters: byName(model.parameters),
    secrets: byName(model.secrets),
    containers,
    privileges: privilegesOf(containers),
    singleWriters: singleWritersOf(containers, volumes),
    references: new Map(model.workloads.map((workload) => [workload.path, referencesOf(workload, configFiles)])),
    outgoing: grouped(inside, (connection) => connection.from),
    incoming: grouped(inside, (connection) => connection.to),
    callsOutside: grouped(outside.size === 0 ? [] : model.connections.filter(({ to }) => outside.has(to) && !outside.get(to)!.stack), (connection) => connection.from),
    callsStacks: grouped(outside.size === 0 ? [] : model.connections.filter(({ to }) => outside.get(to)?.stack), (connection) => connection.from),
    callers: grouped(model.callers ?? [], ({ to }) => to),
    ...(chosen && { chosen }),
  };
}

/** A stack as it is with each of its choices; as it is for one without. */
export function chosenGraphs(graph: StackGraph): readonly StackGraph[] {
  const each = chosenModels(graph.model);
  return each.length === 0 ? [graph] : each.map(({ model, chosen }) => graphOf(model, chosen));
}

function byName<T extends { readonly name: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}

/** Items by what `key` says of them, in their order. */
export function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

/** Endpoint of a reference that the checks have found to be good. */
export function endpointOf(graph: StackGraph, path: string, name: string): EndpointModel {
  const endpoint = graph.peers.get(path)?.endpoints.find((candidate) => candidate.name === name);
  if (!endpoint) throw new Error(`reference to ${path}.${name} passed the checks but does not resolve`);
  return endpoint;
}

/** What a reference that the checks have found to be good refers to. */
export function peerAt(graph: StackGraph, path: string): PeerModel {
  const peer = graph.peers.get(path);
  if (!peer) throw new Error(`reference to ${path} passed the checks but does not resolve`);
  return peer;
}

/** Workload of a path that the checks have found to be good. */
export function workloadAt(graph: StackGraph, path: string): WorkloadModel {
  const workload = graph.workloads.get(path);
  if (!workload) throw new Error(`reference to ${path} passed the checks but does not resolve`);
  return workload;
}

/** Whether a container of a workload mounts a volume that no second pod may write to. */
export function hasSingleWriter({ path }: WorkloadModel, graph: StackGraph): boolean {
  return graph.singleWriters.has(path);
}

function singleWritersOf(containers: readonly ContainerInWorkload[], volumes: StackGraph['volumes']): Set<string> {
  const writes = (mount: MountModel): boolean => mount.kind === 'volume' && isForOne(volumes.get(mount.volume));
  return new Set(containers.filter(({ container }) => container.mounts.some(writes)).map(({ workload }) => workload.path));
}

function isForOne(volume: VolumeModel | undefined): boolean {
  return volume?.shared === false && !volume.perReplica;
}

/** The volumes of a stateful workload of which each of its replicas has one of its own. */
export function volumesPerReplica(workload: WorkloadModel, graph: StackGraph): readonly VolumeModel[] {
  if (workload.kind !== 'stateful') return NO_VOLUMES;
  // Most have none, and share that.
  let own: Set<VolumeModel> | undefined;
  for (const { mounts } of containersOf(workload)) {
    for (const mount of mounts) {
      const volume = mount.kind === 'volume' ? graph.volumes.get(mount.volume) : undefined;
      if (volume?.perReplica) (own ??= new Set()).add(volume);
    }
  }
  return own ? [...own] : NO_VOLUMES;
}

const NO_VOLUMES: readonly VolumeModel[] = [];

/** Whether a parameter or secret has a value only if the operator gives it one, and none is asked for. */
export function isOptional(name: string, graph: StackGraph): boolean {
  return mayBeUnset(name, graph) && !graph.parameters.get(name)?.required;
}

/** The same where nobody is asked. */
export function mayBeUnset(name: string, graph: StackGraph): boolean {
  return graph.secrets.get(name)?.optional ?? graph.parameters.get(name)?.default === undefined;
}

/** Whether the operator has to have the system's own checkout: to build an image, or to mount sources. */
export function usesSource({ containers }: StackGraph): boolean {
  return containers.some(({ container: { image, mounts, watch } }) => watch !== undefined || isBuiltHere(image) || mounts.some((mount) => mount.kind === 'source'));
}

function isBuiltHere(image: ImageModel): boolean {
  if (image.kind !== 'build') return false;
  const { additionalContexts = {}, secrets = [] } = image.build ?? {};
  return !isFetched(image.context) || Object.values(additionalContexts).some(({ kind }) => kind === 'directory') || secrets.some((secret) => 'file' in secret);
}
