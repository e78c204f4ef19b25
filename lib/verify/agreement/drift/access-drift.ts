import { selectorMatches, type Cluster, type Manifest } from '../../kubernetes/manifests';
import type { Place } from '../../problem';
import { at, fields, isFields, items, mappings, plain, texts, type Fields } from '../../untyped';
import type { ComposeReading } from '../reading';
import type { Calls } from './calls';
import type { Finding, Found } from './findings';
import { entrancesOf, portsOf, targetsOf, type Names } from './peers';
import type { Pair } from './pairs';
import { waitedHosts, type Unit } from './units';

/** What a comparison of who reaches whom has to know. */
export interface Access {
  readonly cluster: Cluster;
  readonly units: readonly Unit[];
  readonly pairs: readonly Pair[];
  readonly compose: ComposeReading;
  readonly calls: Calls;
  /** Subjects of which it is said already that they lead nowhere. */
  readonly astray: ReadonlySet<string>;
  /** Whether what leads in is no container on Kubernetes: of what it leads to, nothing need be published. */
  readonly hasProxy: boolean;
  readonly namesOf: (pair: Pair) => Names;
}

/** Where somebody reaches a program on one side alone. */
export function* accessDrift(access: Access): Iterable<Found> {
  const wrong = new Set<Pair>();
  for (const pair of access.pairs) {
    for (const finding of portDrift(pair, access)) {
      wrong.add(pair);
      yield { finding, pair };
    }
    for (const finding of orderDrift(pair, access)) yield { finding, pair };
    for (const finding of isolationDrift(pair, access)) yield { finding, pair };
  }
  yield* entranceDrift(access, wrong);
}

/** Whether a pod is there to be called. */
const serves = ({ role, pod: { owner } }: Unit): boolean => role !== 'before' && owner.kind !== 'Job' && owner.kind !== 'CronJob';

/** Whether only the machine itself gets in at a port. */
function isForDevelopers(body: Fields, [section, index]: Place): boolean {
  return section === 'ports' && isLocal(items(body['ports'])[Number(index)]);
}

const isLocal = (port: unknown): boolean => ['127.0.0.1', '::1'].includes(plain(at(port, 'host_ip')));

/** Ports of a container that Compose says something of; a range is a range. */
function composePorts({ service: { body } }: Pair): Map<number, Place> {
  const ports = new Map<number, Place>();
  for (const [index, { target }] of mappings(body['ports']).entries()) if (Number.isInteger(Number(target))) ports.set(Number(target), ['ports', index]);
  for (const [index, exposed] of items(body['expose']).entries()) if (/^\d+(?:\/\w+)?$/.test(plain(exposed))) ports.set(Number.parseInt(plain(exposed)), ['expose', index]);
  return ports;
}

function* portDrift(pair: Pair, { cluster, units, calls, astray }: Access): Iterable<Finding> {
  const { unit, service } = pair;
  const usual = cluster.ofKind('Service').filter(({ namespace, name }) => namespace === unit.pod.owner.namespace && (name === service.name || name === unit.pod.owner.name));
  if (!serves(unit) || [...unit.services, ...usual].some(({ subject }) => astray.has(subject))) return;
  const led = new Set(unit.services.flatMap((leading) => targetsOf(leading, units.filter(({ pod }) => pod === unit.pod))));
  const known = new Set([...led, ...portsOf(unit)]);
  const wanted = composePorts(pair);
  const called = new Map([...calls.failed.values()].filter(({ server }) => server === service.name).map((call) => [call.port, call]));
  for (const [port, place] of wanted) {
    if (led.has(port) || (isForDevelopers(service.body, place) && [...wanted.keys()].some((other) => led.has(other)))) continue;
    called.delete(plain(port));
    called.delete('');
    if (known.has(port) || known.size === 0) yield { aspect: 'reachability', what: `port ${port}`, says: `no Service leads to its port ${port}`, kubernetesPlace: ['ports'], composePlace: place };
    else yield { aspect: 'port', what: 'port', kubernetes: [...known].sort((a, b) => a - b).join(', '), compose: plain(port), kubernetesPlace: ['ports'], composePlace: place };
  }
  for (const { port, client, isByName } of called.values()) {
    const object = unit.services[0];
    yield { aspect: 'reachability', what: `port ${port}`, says: isByName ? `${client} calls it on port ${port}, and no Service leads there` : `${client} calls it by a name that leads there in Compose alone`, ...(object && { object: object.subject, kubernetesPlace: [...object.within, 'spec'] }) };
  }
}

/** A peer that is waited for on Kubernetes alone; that nobody waits there for a peer is how it is meant to be used. */
function* orderDrift(pair: Pair, { pairs, namesOf }: Access): Iterable<Finding> {
  const { unit, service } = pair;
  const dependencies = fields(service.body['depends_on']);
  if (unit.role === 'before') {
    const main = pairs.find((other) => other.unit.pod === unit.pod && other.unit.role === 'main');
    if (main && at(main.service.body['depends_on'], service.name, 'condition') !== 'service_completed_successfully') yield { aspect: 'order', what: 'order', says: `it runs before ${main.service.name} on Kubernetes, which does not wait for its end in Compose`, composePlace: [] };
    return;
  }
  if (unit.role !== 'main') return;
  const names = namesOf(pair);
  const hosts = waitedHosts(unit.pod).flatMap((host) => names(host, undefined) ?? []);
  for (const host of new Set(hosts)) {
    if (host !== '?' && host !== service.name && !(host in dependencies)) yield { aspect: 'order', what: `starts after ${host}`, says: `it waits for ${host} on Kubernetes, and not in Compose`, isOfObject: true, kubernetesPlace: [...unit.pod.owner.within, ...unit.pod.place, 'initContainers'], composePlace: ['depends_on'] };
  }
}

/** Whom policies keep out, and whom networks do; where neither says anything everyone calls everyone. */
function* isolationDrift(pair: Pair, { cluster, units, pairs, compose, calls }: Access): Iterable<Finding> {
  const { service, unit } = pair;
  if (!serves(unit) || unit.services.length === 0) return;
  // What is open to the world is open to its peers.
  const isEntrance = entrancesOf(cluster, units).some((entrance) => entrance.unit === unit);
  const policies = policiesFor(cluster, unit);
  const [open, shut]: [string[], string[]] = [[], []];
  for (const client of pairs) {
    if (client.unit.pod === unit.pod) continue;
    const [ours, theirs] = [letsIn(policies, cluster, unit, client.unit), compose.calls.has(`${client.service.name} -> ${service.name}`)];
    if (ours && !theirs && !isEntrance) open.push(client.service.name);
    // A network of Compose is open in both directions, and to all on it: who never calls does not miss it.
    if (!ours && theirs && calls.made.has(`${client.service.name} -> ${service.name}`)) shut.push(client.service.name);
  }
  const object = policies[0];
  const place = object ? { object: object.subject, kubernetesPlace: [...object.within, 'spec'] } : {};
  if (open.length > 0) yield { aspect: 'isolation', what: `called by ${open.join(' ')}`, says: `${listed(open)} may call it on Kubernetes, and ${open.length === 1 ? 'is' : 'are'} on none of its networks in Compose`, composePlace: ['networks'], ...place, ...(policies.length === 0 && { together: 'networks keep callers out in Compose, and no NetworkPolicy on Kubernetes' }) };
  if (shut.length > 0) yield { aspect: 'isolation', what: `called by ${shut.join(' ')}`, says: `${listed(shut)} ${shut.length === 1 ? 'calls' : 'call'} it in Compose, and no NetworkPolicy lets ${shut.length === 1 ? 'it' : 'them'} in on Kubernetes`, composePlace: ['networks'], ...place };
}

const listed = (names: readonly string[]): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);

function policiesFor(cluster: Cluster, { pod: { owner, labels } }: Unit): readonly Manifest[] {
  return cluster.ofKind('NetworkPolicy').filter(({ namespace, spec }) => namespace === owner.namespace && selectorMatches(spec['podSelector'], labels) && (spec['policyTypes'] === undefined || texts(spec['policyTypes']).includes('Ingress')));
}

function letsIn(policies: readonly Manifest[], cluster: Cluster, { pod: server }: Unit, { pod: client }: Unit): boolean {
  if (policies.length === 0) return true;
  const namespace = cluster.find('Namespace', client.owner.namespace, client.owner.namespace) ?? cluster.ofKind('Namespace').find(({ name }) => name === client.owner.namespace);
  const labels = { 'kubernetes.io/metadata.name': client.owner.namespace, ...fields(at(namespace?.body, 'metadata', 'labels')) };
  return policies.flatMap(({ spec }) => mappings(spec['ingress'])).some((rule) => items(rule['from']).length === 0 || mappings(rule['from']).some((peer) => {
    if ('ipBlock' in peer) return false;
    const isInPlace = isFields(peer['namespaceSelector']) ? selectorMatches(peer['namespaceSelector'], labels) : client.owner.namespace === server.owner.namespace;
    return isInPlace && (!('podSelector' in peer) || selectorMatches(peer['podSelector'], client.labels));
  }));
}

/**
 * Who is let in from outside. A port that is published for developers beside the entrances of a cluster is none.
 *
 * @param wrong pairs of whose ports it is said already that they are not the same
 */
function* entranceDrift({ cluster, units, pairs, astray, hasProxy }: Access, wrong: ReadonlySet<Pair>): Iterable<Found> {
  const entrances = entrancesOf(cluster, units);
  const published = pairs.map((pair) => ({ pair, ports: mappings(pair.service.body['ports']) })).filter(({ ports }) => ports.length > 0);
  const seen = new Set<string>();
  for (const { unit, port, source, address } of entrances) {
    const pair = pairs.find((each) => each.unit === unit);
    if (!pair || seen.has(`${pair.service.name} ${port}`)) continue;
    seen.add(`${pair.service.name} ${port}`);
    const own = published.find((each) => each.pair === pair);
    const finding: Finding = { aspect: 'entrance', what: 'entrance', object: source.subject, kubernetesPlace: [...source.within, 'spec'], composePlace: ['ports'] };
    // What stands before it in Compose, it leads to by itself.
    if (!own && hasProxy) continue;
    if (!own && published.length === 0) yield { pair, finding: { ...finding, says: `${address} leads to it on Kubernetes, and nothing is published in Compose` } };
    else if (!own && !published.some((each) => entrances.some((entrance) => entrance.unit === each.pair.unit))) yield { pair, finding: { ...finding, says: `${address} leads to it on Kubernetes, and it is published nowhere in Compose` } };
    else if (own && port !== undefined && !wrong.has(pair) && !unit.services.some(({ subject }) => astray.has(subject)) && !own.ports.some(({ target }) => Number(target) === port)) yield { pair, finding: { ...finding, kubernetes: `${address} for port ${port}`, compose: `port ${own.ports.map(({ target }) => plain(target)).join(', ')}` } };
  }
  if (entrances.length > 0) return;
  for (const { pair, ports } of published.filter((each) => serves(each.pair.unit) && !isStore(each.pair))) {
    const index = ports.findIndex((port) => !isLocal(port));
    if (index !== -1) yield { pair, finding: { aspect: 'entrance', what: 'entrance', says: `port ${plain(ports[index]['published'] ?? ports[index]['target'])} is published in Compose, and nothing leads in on Kubernetes`, composePlace: ['ports', index], kubernetesPlace: ['ports'] } };
  }
}

/** A store is published for whoever looks at its data, and no cluster opens one. */
function isStore({ unit }: Pair): boolean {
  return unit.pod.owner.kind === 'StatefulSet';
}
