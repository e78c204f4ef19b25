import type { ContainerModel } from '../../../lib/model/container';
import type { StackModel } from '../../../lib/model/stack';
import { containersOf } from '../../../lib/model/workload';
import { containersIn } from '../cluster/objects';
import { must, run } from '../command';
import { compared, type Compared } from './compared';
import { comparisonsOf, startComparisons, userOf, type Given } from './differences';
import { askedOf } from './kernel';
import type { Looker } from './looker';
import { observedIn, type Observed } from './observed';
import { podComparisons, type Elsewhere, type LivePod } from './pod-facts';
import { ofRequests } from './requests-of';
import { ofStandIn, startedAs } from './started-as';
import { Statements, type Platform, type Stated } from './stated';
import { heldIn, variablesOf } from './variables-of';

/** What the API says of a pod, as far as it is needed. */
export interface Pod {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>>; readonly deletionTimestamp?: string; readonly ownerReferences?: readonly { readonly kind: string }[] };
  readonly spec: { readonly nodeName?: string; readonly hostNetwork?: boolean; readonly terminationGracePeriodSeconds?: number };
  readonly status: { readonly phase: string; readonly podIP?: string; readonly containerStatuses?: readonly Status[]; readonly initContainerStatuses?: readonly Status[]; readonly conditions?: readonly PodCondition[] };
}

interface Status {
  readonly name: string;
  readonly image: string;
  readonly containerID?: string;
  readonly restartCount: number;
  readonly ready: boolean;
  readonly state: { readonly running?: { readonly startedAt: string }; readonly terminated?: { readonly exitCode: number; readonly startedAt: string; readonly finishedAt: string } };
}

interface PodCondition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime: string;
}

/** What a container has, and what it has to have. */
export interface Looked {
  readonly container: string;
  readonly path: string;
  readonly compared: readonly Compared[];
}

/** What is known of an image: its variables, and what it says as whom it runs. */
export type KnownOfImage = (image: string) => Pick<Given, 'image'> & { readonly said?: string };

/** The pods of a namespace, but for those that are on their way out. */
export function podsIn(namespace: string): readonly Pod[] {
  const { items } = JSON.parse(must(['kubectl', '-n', namespace, 'get', 'pods', '-o', 'json'])) as { readonly items: readonly Pod[] };
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

/** Name of the workload that a pod is of. */
export function workloadOf({ metadata: { labels = {} } }: Pod): string {
  return labels['app.kubernetes.io/name'] ?? '';
}

/** A container of a pod, with its id at the runtime. */
interface Started {
  readonly name: string;
  readonly image: string;
  readonly id: string;
}

/** Containers of a pod that run. */
export function runningIn({ status }: Pod): readonly (Started & { readonly startedAt: string })[] {
  return statusesOf(status).flatMap(({ state: { running }, ...started }) => (running ? [{ ...started, startedAt: running.startedAt }] : []));
}

/** Those that have ended, and are not started again. */
export function endedIn({ status }: Pod): readonly Started[] {
  return statusesOf(status).flatMap(({ state: { terminated }, ...started }) => (terminated ? [started] : []));
}

function statusesOf({ containerStatuses = [], initContainerStatuses = [] }: Pod['status']): readonly (Started & Pick<Status, 'state'>)[] {
  return [...containerStatuses, ...initContainerStatuses].flatMap(({ name, image, containerID, state }) => (containerID === undefined ? [] : [{ name, image, id: containerID.replace(/^\w+:\/\//, ''), state }]));
}

/**
 * Of what runs, what the kernel and the API have; of what has ended, what the API remembers of it.
 *
 * @see lookInside of Compose
 */
export function lookInside(looker: Looker, model: StackModel, platform: Platform, knownOf: KnownOfImage, elsewhere: Omit<Elsewhere, 'nodeLabels'>): readonly Looked[] {
  const statements = new Statements(model, { ...platform, unset: (name) => `$(${name})` });
  const stated = new Map(model.workloads.flatMap((workload) => containersOf(workload).map((container) => [`${workload.name} ${container.name}`, { workload, container, has: onCluster(statements.of(container, workload)) }] as const)));
  const known = (pod: Pod, started: readonly Started[], runs: boolean) => started.flatMap(({ name, image, id }) => {
    const found = stated.get(`${workloadOf(pod)} ${name}`);
    return found ? [{ name: `${pod.metadata.name} ${name}`, ...found, pod, image, id, runs }] : [];
  });
  const containers = podsIn(model.namespace).flatMap((pod) => [...known(pod, runningIn(pod), true), ...known(pod, endedIn(pod), false)]);
  const running = containers.filter(({ runs }) => runs);
  const wanted = running.flatMap(({ has, id }) => askedOf(has).map((what) => `${id} ${what}\n`));
  const observed = observedIn(looker.tell('look.sh', running.map(({ id }) => id), wanted.join('')));
  const labels = nodeLabels();
  const held = heldIn(model.namespace);
  return containers.map(({ name, workload, container, has, pod, image, id, runs }) => {
    const process = observed.get(id);
    const live = pod as unknown as LivePod;
    const ofApi = containersIn(live.spec).find((each) => each.name === container.name);
    // What only other texts of a container refer to is a variable of its own, under a name that is not taken.
    const isOfEngine = (variable: string, value: string): boolean => isOfKubelet(variable) || has.parts.get(variable.replace(/(?:_VALUE)+$/, '')) === value;
    const { said, image: ofImage } = knownOf(image);
    const given = { image: ofImage, ...userOf(said, process), isOfEngine, isMounted: isOfRuntime, entrypoint: [], command: [], keepsModes: true };
    const remembered = new Map([...ofImage, ...ofApi ? variablesOf(ofApi, held) : []]);
    const ofProcess = runs ? ofRunning(has, process, given) : startComparisons(has, { ...given, environment: remembered });
    const asked = ofApi ? [...startedAs(has, ofApi, runs ? process?.environment : remembered)] : [];
    const more = podComparisons({ container, workload }, live, { ...elsewhere, nodeLabels: labels.get(pod.spec.nodeName ?? '') ?? {} });
    return { container: name, path: container.path, compared: [...ofProcess, ...asked, ...more, ...ofThoseBefore(pod), ...ofRequests(container, logOf(model.namespace, pod.metadata.name, container))] };
  });
}

function ofRunning(has: Stated, process: Observed | undefined, given: Given): readonly Compared[] {
  return process ? [...comparisonsOf(has, process, given), ...ofStandIn(has, process)] : [{ by: 'run', problem: 'its process is not on the node of the one who looks' }];
}

/** What runs before its containers has ended well, or stays beside them. */
function ofThoseBefore({ status: { initContainerStatuses = [] } }: Pod): readonly Compared[] {
  return initContainerStatuses.map(({ name, state }) => compared('run', state.running !== undefined || state.terminated?.exitCode === 0, () => `${name} has not ended well before`));
}

function nodeLabels(): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const { items } = JSON.parse(must(['kubectl', 'get', 'nodes', '-o', 'json'])) as { readonly items: readonly { readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> } }[] };
  return new Map(items.map(({ metadata: { name, labels } }) => [name, labels]));
}

/** What a stand-in writes down of who asks it. */
function logOf(namespace: string, pod: string, { name, health }: ContainerModel): string {
  return health?.check.kind === 'http' || health?.check.kind === 'grpc' ? run(['kubectl', '-n', namespace, 'logs', pod, '-c', name, '--limit-bytes=200000']).stdout : '';
}

/** What no field of a pod says, or what policies decide in place of a network; a checkout is mounted by Compose alone. */
function onCluster({ wayOut: _, init: __, domainname: ___, macAddress: ____, pids: _____, ...stated }: Stated): Stated {
  return { ...stated, limits: [], groupNames: [], hosts: stated.hosts.filter(({ address }) => address !== 'host-gateway'), mounts: stated.mounts.filter(({ kind }) => kind !== 'source') };
}

/** The kubelet tells everyone where the API server is, by Service links that cannot be turned off, and the runtime what terminal there is. */
function isOfKubelet(variable: string): boolean {
  return variable === 'HOSTNAME' || variable === 'HOME' || variable === 'TERM' || /^KUBERNETES_(?:SERVICE|PORT)/.test(variable);
}

function isOfRuntime(target: string): boolean {
  return /^\/(?:$|proc(?:\/|$)|sys(?:\/|$)|dev(?:\/|$)|etc\/(?:hosts|hostname|resolv\.conf)$)/.test(target);
}
