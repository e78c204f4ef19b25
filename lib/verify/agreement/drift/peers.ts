import type { Cluster, Manifest } from '../../kubernetes/manifests';
import { at, fields, items, mappings, text, texts } from '../../untyped';
import type { Pair } from './pairs';
import type { ServiceUnit, Unit } from './units';

/**
 * Where a name leads on one side, told by the name of the service of Compose that it is; undefined where it is no peer.
 *
 * The port may be the one that its protocol implies, and nobody has said.
 */
export type Names = (host: string, port: number | undefined, isImplied?: boolean) => string | undefined;

/** A workload that is in one side alone: of its names nothing can be said. */
export const UNPAIRED = '?';

/**
 * Where the names lead that a container on Kubernetes knows.
 *
 * @param onLost told of a server that is called on a port where nobody listens
 */
export function namesOnKubernetes(cluster: Cluster, units: readonly Unit[], pairs: readonly Pair[], of: Unit, onLost: (server: string, port: number) => void = () => undefined): Names {
  const serviceOf = new Map(pairs.map(({ unit, service }) => [unit, service.name]));
  return (host, port) => {
    if (LOCAL.test(host)) {
      const beside = units.find((unit) => unit !== of && unit.pod === of.pod && unit.role !== 'before' && portsOf(unit).includes(port ?? NaN));
      return beside && address(serviceOf.get(beside), port);
    }
    const service = serviceCalled(cluster, host, of.pod.owner.namespace);
    if (!service) return undefined;
    const behind = units.filter(({ services, role }) => role !== 'before' && services.includes(service));
    if (behind.length === 0) return undefined;
    const target = port === undefined ? undefined : targetOf(service, port, behind);
    const listening = behind.find((unit) => target !== undefined && portsOf(unit).includes(target));
    const server = serviceOf.get(listening ?? behind[0]);
    if (port === undefined || server === undefined) return address(server, undefined);
    if (target !== undefined && (listening || behind.every((unit) => portsOf(unit).length === 0))) return address(server, target);
    onLost(server, port);
    return address(server, ANY);
  };
}

/** Where names lead in a Compose project. */
export function namesInCompose(services: readonly ServiceUnit[], pairs: readonly Pair[], of: ServiceUnit): Names {
  const paired = new Set(pairs.map(({ service }) => service));
  const known = new Map<string, ServiceUnit>();
  for (const service of services) {
    const { name, body } = service;
    const aliases = Object.values(fields(body['networks'])).flatMap((joined) => texts(at(joined, 'aliases')));
    for (const other of [name, ...texts([body['container_name'], body['hostname']]), ...aliases]) if (!known.has(other)) known.set(other, service);
  }
  for (const link of texts(of.body['links'])) {
    const [name, alias] = link.split(':');
    const service = known.get(name);
    if (alias !== undefined && service) known.set(alias, service);
  }
  return (host, port) => {
    const service = known.get(host);
    return service && address(paired.has(service) ? service.name : undefined, port);
  };
}

/** In place of the port of a server whose Service is wrong: that is said of the Service, and not of all who call it. */
export const ANY = '*';

const LOCAL = /^(?:localhost|127\.0\.0\.1)$/;

function address(service: string | undefined, port: number | typeof ANY | undefined): string {
  return service === undefined ? UNPAIRED : port === undefined ? service : `${service}:${port}`;
}

/** `db`, `db.shop`, `db.shop.svc.cluster.local`, and before each the name of a pod. */
function serviceCalled(cluster: Cluster, host: string, home: string): Manifest | undefined {
  const parts = host.replace(/\.$/, '').split('.');
  for (const [name, namespace = home, svc = 'svc'] of [parts, parts.slice(1)]) {
    const service = name === undefined || svc !== 'svc' ? undefined : cluster.find('Service', namespace, name);
    if (service) return service;
  }
  return undefined;
}

/** Ports that a container says it listens on. */
export function portsOf({ container }: Unit): readonly number[] {
  return mappings(container.body['ports']).map((port) => Number(port['containerPort']));
}

/** The port of a container that a port of a Service leads to; undefined if it leads nowhere. */
export function targetOf({ spec }: Manifest, port: number, behind: readonly Unit[]): number | undefined {
  const found = mappings(spec['ports']).find((candidate) => Number(candidate['port']) === port);
  // Without an address of its own a Service is a name, and whoever knows it reaches every port.
  if (!found) return spec['clusterIP'] === 'None' ? port : undefined;
  if (spec['clusterIP'] === 'None') return port;
  return numberOf(found['targetPort'] ?? port, behind);
}

/** Ports of containers that a Service leads to. */
export function targetsOf(service: Manifest, behind: readonly Unit[]): readonly number[] {
  return mappings(service.spec['ports']).flatMap((port) => numberOf(port['targetPort'] ?? port['port'], behind) ?? []);
}

function numberOf(target: unknown, behind: readonly Unit[]): number | undefined {
  if (Number.isInteger(Number(target))) return Number(target);
  const named = behind.flatMap(({ container }) => mappings(container.body['ports'])).find(({ name }) => name === target);
  return named && Number(named['containerPort']);
}

/** Services that an object of Kubernetes leads to from outside, each with the port of its container. */
export function entrancesOf(cluster: Cluster, units: readonly Unit[]): readonly Entrance[] {
  const behind = (service: Manifest): readonly Unit[] => units.filter(({ services, role }) => role !== 'before' && services.includes(service));
  const through = (service: Manifest | undefined, port: number | undefined, source: Manifest, address: string): Entrance[] => {
    if (!service) return [];
    const target = port === undefined ? undefined : targetOf(service, port, behind(service));
    const unit = behind(service).find((candidate) => target !== undefined && portsOf(candidate).includes(target)) ?? behind(service)[0];
    return unit ? [{ unit, port: target, source, address }] : [];
  };
  const ingresses = cluster.ofKind('Ingress').flatMap((ingress) => mappings(ingress.spec['rules']).flatMap((rule) => mappings(at(rule['http'], 'paths')).flatMap((path) => {
    const { name, port } = fields(at(path['backend'], 'service'));
    const service = cluster.find('Service', ingress.namespace, text(name) ?? '');
    const chosen = mappings(service?.spec['ports']).find((candidate) => candidate['name'] === (at(port, 'name') ?? Symbol('none')) || candidate['port'] === at(port, 'number'));
    return through(service, chosen && Number(chosen['port']), ingress, `${String(rule['host'] ?? '*')}${String(path['path'] ?? '')}`);
  })));
  const open = cluster.ofKind('Service').filter(({ spec }) => ['LoadBalancer', 'NodePort'].includes(String(spec['type']))).flatMap((service) =>
    mappings(service.spec['ports']).flatMap((port) => through(service, Number(port['port']), service, `${String(service.spec['type'])} ${String(port['nodePort'] ?? port['port'])}`)));
  const routed = cluster.manifests.filter(isRoute).flatMap((route) => backendNames(route.spec).flatMap(([name, port]) => through(cluster.find('Service', route.namespace, name), port, route, texts(route.spec['hostnames']).join(', ') || route.label)));
  return [...ingresses, ...open, ...routed];
}

/** Whether it is a route of one of the usual gateways. */
export function isRoute({ kind }: Manifest): boolean {
  return /^(?:HTTPRoute|IngressRoute|VirtualService|Route)\./.test(kind);
}

export interface Entrance {
  readonly unit: Unit;
  readonly port: number | undefined;
  /** The object that lets somebody in. */
  readonly source: Manifest;
  readonly address: string;
}

/** What routes of the usual gateways lead to. */
function backendNames(value: unknown): (readonly [name: string, port: number | undefined])[] {
  if (Array.isArray(value)) return items(value).flatMap(backendNames);
  return Object.entries(fields(value)).flatMap(([key, item]) => {
    const all = key === 'backendRefs' || key === 'services' ? mappings(item).map(({ name, port }) => [name, port]) : key === 'destination' ? [[at(item, 'host'), at(item, 'port', 'number')]] : undefined;
    return all?.map(([name, port]) => [String(name), port === undefined ? undefined : Number(port)] as const) ?? backendNames(item);
  });
}
