import { hostsOf, isExposed, type PublicExposure } from '../../model/endpoint';
import { endpointOf, workloadAt, type StackGraph } from '../../model/graph';
import type { GatewayRoute, WorkloadModel } from '../../model/workload';
import { gatewayEndpoints, ownGatewayName, PLAIN_LISTENER, secureListeners } from './gateway';
import { GATEWAY_API, type HTTPRoute, type HTTPRouteFilter, type HTTPRouteRule, type ParentReference } from './gateway-api';
import type { GatewayOptions } from './gateway-options';
import { gatewayOf } from './ingress';
import { workloadMeta } from './labels';
import type { KubernetesSettings } from './settings';

/** As many rules and hosts as an HTTPRoute may have; several of one host mean what one would. */
const MOST = 16;

/** What a redirect answers that every controller knows; others came to the API with version 1.5, and a controller need not have them. */
export const REDIRECT_STATUS = 301;

/** HTTPRoutes in place of the Ingresses of a workload: those that lead to it, and for hosts with TLS those that lead to TLS. */
export function lowerHttpRoutes(workload: WorkloadModel, graph: StackGraph, settings: KubernetesSettings): HTTPRoute[] {
  const gateway = gatewayOf(settings);
  if (!gateway || !isExposed(workload)) return [];
  return gatewayEndpoints(workload).flatMap(({ name, port, exposure, isFirst }) => {
    const title = isFirst ? workload.name : `${workload.name}-${name}`;
    const timeouts = requestTimeout(gateway);
    const rules = workload.gateway
      ? workload.gateway.map((route) => leading(route, graph, timeouts))
      : [{ matches: below(exposure.path), backendRefs: [{ name: workload.name, port }], ...timeouts }];
    const toTls: HTTPRouteRule = { matches: below(exposure.path), filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: REDIRECT_STATUS } }] };
    return [...routes(title, exposure.tls, rules), ...(leadsToTls(gateway, exposure) ? routes(`${title}-to-https`, false, [toTls]) : [])];

    function routes(called: string, tls: boolean, all: HTTPRouteRule[]): HTTPRoute[] {
      const groups = pieces(hostsOf(exposure)).flatMap((hostnames) => pieces(all).map((some) => ({ hostnames, some })));
      return groups.map(({ hostnames, some }, at) => ({
        apiVersion: GATEWAY_API,
        kind: 'HTTPRoute',
        metadata: workloadMeta(at === 0 ? called : `${called}-${at + 1}`, workload, graph.model),
        spec: { parentRefs: parentsOf(gateway!, hostnames, tls, graph), ...(hostnames.length > 0 && { hostnames }), rules: some },
      }));
    }
  });
}

/** Whether who asks for it without TLS is led to it with TLS. */
export function leadsToTls({ className, listeners }: GatewayOptions, { tls }: PublicExposure): boolean {
  return tls && (className !== undefined || (listeners?.http !== undefined && listeners.https !== undefined));
}

export function requestTimeout({ requestTimeout: request = '0s' }: GatewayOptions): Pick<HTTPRouteRule, 'timeouts'> {
  return request === '' ? {} : { timeouts: { request } };
}

function pieces<T>(all: readonly T[]): T[][] {
  const count = Math.max(1, Math.ceil(all.length / MOST));
  return Array.from({ length: count }, (_, at) => all.slice(at * MOST, (at + 1) * MOST));
}

function parentsOf(gateway: GatewayOptions, hosts: readonly string[], tls: boolean, graph: StackGraph): ParentReference[] {
  if (gateway.className === undefined) return [existing(gateway, tls ? gateway.listeners?.https : gateway.listeners?.http, graph)];
  const sections = tls ? secureListeners(hosts) : [PLAIN_LISTENER];
  return sections.map((sectionName) => ({ name: ownGatewayName(gateway, graph)!, sectionName }));
}

function existing({ name = '', namespace }: GatewayOptions, sectionName: string | undefined, { model }: StackGraph): ParentReference {
  return { name, ...(namespace !== undefined && namespace !== model.namespace && { namespace }), ...(sectionName !== undefined && { sectionName }) };
}

/** The path as it is matched: a slash at its end means nothing. */
export function matchedPath(path: string): string {
  return path.replace(/(?<=.)\/$/, '');
}

function below(path: string): HTTPRouteRule['matches'] {
  return [{ path: { type: 'PathPrefix', value: matchedPath(path) } }];
}

function leading({ path, workload, endpoint, stripPrefix }: GatewayRoute, graph: StackGraph, timeouts: Pick<HTTPRouteRule, 'timeouts'>): HTTPRouteRule {
  const { name } = workloadAt(graph, workload);
  return {
    matches: below(path),
    ...(stripPrefix && { filters: withoutPrefix(matchedPath(path)) }),
    backendRefs: [{ name, port: endpointOf(graph, workload, endpoint).port }],
    ...timeouts,
  };
}

/** The backend finds what was taken away in a header, as nginx says it. */
function withoutPrefix(prefix: string): HTTPRouteFilter[] {
  return [
    { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-Forwarded-Prefix', value: prefix }] } },
    { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
  ];
}
