import { at, fields, isFields, items, mappings, text, type Fields } from '../untyped';

/** One object of a stack, with what every rule asks of it. */
export interface Manifest {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly namespace: string;
  /** `Deployment/web`, how messages call it. */
  readonly label: string;
  readonly body: Fields;
  readonly spec: Fields;
}

export interface Container {
  readonly name: string;
  readonly init: boolean;
  readonly label: string;
  readonly body: Fields;
}

/** A pod, or the template a workload makes pods from. */
export interface Pod {
  readonly owner: Manifest;
  readonly label: string;
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
}

/** A rule yields one message per breach; what is well-formed is the schema's business. */
export type Rule = (cluster: Cluster) => Iterable<string>;

export function manifestOf(object: unknown): Manifest {
  const body = fields(object);
  const kind = text(body['kind']) ?? '(no kind)';
  const name = text(at(body, 'metadata', 'name')) ?? '(no name)';
  return {
    kind,
    name,
    apiVersion: text(body['apiVersion']) ?? '',
    namespace: text(at(body, 'metadata', 'namespace')) ?? '',
    label: `${kind}/${name}`,
    body,
    spec: fields(body['spec']),
  };
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

function containersOf(owner: Manifest, spec: Fields): readonly Container[] {
  const container = (init: boolean) => (body: Fields): Container => {
    const name = text(body['name']) ?? '(no name)';
    return { name, init, body, label: `${owner.label} ${init ? 'init container' : 'container'} "${name}"` };
  };
  return [
    ...mappings(spec['initContainers']).map(container(true)),
    ...mappings(spec['containers']).map(container(false)),
  ];
}

export function podOf(owner: Manifest): Pod | undefined {
  const path = TEMPLATE_PATH[owner.kind];
  if (path === undefined) return undefined;
  const template = at(owner.body, ...path);
  if (!isFields(template)) return undefined;
  const spec = fields(template['spec']);
  return {
    owner,
    label: owner.label,
    labels: fields(at(template, 'metadata', 'labels')),
    annotations: fields(at(template, 'metadata', 'annotations')),
    spec,
    containers: containersOf(owner, spec),
  };
}

const isPresent = <T>(value: T | undefined): value is T => value !== undefined;

export function clusterOf(objects: readonly unknown[], minor = 28): Cluster {
  const manifests = objects.filter(isFields).map(manifestOf);
  const byIdentity = new Map(manifests.map((manifest) => [identityOf(manifest), manifest]));
  const podByOwner = new Map(manifests.map((manifest) => [manifest, podOf(manifest)]));
  return {
    minor,
    manifests,
    pods: [...podByOwner.values()].filter(isPresent),
    find: (kind, namespace, name) => byIdentity.get(`${kind}|${namespace}|${name}`),
    ofKind: (...kinds) => manifests.filter(({ kind }) => kinds.includes(kind)),
    podsOf: (owner) => [podByOwner.get(owner)].filter(isPresent),
  };
}

export const identityOf = ({ kind, namespace, name }: Manifest): string => `${kind}|${namespace}|${name}`;

function expressionMatches(expression: Fields, labels: Fields): boolean {
  const value = labels[String(expression['key'])];
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
