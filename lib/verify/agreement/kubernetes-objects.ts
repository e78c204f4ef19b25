import type { Cluster, Manifest, Pod } from '../kubernetes/manifests';
import { mapMatches, selectorMatches } from '../kubernetes/manifests';
import { strictestLevel } from '../kubernetes/pod-security';
import { GATEWAY, gatewayNotes, HTTP_ROUTE } from './http-routes';
import { egressNotes } from './kubernetes-egress';
import { at, fields, isFields, mappings, text, type Fields } from '../untyped';

/* What objects say that only Kubernetes has: where they are, by which labels they are found, who uses them. */

/** Kinds of which there is one of a name in the whole cluster. */
const OF_THE_CLUSTER: ReadonlySet<string> = new Set(['Namespace', 'PersistentVolume', 'ClusterRole', 'ClusterRoleBinding', 'StorageClass', 'PriorityClass', 'CustomResourceDefinition']);

/** Something that an object says as nobody expects it, by the object's manifest. */
export type ObjectNote = readonly [manifest: Manifest, what: string, value: string];

export function* objectNotes(cluster: Cluster): Iterable<ObjectNote> {
  yield* homes(cluster);
  yield* labels(cluster);
  yield* unused(cluster);
  yield* levels(cluster);
  yield* otherSources(cluster);
  yield* egressNotes(cluster);
  for (const gateway of cluster.ofKind(GATEWAY)) for (const [what, value] of gatewayNotes(gateway)) yield [gateway, what, value];
  yield* idleListeners(cluster);
  yield* severalGateways(cluster);
}

/** Routes of one workload that are for several Gateways. */
function* severalGateways(cluster: Cluster): Iterable<ObjectNote> {
  const gateways = new Map<string, Set<string>>();
  for (const route of cluster.ofKind(HTTP_ROUTE)) {
    const name = String(at(route.body, 'metadata', 'labels', `${OWN_LABEL}name`));
    const all = gateways.get(name) ?? new Set();
    gateways.set(name, all);
    for (const parent of mappings(route.spec['parentRefs'])) all.add(`${text(parent['namespace']) ?? route.namespace}/${String(parent['name'])}`);
    if (all.size > 1) yield [route, `gateways of ${name}`, [...all].sort().join(', ')];
  }
}

/** Listeners of Gateways that no route is for. */
function* idleListeners(cluster: Cluster): Iterable<ObjectNote> {
  for (const gateway of cluster.ofKind(GATEWAY)) {
    const parents = cluster.ofKind(HTTP_ROUTE).flatMap((route) => mappings(route.spec['parentRefs']).filter((parent) => parent['name'] === gateway.name && (text(parent['namespace']) ?? route.namespace) === gateway.namespace));
    if (parents.some(({ sectionName }) => sectionName === undefined)) continue;
    for (const { name } of mappings(gateway.spec['listeners'])) if (!parents.some(({ sectionName }) => sectionName === name)) yield [gateway, `use of ${gateway.label} ${String(name)}`, 'no route is for it'];
  }
}

/** Where a synthesis has the operator's values. */
const USUAL: Readonly<Record<string, RegExp>> = { Secret: /-secrets$/, ConfigMap: /-parameters$/ };

/** Values that come out of another Secret or ConfigMap than the rest, which no object makes. */
function* otherSources(cluster: Cluster): Iterable<ObjectNote> {
  const secrets = new Set(cluster.manifests.filter(({ kind }) => kind.startsWith('ExternalSecret')).flatMap(({ name, spec }) => [name, text(at(spec['target'], 'name')) ?? name]));
  for (const [field, kind] of [['secretKeyRef', 'Secret'], ['configMapKeyRef', 'ConfigMap']] as const) {
    const references = cluster.pods.flatMap((pod) => pod.containers.flatMap(({ body }) => mappings(body['env']).flatMap((entry) => {
      const reference = at(entry['valueFrom'], field);
      return isFields(reference) ? [{ owner: pod.owner, name: String(reference['name']), key: String(reference['key']) }] : [];
    })));
    const counts = new Map<string, number>();
    for (const { name } of references) counts.set(name, (counts.get(name) ?? 0) + 1);
    const [usual] = [...counts].sort(([one, a], [other, b]) => Number(USUAL[kind].test(other)) - Number(USUAL[kind].test(one)) || b - a)[0] ?? [];
    for (const { owner, name, key } of references) {
      const isMade = cluster.find(kind, owner.namespace, name) !== undefined || (kind === 'Secret' && secrets.has(name));
      if (name !== usual && !isMade) yield [owner, `source of ${key} in ${owner.name}`, `${kind}/${name}`];
    }
  }
}

/** Without a namespace of its own an object goes wherever the one who applies it happens to be. */
function* homes(cluster: Cluster): Iterable<ObjectNote> {
  const made = new Set(cluster.ofKind('Namespace').map(({ name }) => name));
  const missing = new Map<string, Manifest>();
  for (const manifest of cluster.manifests) {
    if (OF_THE_CLUSTER.has(manifest.kind)) continue;
    const said = text(at(manifest.body, 'metadata', 'namespace'));
    if (said === undefined) yield [manifest, `namespace of ${manifest.label}`, 'that of whoever applies it'];
    else if (!made.has(said)) missing.set(said, manifest);
  }
  for (const [namespace, manifest] of missing) yield [manifest, `namespace of ${manifest.label}`, `${namespace}, which no object makes`];
}

/** Kinds that pick the pods of one workload, and no others. */
const OF_ONE_WORKLOAD: ReadonlySet<string> = new Set(['Service', 'NetworkPolicy', 'PodDisruptionBudget']);

const OWN_LABEL = 'app.kubernetes.io/';

/** The labels by which people and tools find what is of one application, and of one workload of it. */
function* labels(cluster: Cluster): Iterable<ObjectNote> {
  const systems = new Set(cluster.pods.map((pod) => pod.labels['app.kubernetes.io/part-of']));
  for (const manifest of cluster.manifests) {
    const own = ownLabels(at(manifest.body, 'metadata', 'labels'));
    const { 'app.kubernetes.io/part-of': system } = fields(at(manifest.body, 'metadata', 'labels'));
    if (systems.size > 0 && !systems.has(system)) yield [manifest, `system of ${manifest.label}`, String(system)];
    const related = podsBehind(cluster, manifest);
    if ((manifest.kind === 'Ingress' || manifest.kind === HTTP_ROUTE) && related.length === 0 && !isCalledItself(manifest)) yield [manifest, `labels of ${manifest.label}`, own];
    const isOwn = (pod: Pod): boolean => ownLabels(pod.labels) === own;
    if (related.length > 0 && !(OF_ONE_WORKLOAD.has(manifest.kind) ? related.every(isOwn) : related.some(isOwn))) yield [manifest, `labels of ${manifest.label}`, own];
  }
}

/** Whether an Ingress or an HTTPRoute that stands for a proxy of its own has the proxy's name in its labels. */
function isCalledItself({ name, body }: Manifest): boolean {
  const labels = fields(at(body, 'metadata', 'labels'));
  return ['name', 'component'].every((label) => `${name}-`.startsWith(`${String(labels[`${OWN_LABEL}${label}`])}-`));
}

function ownLabels(all: unknown): string {
  return Object.entries(fields(all)).filter(([key]) => key.startsWith(OWN_LABEL)).map(([key, value]) => `${key.slice(OWN_LABEL.length)}=${String(value)}`).sort().join(' ');
}

/** The pods of the workload that an object is there for. */
function podsBehind(cluster: Cluster, manifest: Manifest): readonly Pod[] {
  const { kind, namespace, name, spec, body } = manifest;
  const near = cluster.pods.filter(({ owner }) => owner.namespace === namespace);
  switch (kind) {
    case 'Service':
      return near.filter((pod) => mapMatches(spec['selector'], pod.labels));
    case 'NetworkPolicy':
      return near.filter((pod) => selectorMatches(spec['podSelector'], pod.labels));
    case 'PodDisruptionBudget':
      return near.filter((pod) => selectorMatches(spec['selector'], pod.labels));
    case 'HorizontalPodAutoscaler':
      return near.filter(({ owner }) => owner.name === at(spec['scaleTargetRef'], 'name'));
    case 'ServiceAccount':
      return near.filter((pod) => pod.spec['serviceAccountName'] === name);
    case 'RoleBinding':
      return mappings(body['subjects']).flatMap((subject) => near.filter((pod) => pod.spec['serviceAccountName'] === subject['name']));
    case 'Role':
      return cluster.ofKind('RoleBinding').filter((binding) => binding.namespace === namespace && at(binding.body, 'roleRef', 'name') === name).flatMap((binding) => podsBehind(cluster, binding));
    case 'Ingress': {
      const backends = mappings(spec['rules']).flatMap((rule) => mappings(at(rule['http'], 'paths'))).map((path) => at(path['backend'], 'service', 'name'));
      const isOfPods = near.some((pod) => pod.labels[`${OWN_LABEL}name`] === at(body, 'metadata', 'labels', `${OWN_LABEL}name`));
      return isOfPods ? cluster.ofKind('Service').filter((service) => backends.includes(service.name)).flatMap((service) => podsBehind(cluster, service)) : [];
    }
    case HTTP_ROUTE: {
      const backends = mappings(spec['rules']).flatMap((rule) => mappings(rule['backendRefs'])).map(({ name: backend }) => backend);
      const isOfPods = near.some((pod) => pod.labels[`${OWN_LABEL}name`] === at(body, 'metadata', 'labels', `${OWN_LABEL}name`));
      return isOfPods ? cluster.ofKind('Service').filter((service) => backends.includes(service.name)).flatMap((service) => podsBehind(cluster, service)) : [];
    }
    case 'ConfigMap':
      return near.filter((pod) => mappings(pod.spec['volumes']).some((volume) => at(volume['configMap'], 'name') === name));
    default:
      return cluster.podsOf(manifest);
  }
}

/** Accounts and keys of ConfigMaps that no pod has a use for. */
function* unused(cluster: Cluster): Iterable<ObjectNote> {
  for (const account of cluster.ofKind('ServiceAccount')) if (podsBehind(cluster, account).length === 0) yield [account, `use of ${account.label}`, 'nobody runs as it'];
  for (const map of cluster.ofKind('ConfigMap')) {
    const read = keysRead(cluster, map);
    // A parameter may be of no use for now; a file is there to be mounted.
    if (read === 'all' || podsBehind(cluster, map).length === 0) continue;
    for (const key of [...Object.keys(fields(map.body['data'])), ...Object.keys(fields(map.body['binaryData']))]) if (!read.has(key)) yield [map, `use of ${map.label} ${key}`, 'nobody reads it'];
  }
}

function keysRead(cluster: Cluster, { name, namespace }: Manifest): ReadonlySet<string> | 'all' {
  const keys = new Set<string>();
  for (const { owner, spec, containers } of cluster.pods) {
    if (owner.namespace !== namespace) continue;
    const mounted = new Set(mappings(spec['volumes']).filter((volume) => at(volume['configMap'], 'name') === name && at(volume['configMap'], 'items') === undefined).map((volume) => volume['name']));
    for (const source of projections(spec)) {
      if (source['name'] !== name) continue;
      if (source['items'] === undefined) return 'all';
      for (const item of mappings(source['items'])) keys.add(String(item['key']));
    }
    for (const { body } of containers) {
      if (mappings(body['envFrom']).some((source) => at(source['configMapRef'], 'name') === name)) return 'all';
      for (const entry of mappings(body['env'])) if (at(entry['valueFrom'], 'configMapKeyRef', 'name') === name) keys.add(String(at(entry['valueFrom'], 'configMapKeyRef', 'key')));
      for (const mount of mappings(body['volumeMounts']).filter((each) => mounted.has(each['name']))) {
        if (mount['subPath'] === undefined) return 'all';
        keys.add(String(mount['subPath']));
      }
    }
  }
  return keys;
}

/** ConfigMaps of volumes that say which of their keys they have, or that are put together from several. */
function projections(spec: Fields): readonly Fields[] {
  const volumes = mappings(spec['volumes']);
  const chosen = volumes.map((volume) => volume['configMap']).filter((map) => at(map, 'items') !== undefined);
  return [...chosen, ...volumes.flatMap((volume) => mappings(at(volume['projected'], 'sources')).map((source) => source['configMap']))].filter(isFields);
}

/** A namespace holds its pods to the strictest level that all of them reach. */
function* levels(cluster: Cluster): Iterable<ObjectNote> {
  for (const namespace of cluster.ofKind('Namespace')) {
    const pods = cluster.pods.filter(({ owner }) => owner.namespace === namespace.name);
    const level = String(at(namespace.body, 'metadata', 'labels', 'pod-security.kubernetes.io/enforce') ?? 'privileged');
    const reached = strictestLevel(pods, cluster.minor);
    if (pods.length > 0 && level !== reached) yield [namespace, `level of ${namespace.label}`, `${level}, while its pods reach ${reached}`];
  }
}
