import type { StackModel } from '../../../lib/model/stack';
import { containersOf } from '../../../lib/model/workload';
import { must } from '../command';
import { differencesOf } from './differences';
import { askedOf } from './kernel';
import type { Looker } from './looker';
import { observedIn } from './observed';
import { Statements, type Platform, type Stated } from './stated';

/** What the API says of a pod, as far as it is needed. */
export interface Pod {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>>; readonly deletionTimestamp?: string };
  readonly spec: { readonly hostNetwork?: boolean; readonly terminationGracePeriodSeconds?: number };
  readonly status: { readonly phase: string; readonly podIP?: string; readonly containerStatuses?: readonly Status[]; readonly initContainerStatuses?: readonly Status[] };
}

interface Status {
  readonly name: string;
  readonly image: string;
  readonly containerID?: string;
  readonly restartCount: number;
  readonly state: { readonly running?: { readonly startedAt: string } };
}

/** What a container has, and what it has to have. */
export interface Looked {
  readonly container: string;
  readonly problems: readonly string[];
}

/** Variables of an image. */
export type ImageVariables = (image: string) => ReadonlyMap<string, string>;

/** The pods of a namespace, but for those that are on their way out. */
export function podsIn(namespace: string): readonly Pod[] {
  const { items } = JSON.parse(must(['kubectl', '-n', namespace, 'get', 'pods', '-o', 'json'])) as { readonly items: readonly Pod[] };
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

/** Name of the workload that a pod is of. */
export function workloadOf({ metadata: { labels = {} } }: Pod): string {
  return labels['app.kubernetes.io/name'] ?? '';
}

/** Containers of a pod that run, each with its id at the runtime. */
export function runningIn({ status }: Pod): readonly { readonly name: string; readonly image: string; readonly id: string; readonly startedAt: string }[] {
  return [...status.containerStatuses ?? [], ...status.initContainerStatuses ?? []].flatMap(({ name, image, containerID, state }) => (
    state.running && containerID !== undefined ? [{ name, image, id: containerID.replace(/^\w+:\/\//, ''), startedAt: state.running.startedAt }] : []));
}

/** @see lookInside of Compose */
export function lookInside(looker: Looker, model: StackModel, platform: Platform, variables: ImageVariables): readonly Looked[] {
  const statements = new Statements(model, platform);
  const stated = new Map<string, Stated>();
  for (const workload of model.workloads) for (const container of containersOf(workload)) stated.set(`${workload.name} ${container.name}`, onCluster(statements.of(container, workload)));
  const containers = podsIn(model.namespace).flatMap((pod) => runningIn(pod).flatMap(({ name, image, id }) => {
    const has = stated.get(`${workloadOf(pod)} ${name}`);
    return has ? [{ container: `${pod.metadata.name} ${name}`, stated: has, image, id }] : [];
  }));
  const wanted = containers.flatMap(({ stated: has, id }) => askedOf(has).map((what) => `${id} ${what}\n`));
  const observed = observedIn(looker.tell('look.sh', containers.map(({ id }) => id), wanted.join('')));
  return containers.map(({ container, stated: has, image, id }) => {
    const process = observed.get(id);
    // What only other texts of a container refer to is a variable of its own, under a name that is not taken.
    const isOfEngine = (variable: string, value: string): boolean => isOfKubelet(variable) || has.parts.get(variable.replace(/(?:_VALUE)+$/, '')) === value;
    const given = { image: variables(image), isOfEngine, isMounted: isOfRuntime, entrypoint: [], command: [] };
    return { container, problems: process ? differencesOf(has, process, given) : ['its process is not on the node of the one who looks'] };
  });
}

/** What no field of a pod says, or what policies decide in place of a network; a checkout is mounted by Compose alone. */
function onCluster({ wayOut: _, init: __, domainname: ___, macAddress: ____, pids: _____, ...stated }: Stated): Stated {
  return { ...stated, limits: [], hosts: stated.hosts.filter(({ address }) => address !== 'host-gateway'), mounts: stated.mounts.filter(({ kind }) => kind !== 'source') };
}

/** The kubelet tells everyone where the API server is, by Service links that cannot be turned off. */
function isOfKubelet(variable: string): boolean {
  return variable === 'HOSTNAME' || variable === 'HOME' || /^KUBERNETES_(?:SERVICE|PORT)/.test(variable);
}

function isOfRuntime(target: string): boolean {
  return /^\/(?:$|proc(?:\/|$)|sys(?:\/|$)|dev(?:\/|$)|etc\/(?:hosts|hostname|resolv\.conf)$)/.test(target);
}
