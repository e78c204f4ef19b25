import type { Problem } from '../problem';
import { at, fields, integer, items, mappings, plain, repeated, text, type Fields } from '../untyped';
import { mainContainers, portsOf, protocolOf, running } from './container-rules';
import { problem } from './finding';
import { mapMatches, type Cluster, type Manifest, type Pod, type Rule } from './manifests';

export const servicePods = (cluster: Cluster, { namespace, spec }: Manifest): readonly Pod[] =>
  cluster.pods.filter(({ owner, labels }) => owner.namespace === namespace && mapMatches(spec['selector'], labels));

const numbered = (port: Fields, field: 'port' | 'nodePort'): string => `${plain(port[field])}/${protocolOf(port)}`;

export const servicePorts = ({ spec }: Manifest): readonly Fields[] => items(spec['ports']).map(fields);

/** The port of the pods that a Service port leads to. */
const targetOf = (port: Fields): unknown => ([undefined, null, '', 0].includes(port['targetPort'] as null) ? port['port'] : port['targetPort']);

/** The first version in which a Service finds a port of a sidecar among the init containers by its name; by number it always does. */
const NAMED_IN_SIDECARS = 34;

/** The declared container port that a Service port leads to in one pod. */
export const targetIn = ({ minor }: Cluster, pod: Pod, port: Fields): Fields | undefined => {
  const target = targetOf(port);
  const called = (typeof target === 'number' || minor >= NAMED_IN_SIDECARS ? running : mainContainers)(pod);
  return called.flatMap(portsOf).find((candidate) =>
    (candidate['name'] === target || candidate['containerPort'] === target) && protocolOf(candidate) === protocolOf(port));
};

const isExposed = ({ spec }: Manifest): boolean => spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer';

function* servicePortLists(cluster: Cluster): Iterable<Problem> {
  for (const service of cluster.ofKind('Service')) {
    const { spec } = service;
    const ports = servicePorts(service);
    const headless = spec['clusterIP'] === 'None';
    const wrong = (detail: string): Problem => problem('manifest/port', service, ['spec', 'ports'], detail);
    if (ports.length === 0 && !headless && spec['type'] !== 'ExternalName') yield problem('manifest/missing-field', service, ['spec', 'ports'], 'needs at least one port');
    if (headless && isExposed(service)) yield problem('manifest/invalid-value', service, ['spec', 'clusterIP'], `clusterIP None excludes type ${plain(spec['type'])}`);
    if (ports.length > 1 && ports.some(({ name }) => name === undefined || name === '')) yield wrong('with more than one port, every port needs a name');
    for (const name of repeated(ports.map(({ name }) => text(name)))) yield problem('manifest/duplicate', service, ['spec', 'ports'], `two ports are called "${name}"`);
    for (const port of repeated(ports.map((port) => numbered(port, 'port')))) yield problem('manifest/duplicate', service, ['spec', 'ports'], `port ${port} is listed twice`);
    if (!isExposed(service) && ports.some((port) => integer(port['nodePort']) !== undefined && port['nodePort'] !== 0)) yield wrong('nodePort needs type NodePort or LoadBalancer');
  }
  yield* nodePorts(cluster);
}

function* nodePorts(cluster: Cluster): Iterable<Problem> {
  const owners = new Map<string, Manifest>();
  for (const service of cluster.ofKind('Service')) {
    for (const [index, port] of servicePorts(service).entries()) {
      if (integer(port['nodePort']) === undefined || port['nodePort'] === 0) continue;
      const name = numbered(port, 'nodePort');
      const first = owners.get(name);
      if (first === undefined) owners.set(name, service);
      else yield problem('manifest/duplicate', service, ['spec', 'ports', index, 'nodePort'], `node port ${name} is used by two Services, ${first.label} and ${service.label}`, [first]);
    }
  }
}

/** How an EndpointSlice says whose it is. */
const SERVICE_NAME = 'kubernetes.io/service-name';

function* serviceTargets(cluster: Cluster): Iterable<Problem> {
  for (const service of cluster.ofKind('Service')) {
    const { namespace, name, spec } = service;
    if (spec['type'] === 'ExternalName') {
      if (text(spec['externalName']) === undefined) yield problem('manifest/missing-field', service, ['spec', 'externalName'], 'type ExternalName needs externalName');
      continue;
    }
    if (Object.keys(fields(spec['selector'])).length === 0) {
      const slices = cluster.ofKind('EndpointSlice').some(({ body }) => at(body, 'metadata', 'labels', SERVICE_NAME) === name);
      if (!slices && cluster.find('Endpoints', namespace, name) === undefined && !cluster.isExternal('Endpoints', name)) {
        yield problem('manifest/selector', service, ['spec', 'selector'], 'has no selector and no endpoints of its own');
      }
      continue;
    }
    const pods = servicePods(cluster, service);
    if (pods.length === 0) yield problem('manifest/selector', service, ['spec', 'selector'], 'selector matches no pods', nearestTo(cluster, service));
    for (const pod of pods) yield* portsMet(cluster, service, pod);
  }
}

/** The workload of the same name, whose labels were probably meant. */
const nearestTo = (cluster: Cluster, { name, namespace }: Manifest): readonly Manifest[] =>
  cluster.pods.map(({ owner }) => owner).filter((owner) => owner.name === name && owner.namespace === namespace);

/** Declaring ports is documentation to Kubernetes: only where a container declares some can one be missing. A name has to be declared. */
function* portsMet(cluster: Cluster, service: Manifest, pod: Pod): Iterable<Problem> {
  const declares = running(pod).flatMap(portsOf).length > 0;
  for (const [index, port] of servicePorts(service).entries()) {
    const target = targetOf(port);
    if (target === undefined || targetIn(cluster, pod, port) !== undefined || (!declares && typeof target !== 'string')) continue;
    yield problem('manifest/port', service, ['spec', 'ports', index], `${pod.label} has no port ${plain(target)}/${protocolOf(port)}`, [pod.owner]);
  }
}

/** The Service port a backend of an Ingress names, found by name or by number. */
export function backendPort(cluster: Cluster, namespace: string, backend: Fields): { readonly service?: Manifest; readonly port?: Fields } {
  const reference = fields(backend['service']);
  const service = cluster.find('Service', namespace, text(reference['name']) ?? '');
  if (service === undefined) return {};
  const { name, number } = fields(reference['port']);
  return { service, port: mappings(service.spec['ports']).find((port) => (name !== undefined ? port['name'] === name : port['port'] === number && port['protocol'] !== 'UDP')) };
}

/** Services and the pods behind them. */
export const SERVICE_RULES: readonly Rule[] = [servicePortLists, serviceTargets];
