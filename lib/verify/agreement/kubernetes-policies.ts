import { protocolOf } from '../kubernetes/container-rules';
import { mapMatches, selectorMatches, type Cluster, type Manifest, type Pod } from '../kubernetes/manifests';
import { at, fields, isFields, items, mappings, text, texts, type Fields } from '../untyped';
import type { Fault } from './reading';

/** Policies for the pods of one workload. One that names no types is of those that it has rules of. */
export function policiesFor(cluster: Cluster, { owner, labels }: Pod, type: 'Ingress' | 'Egress' = 'Ingress'): readonly Manifest[] {
  return cluster.ofKind('NetworkPolicy').filter(({ namespace, spec }) => namespace === owner.namespace && selectorMatches(spec['podSelector'], labels) && typesOf(spec).includes(type));
}

function typesOf(spec: Fields): readonly string[] {
  const said = texts(spec['policyTypes']);
  return said.length > 0 ? said : ['Ingress', ...(spec['egress'] === undefined ? [] : ['Egress'])];
}

/** Whom policies let in beyond what peers need: by the name of what only Kubernetes says of it. */
export function* moreThanNeeded(cluster: Cluster, pod: Pod, ports: readonly Fields[]): Iterable<readonly [what: string, value: string]> {
  if (pod.spec['hostNetwork'] === true) return;
  const policies = policiesFor(cluster, pod);
  if (policies.length === 0) yield ['let in', 'everyone, by no policy'];
  const declared = new Set(ports.map((port) => `${String(port['containerPort'])}/${protocolOf(port)}`));
  for (const rule of policies.flatMap(({ spec }) => mappings(spec['ingress']))) {
    const peers = mappings(rule['from']);
    for (const who of peers.flatMap(anyone)) yield [`let in from ${who}`, 'yes'];
    if (peers.some(isAllOfNamespace)) yield ['let in', 'every pod of its namespace'];
    if (items(rule['ports']).length === 0) yield ['let in', `${peers.length === 0 ? 'everyone' : 'peers'}, on every port`];
    for (const port of mappings(rule['ports'])) {
      const said = `${String(port['port'])}/${protocolOf(port)}`;
      if (!declared.has(said)) yield [`let in on ${said}`, 'it has no such port'];
    }
  }
}

/** Whether a selector says nothing, so that it selects all. */
function isAllOfNamespace(peer: Fields): boolean {
  const { podSelector } = peer;
  return isFields(podSelector) && !('namespaceSelector' in peer) && Object.keys(fields(podSelector['matchLabels'])).length + items(podSelector['matchExpressions']).length === 0;
}

/** Who is let in by an address, or from every namespace: nobody whom the other output knows. */
function anyone({ ipBlock, namespaceSelector }: Fields): string[] {
  if (ipBlock !== undefined) return [String(at(ipBlock, 'cidr'))];
  const isEvery = isFields(namespaceSelector) && Object.keys(fields(namespaceSelector['matchLabels'])).length + items(namespaceSelector['matchExpressions']).length === 0;
  return isEvery ? ['every namespace'] : [];
}

/** All that stands in the commands and variables of a pod. */
function toldOf({ containers }: Pod): string {
  return containers.flatMap(({ body }) => [...texts(body['command']), ...texts(body['args']), ...mappings(body['env']).flatMap((entry) => text(entry['value']) ?? [])]).join('\n');
}

/** How many pods there may be of it at once; one alone is let in by itself whatever a policy says. */
function mayBeSeveral(cluster: Cluster, { owner }: Pod): boolean {
  return owner.kind === 'DaemonSet' || Number(owner.spec['replicas'] ?? 1) > 1 || cluster.ofKind('HorizontalPodAutoscaler').some(({ namespace, spec }) => namespace === owner.namespace && at(spec, 'scaleTargetRef', 'name') === owner.name);
}

/** What a container is told of a peer, or of its own replicas, by `name:port`, where their policies do not let it in. */
export function* shutAddresses(cluster: Cluster, client: Pod, nameOf: (pod: Pod) => string, isAdmitted: (client: Pod, server: Pod, port: Fields) => boolean, portsOf: (pod: Pod) => readonly Fields[]): Iterable<Fault> {
  const said = toldOf(client);
  for (const service of cluster.ofKind('Service')) {
    if (service.namespace !== client.owner.namespace || !said.includes(`${service.name}:`)) continue;
    const servers = cluster.pods.filter((pod) => (pod !== client || mayBeSeveral(cluster, pod)) && pod.owner.namespace === service.namespace && mapMatches(service.spec['selector'], pod.labels));
    for (const server of servers) {
      for (const port of portsOf(server)) {
        // Over TCP or UDP: an address does not say.
        if (!isSaid(said, service.name, port['containerPort']) || portsOf(server).some((other) => other['containerPort'] === port['containerPort'] && isAdmitted(client, server, other))) continue;
        yield { workload: nameOf(client), aspect: 'isolation', says: `it is told of ${service.name}:${String(port['containerPort'])}, where it is not let in` };
      }
    }
  }
}

function isSaid(said: string, name: string, port: unknown): boolean {
  return new RegExp(`(?:^|[/@,\\s"'=])${name}:${String(port)}(?!\\d)`, 'm').test(said);
}

/** Whether a pod has a token of the API server at the usual place in a container. */
export function hasToken(cluster: Cluster, { owner, spec }: Pod, container: Fields): boolean {
  if (isTokenMounted(cluster, owner.namespace, spec)) return true;
  const mount = mappings(container['volumeMounts']).find(({ mountPath }) => mountPath === '/var/run/secrets/kubernetes.io/serviceaccount');
  const volume = mappings(spec['volumes']).find(({ name }) => mount !== undefined && name === mount['name']);
  const sources = mappings(at(volume?.['projected'], 'sources'));
  const paths = sources.flatMap((source) => [
    ...(source['serviceAccountToken'] === undefined ? [] : [`token:${String(at(source['serviceAccountToken'], 'path'))}`]),
    ...mappings(at(source['configMap'], 'items')).map(({ key, path }) => `${String(key)}:${String(path)}`),
    ...mappings(at(source['downwardAPI'], 'items')).map(({ fieldRef, path }) => `${String(at(fieldRef, 'fieldPath'))}:${String(path)}`),
  ]);
  return ['token:token', 'ca.crt:ca.crt', 'metadata.namespace:namespace'].every((path) => paths.includes(path));
}

/** Whether a kubelet mounts a token into every container of a pod: what the pod says counts for more than its account. */
export function isTokenMounted(cluster: Cluster, namespace: string, spec: Fields): boolean {
  const account = fields(cluster.find('ServiceAccount', namespace, text(spec['serviceAccountName']) || 'default')?.body);
  return (spec['automountServiceAccountToken'] ?? account['automountServiceAccountToken']) !== false;
}
