import type { Place, Problem } from '../problem';
import { at, fields, isFields, items, plain, shown, text, texts, type Fields } from '../untyped';
import { problem } from './finding';
import type { Cluster, Manifest, Rule } from './manifests';
import { isAddress, SUBDOMAIN_1123 } from './names';
import { missing } from './references';
import { backendPort } from './service-rules';

/** A backend an Ingress sends traffic to, and the host and path it does so for. */
interface Route {
  readonly backend: Fields;
  readonly host: string;
  readonly path: string;
  readonly place: Place;
  readonly lacksPath: boolean;
}

function routesOf({ spec }: Manifest): readonly Route[] {
  const fallback = isFields(spec['defaultBackend']) ? [{ backend: spec['defaultBackend'], host: '', path: '(default)', place: ['spec', 'defaultBackend'], lacksPath: false }] : [];
  return [...fallback, ...items(spec['rules']).flatMap((rule, index) =>
    items(at(rule, 'http', 'paths')).map((path, position) => ({
      backend: fields(at(path, 'backend')),
      host: text(at(rule, 'host')) ?? '',
      path: `${plain(at(path, 'path') ?? '/')} ${plain(at(path, 'pathType') ?? '')}`,
      place: ['spec', 'rules', index, 'http', 'paths', position],
      lacksPath: !text(at(path, 'path')) && ['Exact', 'Prefix'].includes(text(at(path, 'pathType')) ?? ''),
    })))];
}

export const ingressBackends = (cluster: Cluster): readonly (readonly [Manifest, Fields])[] =>
  cluster.ofKind('Ingress').flatMap((ingress) => routesOf(ingress).map(({ backend }) => [ingress, backend] as const));

function* backendOf(cluster: Cluster, ingress: Manifest, { backend, place }: Route): Iterable<Problem> {
  const reference = backend['service'];
  const wrong = (detail: string): Problem => problem('manifest/ingress', ingress, place, detail);
  if (isFields(reference) === isFields(backend['resource'])) yield wrong('a backend is either a service or a resource');
  if (!isFields(reference)) return;
  const { name, number } = fields(reference['port']);
  if ((name === undefined) === (number === undefined)) yield wrong('a backend port is either a name or a number');
  const { service, port } = backendPort(cluster, ingress.namespace, backend);
  const absent = service === undefined ? missing(cluster, 'Service', text(reference['name']) ?? '') : undefined;
  if (absent !== undefined) yield problem('manifest/missing-reference', ingress, place, `refers to ${absent}`);
  if (service !== undefined && port === undefined) yield problem('manifest/port', ingress, place, `${service.label} has no port ${shown(name ?? number)}`, [service]);
}

const isHost = (host: string): boolean => SUBDOMAIN_1123.test(host.replace(/^\*\./, '')) && !isAddress(host);

function* hosts(ingress: Manifest): Iterable<Problem> {
  const all = [
    ...items(ingress.spec['rules']).map((rule, index) => [['spec', 'rules', index, 'host'], text(at(rule, 'host'))] as const),
    ...items(ingress.spec['tls']).flatMap((tls, index) => texts(at(tls, 'hosts')).map((host) => [['spec', 'tls', index, 'hosts'], host] as const)),
  ];
  const seen = new Set<string>();
  for (const [place, host] of all) {
    const isAny = host === '' && place[1] === 'rules';
    if (host === undefined || isAny || seen.has(host) || isHost(host)) continue;
    seen.add(host);
    yield problem('manifest/invalid-name', ingress, place, `${shown(host)} is not a valid host`);
  }
}

function* ingresses(cluster: Cluster): Iterable<Problem> {
  const claimed = new Map<string, Manifest>();
  for (const ingress of cluster.ofKind('Ingress')) {
    const { spec } = ingress;
    if (!isFields(spec['defaultBackend']) && items(spec['rules']).length === 0) yield problem('manifest/missing-field', ingress, ['spec', 'rules'], 'needs rules or a defaultBackend');
    yield* hosts(ingress);
    for (const route of routesOf(ingress)) {
      if (route.lacksPath) yield problem('manifest/missing-field', ingress, [...route.place, 'path'], 'paths of the types Exact and Prefix need a path');
      yield* backendOf(cluster, ingress, route);
      // Controllers of different classes do not see each other's.
      const claim = `${plain(spec['ingressClassName'] ?? at(ingress.body, 'metadata', 'annotations', 'kubernetes.io/ingress.class') ?? '')} ${route.host} ${route.path}`.trim();
      const first = claimed.get(claim);
      if (first === undefined) claimed.set(claim, ingress);
      else yield problem('manifest/ingress', ingress, route.place, `two Ingress paths claim ${claim}`, [first]);
    }
  }
}

/** Ingresses: hosts, routes and what is behind them. */
export const INGRESS_RULES: readonly Rule[] = [ingresses];
