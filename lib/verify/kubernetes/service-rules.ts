import { mainContainers, portsOf, protocolOf } from './container-rules';
import { SUBDOMAIN_1123 } from './identity-rules';
import { mapMatches, type Cluster, type Manifest, type Pod, type Rule } from './manifests';
import { at, fields, isFields, items, mappings, repeated, shown, text, texts, type Fields } from '../untyped';

export const servicePods = (cluster: Cluster, { namespace, spec }: Manifest): readonly Pod[] =>
  cluster.pods.filter(({ owner, labels }) => owner.namespace === namespace && mapMatches(spec['selector'], labels));

const numbered = (port: Fields, field: 'port' | 'nodePort'): string => `${String(port[field])}/${protocolOf(port)}`;

const servicePorts = ({ spec }: Manifest): readonly Fields[] => mappings(spec['ports']);

/** The declared container port that a Service port leads to in one pod. */
export const targetIn = (pod: Pod, port: Fields): Fields | undefined => {
  const target = port['targetPort'] ?? port['port'];
  return mainContainers(pod).flatMap(portsOf).find((candidate) =>
    (candidate['name'] === target || candidate['containerPort'] === target) && protocolOf(candidate) === protocolOf(port));
};

function* servicePortLists(cluster: Cluster): Iterable<string> {
  for (const service of cluster.ofKind('Service')) {
    const { label, spec } = service;
    const ports = servicePorts(service);
    const headless = spec['clusterIP'] === 'None';
    const exposed = spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer';
    if (ports.length === 0 && !headless && spec['type'] !== 'ExternalName') yield `${label}: needs at least one port`;
    if (headless && exposed) yield `${label}: clusterIP None excludes type ${String(spec['type'])}`;
    if (ports.length > 1 && ports.some(({ name }) => name === undefined)) {
      yield `${label}: with more than one port, every port needs a name`;
    }
    for (const name of repeated(ports.map(({ name }) => text(name)))) yield `${label}: two ports are called "${name}"`;
    for (const port of repeated(ports.map((port) => numbered(port, 'port')))) yield `${label}: port ${port} is listed twice`;
    if (!exposed && ports.some((port) => 'nodePort' in port)) yield `${label}: nodePort needs type NodePort or LoadBalancer`;
  }
  const nodePorts = cluster.ofKind('Service').flatMap(servicePorts).filter((port) => 'nodePort' in port);
  for (const port of repeated(nodePorts.map((port) => numbered(port, 'nodePort')))) yield `node port ${port} is used by two Services`;
}

/** How an EndpointSlice says whose it is. */
const SERVICE_NAME = 'kubernetes.io/service-name';

function* serviceTargets(cluster: Cluster): Iterable<string> {
  for (const service of cluster.ofKind('Service')) {
    const { label, namespace, name, spec } = service;
    if (spec['type'] === 'ExternalName') {
      if (text(spec['externalName']) === undefined) yield `${label}: type ExternalName needs externalName`;
      continue;
    }
    if (Object.keys(fields(spec['selector'])).length === 0) {
      const slices = cluster.ofKind('EndpointSlice').some(({ body }) => at(body, 'metadata', 'labels', SERVICE_NAME) === name);
      if (!slices && cluster.find('Endpoints', namespace, name) === undefined) {
        yield `${label}: has no selector and no endpoints of its own`;
      }
      continue;
    }
    const pods = servicePods(cluster, service);
    if (pods.length === 0) yield `${label}: selector matches no pods`;
    for (const pod of pods) {
      for (const port of servicePorts(service)) {
        const target = `${String(port['targetPort'] ?? port['port'])}/${protocolOf(port)}`;
        if (targetIn(pod, port) === undefined) yield `${label}: ${pod.label} has no port ${target}`;
      }
    }
  }
}

/** A backend an Ingress sends traffic to, and the host and path it does so for. */
interface Route {
  readonly backend: Fields;
  readonly host: string;
  readonly path: string;
}

function routesOf({ spec }: Manifest): readonly Route[] {
  const fallback = isFields(spec['defaultBackend']) ? [{ backend: spec['defaultBackend'], host: '', path: '(default)' }] : [];
  return [...fallback, ...mappings(spec['rules']).flatMap((rule) =>
    mappings(at(rule['http'], 'paths')).map((path) => ({
      backend: fields(path['backend']),
      host: text(rule['host']) ?? '',
      path: `${String(path['path'] ?? '/')} ${String(path['pathType'])}`,
    })))];
}

/** The Service port a backend names, found by name or by number. */
export function backendPort(cluster: Cluster, namespace: string, backend: Fields): { readonly service?: Manifest; readonly port?: Fields } {
  const reference = fields(backend['service']);
  const service = cluster.find('Service', namespace, text(reference['name']) ?? '');
  if (service === undefined) return {};
  const { name, number } = fields(reference['port']);
  return { service, port: servicePorts(service).find((port) => (name !== undefined ? port['name'] === name : port['port'] === number)) };
}

export const ingressBackends = (cluster: Cluster): readonly (readonly [Manifest, Fields])[] =>
  cluster.ofKind('Ingress').flatMap((ingress) => routesOf(ingress).map(({ backend }) => [ingress, backend] as const));

function* backend(cluster: Cluster, { label, namespace }: Manifest, value: Fields): Iterable<string> {
  const reference = value['service'];
  if (isFields(reference) === ('resource' in value)) yield `${label}: a backend is either a service or a resource`;
  if (!isFields(reference)) return;
  const { name, number } = fields(reference['port']);
  if ((name === undefined) === (number === undefined)) yield `${label}: a backend port is either a name or a number`;
  const { service, port } = backendPort(cluster, namespace, value);
  if (service === undefined) yield `${label}: Service ${shown(reference['name'])} does not exist`;
  else if (port === undefined) yield `${label}: ${service.label} has no port ${shown(name ?? number)}`;
}

const isHost = (host: string): boolean => SUBDOMAIN_1123.test(host.replace(/^\*\./, '')) && !/^[\d.]+$/.test(host);

function* ingresses(cluster: Cluster): Iterable<string> {
  for (const ingress of cluster.ofKind('Ingress')) {
    const { label, spec } = ingress;
    if (!('defaultBackend' in spec) && items(spec['rules']).length === 0) yield `${label}: needs rules or a defaultBackend`;
    for (const route of routesOf(ingress)) yield* backend(cluster, ingress, route.backend);
    const hosts = [...mappings(spec['rules']).map(({ host }) => text(host)), ...mappings(spec['tls']).flatMap((tls) => texts(tls['hosts']))];
    for (const host of new Set(hosts)) {
      if (host !== undefined && host !== '' && !isHost(host)) yield `${label}: ${shown(host)} is not a valid host`;
    }
  }
  const routes = cluster.ofKind('Ingress').flatMap((ingress) => routesOf(ingress).map(({ host, path }) =>
    `${String(ingress.spec['ingressClassName'] ?? '')} ${host} ${path}`.trim()));
  for (const route of repeated(routes)) yield `two Ingress paths claim ${route}`;
}

/** Services, and the Ingresses in front of them. */
export const SERVICE_RULES: readonly Rule[] = [servicePortLists, serviceTargets, ingresses];
