import { at, fields, isFields, items, mappings, plain, text, type Fields } from '../untyped';
import type { Place, Problem, Subject } from '../problem';
import { groupOf, isBuiltInGroup } from './api/api';

/** One object of a stack, with what every rule asks of it. */
export interface Manifest {
  /** What the caller calls it, or the list that it is in. */
  readonly subject: string;
  /** Where in the subject it is: somewhere in a list, otherwise at the top. */
  readonly within: Place;
  /** With the group after it, `Service.serving.knative.dev`, where the kind is none of Kubernetes' own. */
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  /** Also of an object that names none: the one that it is applied to. */
  readonly namespace: string;
  /** `Deployment/web`, how messages call it. */
  readonly label: string;
  readonly body: Fields;
  readonly spec: Fields;
}

export interface Container {
  readonly pod: Pod;
  readonly name: string;
  readonly init: boolean;
  /** `container "web"`. */
  readonly title: string;
  /** `Deployment/web container "web"`. */
  readonly label: string;
  /** Where in the manifest it is. */
  readonly place: Place;
  readonly body: Fields;
}

/** A pod, or the template a workload makes pods from. */
export interface Pod {
  readonly owner: Manifest;
  readonly label: string;
  /** Where in the manifest its spec is. */
  readonly place: Place;
  /** Where in the manifest its labels and annotations are. */
  readonly metadataPlace: Place;
  readonly labels: Fields;
  readonly annotations: Fields;
  readonly spec: Fields;
  readonly containers: readonly Container[];
}

/** Everything one stack applies. */
export interface Cluster {
  /** Minor version of its API server: 28 is 1.28. */
  readonly minor: number;
  readonly manifests: readonly Manifest[];
  readonly pods: readonly Pod[];
  find(kind: string, namespace: string, name: string): Manifest | undefined;
  ofKind(...kinds: string[]): readonly Manifest[];
  podsOf(owner: Manifest): readonly Pod[];
  /** Whether an object that is not among the manifests is known to be there. */
  isExternal(kind: string, name: string): boolean;
  /** Whether nothing is applied but with `kubectl apply --server-side`. */
  readonly serverSideApply: boolean;
}

/** A rule yields one problem per breach; what is well-formed is the schema's business. */
export type Rule = (cluster: Cluster) => Iterable<Problem>;

export interface ClusterSettings {
  readonly minor?: number;
  /** `ConfigMap/settings`. */
  readonly external?: ReadonlySet<string>;
  readonly namespace?: string;
  readonly serverSideApply?: boolean;
}

function manifestOf({ name: subject, value }: Subject, within: Place, home: string): Manifest {
  const body = fields(value);
  const kind = text(body['kind']) ?? '(no kind)';
  const name = text(at(body, 'metadata', 'name')) ?? '(no name)';
  const apiVersion = text(body['apiVersion']) ?? '';
  return {
    subject,
    within,
    kind: isBuiltInGroup(apiVersion) ? kind : `${kind}.${groupOf(apiVersion)}`,
    name,
    apiVersion,
    namespace: text(at(body, 'metadata', 'namespace')) ?? home,
    label: `${kind}/${name}`,
    body,
    spec: fields(body['spec']),
  };
}

/** A list stands for its items; in the list of a kind they may leave out what they are. */
function* itemsOf(subject: Subject, within: Place = []): Iterable<readonly [Subject, Place]> {
  const { kind, apiVersion, items: all } = fields(subject.value);
  const listed = typeof kind === 'string' && Array.isArray(all) ? /^(\w*)List$/.exec(kind)?.[1] : undefined;
  if (listed === undefined || typeof apiVersion !== 'string' || !isBuiltInGroup(apiVersion) || within.length > 0) {
    yield [subject, within];
    return;
  }
  const implied = listed === '' ? {} : { apiVersion, kind: listed };
  for (const [index, item] of items(all).entries()) {
    if (isFields(item)) yield* itemsOf({ name: subject.name, value: { ...implied, ...item } }, ['items', index]);
  }
}

/** Where each workload kind keeps its pod template; a Pod is its own. */
const TEMPLATE_PATH: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

function containersOf(pod: Pod, field: 'initContainers' | 'containers'): readonly Container[] {
  const init = field === 'initContainers';
  return items(pod.spec[field]).flatMap((body, index) => {
    if (!isFields(body)) return [];
    const name = text(body['name']) ?? '(no name)';
    const title = `${init ? 'init container' : 'container'} "${name}"`;
    return [{ pod, name, init, body, title, label: `${pod.label} ${title}`, place: [...pod.place, field, index] }];
  });
}

export function podOf(owner: Manifest): Pod | undefined {
  const path = Object.hasOwn(TEMPLATE_PATH, owner.kind) ? TEMPLATE_PATH[owner.kind] : undefined;
  if (path === undefined) return undefined;
  const template = at(owner.body, ...path);
  if (!isFields(template)) return undefined;
  const pod = {
    owner,
    label: owner.label,
    place: [...path, 'spec'],
    metadataPlace: [...path, 'metadata'],
    labels: fields(at(template, 'metadata', 'labels')),
    annotations: fields(at(template, 'metadata', 'annotations')),
    spec: fields(template['spec']),
    containers: [] as Container[],
  };
  pod.containers.push(...containersOf(pod, 'initContainers'), ...containersOf(pod, 'containers'));
  return pod;
}

const isPresent = <T>(value: T | undefined): value is T => value !== undefined;

/** Objects that name no namespace go where the others go, or into `default` where those are in several. */
function homeOf(subjects: readonly Subject[]): string {
  const named = new Set(subjects.flatMap(({ value }) => text(at(value, 'metadata', 'namespace')) ?? []));
  const [only] = named;
  return named.size === 1 && only !== undefined ? only : 'default';
}

/** The same of objects that have no names of their own. */
export const clusterOf = (objects: readonly unknown[], minor: number): Cluster =>
  clusterOfSubjects(objects.map((value, index) => ({ name: String(index), value })), { minor });

export function clusterOfSubjects(subjects: readonly Subject[], { minor = 28, external = new Set(), namespace, serverSideApply = false }: ClusterSettings = {}): Cluster {
  const all = subjects.flatMap((subject) => [...itemsOf(subject)]).filter(([{ value }]) => isFields(value));
  const home = namespace ?? homeOf(all.map(([subject]) => subject));
  const manifests = all.map(([subject, within]) => manifestOf(subject, within, home));
  const byIdentity = new Map(manifests.map((manifest) => [identityOf(manifest), manifest]));
  const podByOwner = new Map(manifests.map((manifest) => [manifest, podOf(manifest)]));
  const byKind = new Map<string, Manifest[]>();
  for (const manifest of manifests) byKind.set(manifest.kind, [...(byKind.get(manifest.kind) ?? []), manifest]);
  return {
    minor,
    manifests,
    pods: [...podByOwner.values()].filter(isPresent),
    find: (kind, space, name) => byIdentity.get(`${kind}|${space}|${name}`),
    ofKind: (...kinds) => kinds.flatMap((kind) => byKind.get(kind) ?? []),
    podsOf: (owner) => [podByOwner.get(owner)].filter(isPresent),
    serverSideApply,
    isExternal: (kind, name) => external.has(`${kind}/${name}`),
  };
}

export const identityOf = ({ kind, namespace, name }: Manifest): string => `${kind}|${namespace}|${name}`;

function expressionMatches(expression: Fields, labels: Fields): boolean {
  const value = labels[plain(expression['key'])];
  const values = items(expression['values']);
  switch (expression['operator']) {
    case 'In': return values.includes(value);
    case 'NotIn': return !values.includes(value);
    case 'Exists': return value !== undefined;
    default: return value === undefined;
  }
}

/** A LabelSelector; an empty one matches everything. */
export function selectorMatches(selector: unknown, labels: Fields): boolean {
  return mapMatches(at(selector, 'matchLabels'), labels)
    && mappings(at(selector, 'matchExpressions')).every((expression) => expressionMatches(expression, labels));
}

/** The older, plain form of a selector that Services use. */
export const mapMatches = (wanted: unknown, labels: Fields): boolean =>
  Object.entries(fields(wanted)).every(([key, value]) => labels[key] === value);

export const isEmptySelector = (selector: unknown): boolean =>
  Object.keys(fields(at(selector, 'matchLabels'))).length === 0 && items(at(selector, 'matchExpressions')).length === 0;

/** Pods of a namespace that a LabelSelector picks. */
export const selectedPods = (cluster: Cluster, namespace: string, selector: unknown): readonly Pod[] =>
  cluster.pods.filter((pod) => pod.owner.namespace === namespace && selectorMatches(selector, pod.labels));
