import type { Cluster, Manifest } from '../kubernetes/manifests';
import { at, fields, items, mappings, plain, text, texts, type Fields } from '../untyped';
import { comparedPath, type Backend } from './backend';
import { EITHER_SCHEME } from './operator';
import { unordered } from './reading';

/* What HTTPRoutes and Gateways mean (https://gateway-api.sigs.k8s.io/reference/spec/), as far as they are written; fields beside that are no reading's. */

export const HTTP_ROUTE = 'HTTPRoute.gateway.networking.k8s.io';
export const GATEWAY = 'Gateway.gateway.networking.k8s.io';

/** Whether the hosts of a listener and of a route have one in common; one without a host has all. */
const meet = (listener: string | undefined, host: string): boolean =>
  listener === undefined || host === '*' || listener === host || (listener.startsWith('*.') && host.endsWith(listener.slice(1)));

/** The listeners of the Gateways among the manifests that a reference of a route is about; undefined for a Gateway of somebody else. */
function listenersOf(cluster: Cluster, route: Manifest, parent: Fields): readonly Fields[] | undefined {
  const gateway = cluster.find(GATEWAY, text(parent['namespace']) ?? route.namespace, text(parent['name']) ?? '');
  return gateway && mappings(gateway.spec['listeners']).filter((listener) => parent['sectionName'] === undefined || listener['name'] === parent['sectionName']);
}

const SCHEMES: Readonly<Record<string, string>> = { HTTP: 'http', HTTPS: 'https' };

/** `https://host` of each host, by the listeners that it is reached by. Of a Gateway that somebody else has made, only he knows whether it has TLS. */
function originsOf(cluster: Cluster, route: Manifest): readonly string[] {
  const said = texts(route.spec['hostnames']);
  const hosts = said.length > 0 ? said : ['*'];
  return hosts.flatMap((host) => {
    const schemes = new Set(mappings(route.spec['parentRefs']).flatMap((parent) => {
      const listeners = listenersOf(cluster, route, parent);
      if (!listeners) return [EITHER_SCHEME];
      return listeners.filter((listener) => meet(text(listener['hostname']), host)).map((listener) => SCHEMES[plain(listener['protocol'])] ?? plain(listener['protocol']));
    }));
    return (schemes.size > 0 ? [...schemes] : ['no listener']).map((scheme) => `${scheme}://${host}`);
  });
}

/** The paths of a rule; one without matches is for all. */
function pathsOf(rule: Fields): readonly string[] {
  const matches = items(rule['matches']).map(fields);
  return (matches.length > 0 ? matches : [{}]).map((match) => {
    const { type = 'PathPrefix', value = '/' } = fields(match['path']);
    return type === 'RegularExpression' ? `~${plain(value)}` : comparedPath(plain(value), type === 'Exact');
  });
}

/** What becomes of a request and its answer, in a few words; what has none as it stands. */
function changesOf(rule: Fields): string {
  return mappings(rule['filters']).map((filter) => {
    const { type, ...rest } = filter;
    if (type === 'URLRewrite' && JSON.stringify(rest) === '{"urlRewrite":{"path":{"type":"ReplacePrefixMatch","replacePrefixMatch":"/"}}}') return 'without-prefix';
    const set = mappings(at(rest['requestHeaderModifier'], 'set'));
    const isPlain = type === 'RequestHeaderModifier' && Object.keys(fields(rest['requestHeaderModifier'])).every((each) => each === 'set');
    return isPlain ? set.map(({ name, value }) => `${plain(name).toLowerCase()}=${plain(value)}`).sort().join(' ') : JSON.stringify(filter);
  }).sort().map((change) => ` ${change}`).join('');
}

export function* routeBackends(cluster: Cluster, route: Manifest): Iterable<Backend> {
  const origins = originsOf(cluster, route);
  for (const rule of mappings(route.spec['rules'])) {
    for (const { name, port } of mappings(rule['backendRefs'])) {
      const service = cluster.find('Service', route.namespace, text(name) ?? '');
      const chosen = mappings(service?.spec['ports']).find((candidate) => candidate['port'] === port && candidate['protocol'] !== 'UDP');
      for (const path of pathsOf(rule)) {
        const changes = changesOf(rule);
        for (const origin of origins) yield { key: `${plain(name)} ${String(chosen?.['name'])}`, address: `${origin}${path}${changes}`, passing: `${path} ${plain(name)}:${plain(port)}${changes}` };
      }
    }
  }
}

/** How long requests that are passed on may take; empty where no rule says anything. */
export function requestsOf(routes: readonly Manifest[]): string {
  const passing = routes.flatMap(({ spec }) => mappings(spec['rules'])).filter((rule) => mappings(rule['backendRefs']).length > 0);
  const said = new Set(passing.map((rule) => plain(at(rule['timeouts'], 'request') ?? 'unsaid')));
  return said.size === 1 && said.has('unsaid') ? '' : unordered(said);
}

/** What a Gateway is: its class, its listeners with their certificates, and who makes those. */
export function* gatewayNotes({ name: called, body, spec }: Manifest): Iterable<readonly [what: string, value: string]> {
  yield [`gateway ${called}`, plain(spec['gatewayClassName'])];
  const issuer = text(at(body, 'metadata', 'annotations', 'cert-manager.io/cluster-issuer'));
  const maker = issuer === undefined ? '' : `, by ${issuer}`;
  for (const { name, port, protocol, hostname, tls } of mappings(spec['listeners'])) {
    const certificates = mappings(at(tls, 'certificateRefs')).map((reference) => plain(reference['name']));
    const said = [`${plain(port)}/${plain(protocol)}`, ...(hostname === undefined ? [] : [plain(hostname)]), ...(certificates.length > 0 ? [`with ${unordered(new Set(certificates))}${maker}`] : [])];
    yield [`gateway ${called} ${plain(name)}`, said.join(' ')];
  }
}

/** What leads elsewhere, and how: `http://host/path by 301`, to the same address with TLS unless it says otherwise. */
export function ledBy(cluster: Cluster, routes: readonly Manifest[]): string {
  return unordered(new Set(routes.flatMap((route) => mappings(route.spec['rules']).flatMap((rule) => {
    const redirects = mappings(rule['filters']).filter(({ type }) => type === 'RequestRedirect').map((filter) => fields(filter['requestRedirect']));
    return redirects.flatMap(({ statusCode = 302, scheme, ...rest }) => {
      const elsewhere = scheme === 'https' && Object.keys(rest).length === 0 ? '' : ` to ${JSON.stringify({ scheme, ...rest })}`;
      return originsOf(cluster, route).flatMap((origin) => pathsOf(rule).map((path) => `${origin}${path} by ${plain(statusCode)}${elsewhere}`));
    });
  }))));
}
