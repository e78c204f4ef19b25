import type { Place, Problem } from '../problem';
import { at, fields, items, mappings, plain, shown, text, texts, type Fields } from '../untyped';
import { problem } from './finding';
import type { Cluster, Manifest, Rule } from './manifests';
import { missing } from './references';

/* What the definitions of the Gateway API say by expressions, and what refers to something that is not there. */

const GROUP = 'gateway.networking.k8s.io';
const GATEWAY = `Gateway.${GROUP}`;
const HTTP_ROUTE = `HTTPRoute.${GROUP}`;

/** As `type` says where it is left out. */
const PREFIX = 'PathPrefix';

const PATH = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;

type Wrong = (place: Place, detail: string, related?: readonly Manifest[]) => Problem;

function* gateways(cluster: Cluster): Iterable<Problem> {
  for (const gateway of cluster.ofKind(GATEWAY)) {
    const seen = new Map<string, string>();
    for (const [index, value] of items(gateway.spec['listeners']).entries()) {
      const { name, port, protocol, hostname = '', tls } = fields(value);
      const place = ['spec', 'listeners', index];
      const wrong = (detail: string): Problem => problem('manifest/route', gateway, place, detail);
      for (const [what, one] of [['name', plain(name)], ['port, protocol and hostname', `${plain(port)} ${plain(protocol)} ${plain(hostname)}`]] as const) {
        if (seen.has(`${what} ${one}`)) yield problem('manifest/duplicate', gateway, place, `two listeners have the ${what} ${one.trim()}`);
        seen.set(`${what} ${one}`, one);
      }
      if (protocol === 'HTTP' && tls !== undefined) yield wrong('a listener of the protocol HTTP has no tls');
      if (protocol === 'HTTPS' && at(tls, 'mode') === 'Passthrough') yield wrong('a listener of the protocol HTTPS ends TLS itself, so its mode is Terminate');
      const certificates = items(at(tls, 'certificateRefs')).length + Object.keys(fields(at(tls, 'options'))).length;
      if (protocol === 'HTTPS' && certificates === 0) yield wrong('a listener of the protocol HTTPS needs certificateRefs');
    }
  }
}

function* routes(cluster: Cluster): Iterable<Problem> {
  const claimed = new Map<string, Claim[]>();
  for (const route of cluster.ofKind(HTTP_ROUTE)) {
    yield* parents(cluster, route);
    for (const [index, value] of items(route.spec['rules']).entries()) {
      const rule = fields(value);
      const place = ['spec', 'rules', index];
      const wrong: Wrong = (below, detail, related) => problem('manifest/route', route, [...place, ...below], detail, related);
      yield* filters(rule, wrong);
      yield* paths(rule, wrong);
      yield* backends(cluster, route, rule, place);
      for (const [what, section] of claimsOf(route, rule)) {
        const others = claimed.get(what) ?? [];
        const first = others.find((other) => other.section === section || other.section === '' || section === '');
        if (first !== undefined) yield wrong([], `two rules claim ${what}${section === '' ? '' : `, listener ${section}`}`, [first.route]);
        claimed.set(what, [...others, { section, route }]);
      }
    }
  }
}

/** Of a Gateway among the manifests a route can only name a listener that it has. */
function* parents(cluster: Cluster, route: Manifest): Iterable<Problem> {
  for (const [index, parent] of items(route.spec['parentRefs']).entries()) {
    const { name, namespace, sectionName, kind = 'Gateway' } = fields(parent);
    const gateway = kind === 'Gateway' ? cluster.find(GATEWAY, text(namespace) ?? route.namespace, text(name) ?? '') : undefined;
    if (gateway === undefined || sectionName === undefined) continue;
    if (mappings(gateway.spec['listeners']).every((listener) => listener['name'] !== sectionName)) {
      yield problem('manifest/missing-reference', route, ['spec', 'parentRefs', index], `refers to the listener ${shown(sectionName)} of ${gateway.label}, which does not exist`, [gateway]);
    }
  }
}

/** A server says for a rule without matches that it is for all. */
const prefixesIn = ({ matches = [{}] }: Fields): number => {
  const all = items(matches);
  return all.filter((match) => (at(match, 'path', 'type') ?? PREFIX) === PREFIX).length === all.length ? all.length : 0;
};

/** Filters of which a rule has one at most. */
const ONCE = ['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestRedirect', 'URLRewrite', 'CORS'];

const FIELDS: Readonly<Record<string, string>> = {
  RequestHeaderModifier: 'requestHeaderModifier', ResponseHeaderModifier: 'responseHeaderModifier', RequestMirror: 'requestMirror', RequestRedirect: 'requestRedirect', URLRewrite: 'urlRewrite', ExtensionRef: 'extensionRef', CORS: 'cors',
};

function* filters(rule: Fields, wrong: Wrong): Iterable<Problem> {
  const all = mappings(rule['filters']);
  const types = all.map(({ type }) => plain(type));
  for (const once of ONCE) if (types.filter((type) => type === once).length > 1) yield wrong(['filters'], `has two filters of the type ${once}`);
  if (types.includes('RequestRedirect') && types.includes('URLRewrite')) yield wrong(['filters'], 'a rule redirects or rewrites, not both');
  if (types.includes('RequestRedirect') && items(rule['backendRefs']).length > 0) yield wrong([], 'a rule that redirects has no backendRefs');
  for (const [index, filter] of all.entries()) {
    const field = FIELDS[plain(filter['type'])];
    const others = Object.keys(filter).filter((name) => name !== 'type' && name !== field);
    if (field !== undefined && filter[field] === undefined) yield wrong(['filters', index], `a filter of the type ${plain(filter['type'])} needs ${field}`);
    if (field !== undefined && others.length > 0) yield wrong(['filters', index], `a filter of the type ${plain(filter['type'])} has no ${others.join(' and no ')}`);
    for (const name of ['requestRedirect', 'urlRewrite']) {
      const path = fields(at(filter[name], 'path'));
      if (path['type'] === 'ReplacePrefixMatch' && prefixesIn(rule) !== 1) yield wrong(['filters', index], 'a prefix can be replaced where the rule has one match, of the type PathPrefix');
      const value = { ReplacePrefixMatch: 'replacePrefixMatch', ReplaceFullPath: 'replaceFullPath' }[plain(path['type'])];
      if (value !== undefined && path[value] === undefined) yield wrong(['filters', index], `a path of the type ${plain(path['type'])} needs ${value}`);
    }
  }
}

function* paths(rule: Fields, wrong: Wrong): Iterable<Problem> {
  for (const [index, match] of items(rule['matches']).entries()) {
    const { type = PREFIX, value = '/' } = fields(at(match, 'path'));
    const path = plain(value);
    if (type === 'RegularExpression') continue;
    const isPath = path.startsWith('/') && PATH.test(path) && !/\/\/|\/\.{1,2}(?:\/|$)|%2f/i.test(path);
    if (!isPath) yield wrong(['matches', index, 'path'], `must begin with "/" and be free of "//", "/./", "/../", "%2F" and what a path has to encode (got ${shown(value)})`);
  }
}

/** Backends that are Services, with the ports of those. */
export function serviceBackends(cluster: Cluster, route: Manifest, rule: unknown): { readonly index: number; readonly name: string; readonly service?: Manifest; readonly port?: Fields }[] {
  return items(at(rule, 'backendRefs')).flatMap((value, index) => {
    const { name, port, kind = 'Service', group = '', namespace } = fields(value);
    if (kind !== 'Service' || group !== '' || (namespace !== undefined && namespace !== route.namespace)) return [];
    const service = cluster.find('Service', route.namespace, text(name) ?? '');
    return [{ index, name: text(name) ?? '', service, port: mappings(service?.spec['ports']).find((candidate) => candidate['port'] === port && candidate['protocol'] !== 'UDP') }];
  });
}

function* backends(cluster: Cluster, route: Manifest, rule: Fields, place: Place): Iterable<Problem> {
  for (const { index, name, service, port } of serviceBackends(cluster, route, rule)) {
    const here = [...place, 'backendRefs', index];
    const absent = service === undefined ? missing(cluster, 'Service', name) : undefined;
    if (absent !== undefined) yield problem('manifest/missing-reference', route, here, `refers to ${absent}`);
    if (service !== undefined && port === undefined) yield problem('manifest/port', route, here, `${service.label} has no port ${shown(fields(items(rule['backendRefs'])[index])['port'])}`, [service]);
  }
}

/** The rule of a route, at one listener of a Gateway or, without its name, at all of them. */
interface Claim {
  readonly section: string;
  readonly route: Manifest;
}

/** Where a rule answers, in words that are the same for rules of which only the older one does, and at which listener. */
function claimsOf({ spec, namespace: home }: Manifest, { matches }: Fields): readonly (readonly [what: string, section: string])[] {
  const hosts = texts(spec['hostnames']);
  const parents = mappings(spec['parentRefs']);
  const conditions = (items(matches).length > 0 ? items(matches) : [{}]).map((match) => {
    const { path, ...others } = fields(match);
    const { type = PREFIX, value = '/' } = fields(path);
    return `${plain(value)} ${plain(type)}${Object.keys(others).length > 0 ? ` ${JSON.stringify(others)}` : ''}`;
  });
  return parents.flatMap(({ namespace = home, name, sectionName = '' }) =>
    (hosts.length > 0 ? hosts : ['*']).flatMap((host) => conditions.map((condition) => [`${host}${condition} of the Gateway ${plain(namespace)}/${plain(name)}`, plain(sectionName)] as const)));
}

/** The Service ports that HTTPRoutes lead to. */
export const routedPorts = (cluster: Cluster): readonly { readonly service?: Manifest; readonly port?: Fields }[] =>
  cluster.ofKind(HTTP_ROUTE).flatMap((route) => items(route.spec['rules']).flatMap((rule) => serviceBackends(cluster, route, rule)));

/** Gateways and HTTPRoutes. */
export const GATEWAY_RULES: readonly Rule[] = [gateways, routes];
