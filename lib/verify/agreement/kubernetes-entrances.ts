import type { Cluster, Manifest } from '../kubernetes/manifests';
import { at, fields, mappings, text, texts } from '../untyped';
import { HTTP_ROUTE, ledBy, requestsOf, routeBackends } from './http-routes';
import { termsText } from './proxy-reading';
import { unordered, type KubernetesReading } from './reading';

/** Kinds that lead in from outside of a cluster by a host and a path. */
export const ENTRANCES = ['Ingress', HTTP_ROUTE] as const;

/** What an entrance leads to. */
export interface Backend {
  /** `workload endpoint` */
  readonly key: string;
  readonly address: string;
  /** `path host:port`, and what becomes of the request on its way */
  readonly passing: string;
}

/** The path as it is compared: a slash at its end means nothing. */
export function comparedPath(path: string, isExact: boolean): string {
  return isExact ? `${path} exactly` : path.replace(/(?<=.)\/$/, '');
}

export function backendsOf(cluster: Cluster, entrance: Manifest): Iterable<Backend> {
  return entrance.kind === HTTP_ROUTE ? routeBackends(cluster, entrance) : ingressBackends(cluster, entrance);
}

function* ingressBackends(cluster: Cluster, ingress: Manifest): Iterable<Backend> {
  const isSecure = (host: unknown): boolean => mappings(ingress.spec['tls']).some((tls) => (tls['hosts'] === undefined ? host === undefined : texts(tls['hosts']).includes(String(host))));
  for (const rule of mappings(ingress.spec['rules'])) {
    for (const path of mappings(at(rule['http'], 'paths'))) {
      const { name, port } = fields(at(path['backend'], 'service'));
      const service = cluster.find('Service', ingress.namespace, text(name) ?? '');
      const chosen = mappings(service?.spec['ports']).find((candidate) => candidate['name'] === at(port, 'name') || candidate['port'] === at(port, 'number'));
      const scheme = isSecure(rule['host']) ? 'https' : 'http';
      const below = comparedPath(String(path['path']), path['pathType'] === 'Exact');
      yield {
        key: `${String(name)} ${String(chosen?.['name'])}`,
        address: `${scheme}://${String(rule['host'] ?? '*')}${below}`,
        passing: `${below} ${String(name)}:${String(chosen?.['port'])}`,
      };
    }
  }
}

/** Entrances of the name of no pod stand for a proxy of its own. */
const isGateway = (cluster: Cluster, entrance: Manifest): boolean => {
  const name = at(entrance.body, 'metadata', 'labels', 'app.kubernetes.io/name');
  return !cluster.pods.some(({ labels }) => labels['app.kubernetes.io/name'] === name);
};

export function entrancesOf(cluster: Cluster): Map<string, string> {
  const entrances = cluster.ofKind(...ENTRANCES).filter((entrance) => !isGateway(cluster, entrance));
  const addresses = new Map<string, Set<string>>();
  for (const { key, address } of entrances.flatMap((entrance) => [...backendsOf(cluster, entrance)])) addresses.set(key, (addresses.get(key) ?? new Set()).add(address));
  return new Map([...addresses].map(([key, all]) => [key, unordered(all)]));
}

/** The entrances of each proxy; several HTTPRoutes may be of one, and are called after it. */
function gatewaysIn(cluster: Cluster): Map<string, Manifest[]> {
  const all = new Map<string, Manifest[]>();
  for (const entrance of cluster.ofKind(...ENTRANCES).filter((each) => isGateway(cluster, each))) {
    const name = entrance.kind === 'Ingress' ? entrance.name : (text(at(entrance.body, 'metadata', 'labels', 'app.kubernetes.io/name')) ?? entrance.name);
    all.set(name, [...(all.get(name) ?? []), entrance]);
  }
  return all;
}

export function gatewaysOf(cluster: Cluster): Map<string, ReadonlySet<string>> {
  return new Map([...gatewaysIn(cluster)].map(([name, entrances]) => [name, new Set(entrances.flatMap((entrance) => [...backendsOf(cluster, entrance)].map(({ passing }) => passing)))]));
}

const NGINX = 'nginx.ingress.kubernetes.io/';

export function gatewayTermsOf(cluster: Cluster): KubernetesReading['gatewayTerms'] {
  return new Map([...gatewaysIn(cluster)].map(([name, entrances]) => {
    const addresses = unordered(new Set(entrances.flatMap((entrance) => [...backendsOf(cluster, entrance)]).map(({ address }) => address.replace(/^([^:]*:\/\/[^/]*\/).*$/, '$1'))));
    const [first] = entrances;
    return [name, { addresses, ...(first.kind === 'Ingress' ? ingressTerms(first) : routeTerms(cluster, entrances, addresses)) }];
  }));
}

function ingressTerms({ body, spec }: Manifest): { readonly terms?: string; readonly isSecure: boolean } {
  const said = (name: string): string | undefined => text(at(body, 'metadata', 'annotations', `${NGINX}${name}`));
  // What another controller takes, and how long it waits, stands in no manifest.
  const isNginx = spec['ingressClassName'] === 'nginx' || Object.keys(fields(at(body, 'metadata', 'annotations'))).some((key) => key.startsWith(NGINX));
  return { ...(isNginx && { terms: termsText(said('proxy-body-size'), said('proxy-read-timeout'), said('proxy-send-timeout')) }), isSecure: spec['tls'] !== undefined };
}

function routeTerms(cluster: Cluster, routes: readonly Manifest[], addresses: string): { readonly isSecure: boolean; readonly redirect?: string; readonly requests?: string } {
  const [redirect, requests] = [ledBy(cluster, routes), requestsOf(routes)];
  return { isSecure: !addresses.startsWith('http:'), ...(redirect !== '' && { redirect }), ...(requests !== '' && { requests }) };
}

/** What only HTTPRoutes say of a workload with pods: how long requests to its endpoints may take, and what leads to TLS. */
export function* routeNotes(cluster: Cluster, name: string): Iterable<readonly [what: string, value: string]> {
  const routes = cluster.ofKind(HTTP_ROUTE).filter(({ body }) => at(body, 'metadata', 'labels', 'app.kubernetes.io/name') === name);
  const leading = new Map<string, Set<Manifest>>();
  for (const route of routes) for (const { key } of routeBackends(cluster, route)) leading.set(key, (leading.get(key) ?? new Set()).add(route));
  for (const [key, of] of leading) {
    const requests = requestsOf([...of]);
    if (requests !== '') yield [`longest request ${key.slice(key.indexOf(' ') + 1)}`, requests];
  }
  const redirect = ledBy(cluster, routes);
  if (redirect !== '') yield ['redirect', redirect];
}
