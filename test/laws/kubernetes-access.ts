import { mainContainers, portsOf, protocolOf } from '../schema/container-rules';
import { mapMatches, selectorMatches, type Cluster, type Manifest, type Pod } from '../schema/manifests';
import { at, fields, items, mappings, text, texts, type Fields } from '../schema/untyped';
import { unordered, type KubernetesReading } from './reading';

/** Who reaches whom in the cluster, under which name and on which ports. */
export type KubernetesAccess = Pick<KubernetesReading, 'calls' | 'ports' | 'entrances' | 'waits' | 'faults'>;

/** The name by which peers know a workload: its container's. A Job's own name changes with its content. */
export function workloadOf(pod: Pod): string {
  return pod.containers.find(({ init }) => !init)?.name ?? '';
}

const portText = (port: Fields): string => `${String(port['containerPort'])}/${protocolOf(port).toLowerCase()}`;

const declaredPorts = (pod: Pod): readonly Fields[] => mainContainers(pod).flatMap(portsOf);

export function readAccess(cluster: Cluster): KubernetesAccess {
  const faults: string[] = [];
  const ports = new Map<string, string>();
  for (const pod of cluster.pods) {
    for (const port of declaredPorts(pod)) ports.set(`${workloadOf(pod)} ${String(port['name'])}`, portText(port));
    faults.push(...serviceFaults(cluster, pod));
  }
  const calls = callsIn(cluster);
  return { ports, calls, faults: [...faults, ...entranceFaults(cluster), ...waitFaults(cluster, calls)], entrances: entrancesOf(cluster), waits: waitsOf(cluster) };
}

/** Peers use the container's port under the workload's name, as they do in Compose. */
function* serviceFaults(cluster: Cluster, pod: Pod): Iterable<string> {
  const name = workloadOf(pod);
  const ports = declaredPorts(pod);
  const service = cluster.find('Service', pod.owner.namespace, name);
  if (!service || !mapMatches(service.spec['selector'], pod.labels)) {
    if (ports.length > 0) yield `${name}: no Service of that name leads to it`;
    return;
  }
  const reachable = mappings(service.spec['ports']).map((port) => {
    if (port['port'] !== (port['targetPort'] ?? port['port'])) return `${String(port['port'])} for another port`;
    return `${String(port['name'])} ${String(port['port'])}/${protocolOf(port).toLowerCase()}`;
  });
  const wanted = ports.map((port) => `${String(port['name'])} ${portText(port)}`);
  if (unordered(reachable) !== unordered(wanted)) yield `${name}: has the ports ${unordered(wanted)}, its Service ${unordered(reachable)}`;
}

const policiesFor = (cluster: Cluster, { owner, labels }: Pod): readonly Manifest[] =>
  cluster.ofKind('NetworkPolicy').filter(({ namespace, spec }) =>
    namespace === owner.namespace && selectorMatches(spec['podSelector'], labels) && texts(spec['policyTypes']).includes('Ingress'));

const admitsPort = (rule: Fields, port: Fields): boolean =>
  items(rule['ports']).length === 0
  || mappings(rule['ports']).some((allowed) => allowed['port'] === port['containerPort'] && protocolOf(allowed) === protocolOf(port));

/** A rule without `from` lets everyone in, which is for entrances and no word about peers. */
const admitsPeer = (rule: Fields, client: Pod): boolean =>
  mappings(rule['from']).some((peer) => 'podSelector' in peer && selectorMatches(peer['podSelector'], client.labels));

const isOpen = (rule: Fields): boolean => items(rule['from']).length === 0;

function callsIn(cluster: Cluster): Map<string, string> {
  const calls = new Map<string, string>();
  for (const server of cluster.pods) {
    const policies = policiesFor(cluster, server);
    const rules = policies.flatMap(({ spec }) => mappings(spec['ingress']));
    for (const client of cluster.pods) {
      if (client === server) continue;
      const admitted = policies.length === 0 ? declaredPorts(server) : declaredPorts(server).filter((port) =>
        rules.some((rule) => admitsPeer(rule, client) && admitsPort(rule, port)));
      if (admitted.length > 0) calls.set(`${workloadOf(client)} -> ${workloadOf(server)}`, unordered(admitted.map(portText)));
    }
  }
  return calls;
}

/** `workload endpoint` of what an Ingress sends traffic to. */
function* backendsOf(cluster: Cluster, ingress: Manifest): Iterable<{ readonly key: string; readonly address: string }> {
  const secure = mappings(ingress.spec['tls']).flatMap((tls) => texts(tls['hosts']));
  for (const rule of mappings(ingress.spec['rules'])) {
    for (const path of mappings(at(rule['http'], 'paths'))) {
      const { name, port } = fields(at(path['backend'], 'service'));
      const service = cluster.find('Service', ingress.namespace, text(name) ?? '');
      const chosen = mappings(service?.spec['ports']).find((candidate) => candidate['name'] === at(port, 'name') || candidate['port'] === at(port, 'number'));
      const scheme = secure.includes(String(rule['host'])) ? 'https' : 'http';
      yield { key: `${String(name)} ${String(chosen?.['name'])}`, address: `${scheme}://${String(rule['host'])}${String(path['path'])}` };
    }
  }
}

function entrancesOf(cluster: Cluster): Map<string, string> {
  return new Map(cluster.ofKind('Ingress').flatMap((ingress) => [...backendsOf(cluster, ingress)].map(({ key, address }) => [key, address] as const)));
}

/** What an Ingress serves is open to everyone, and nothing else is. */
function* entranceFaults(cluster: Cluster): Iterable<string> {
  const entrances = entrancesOf(cluster);
  for (const pod of cluster.pods) {
    const open = policiesFor(cluster, pod).flatMap(({ spec }) => mappings(spec['ingress'])).filter(isOpen);
    for (const port of declaredPorts(pod)) {
      const key = `${workloadOf(pod)} ${String(port['name'])}`;
      if (open.some((rule) => admitsPort(rule, port)) !== entrances.has(key)) yield `${key}: ${entrances.has(key) ? 'no entrance leads in' : 'is open to everyone'}`;
    }
  }
}

const WAIT = /\bnc -z (?:-w \d+ )?(\S+) (\d+)/;

function waitsIn(pod: Pod): readonly { readonly peer: string; readonly port: string }[] {
  return pod.containers.filter(({ init }) => init).map(({ body }) => {
    const [, peer = '', port = ''] = WAIT.exec(texts(body['command']).join(' ')) ?? [];
    return { peer, port };
  });
}

function waitsOf(cluster: Cluster): Map<string, readonly string[]> {
  return new Map(cluster.pods.map((pod) => [workloadOf(pod), waitsIn(pod).map(({ peer }) => peer)]));
}

/** An init container that a policy shuts out waits for ever. */
function* waitFaults(cluster: Cluster, calls: ReadonlyMap<string, string>): Iterable<string> {
  for (const pod of cluster.pods) {
    for (const { peer, port } of waitsIn(pod)) {
      const admitted = calls.get(`${workloadOf(pod)} -> ${peer}`)?.split(' ') ?? [];
      if (!admitted.includes(`${port}/tcp`)) yield `${workloadOf(pod)}: waits for ${peer} on port ${port}, where it is not let in`;
    }
  }
}
