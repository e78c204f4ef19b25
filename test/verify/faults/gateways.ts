import { besideDeployment, type Fault, type Row } from './fault';

const API = 'apiVersion: gateway.networking.k8s.io/v1';
const SERVICE = '{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] } }';
const gateway = (listeners: string): string => `{ ${API}, kind: Gateway, metadata: { name: edge, namespace: shop }, spec: { gatewayClassName: envoy, listeners: [${listeners}] } }`;
const route = (rule: string, parent = 'name: edge', name = 'web'): string => `{ ${API}, kind: HTTPRoute, metadata: { name: ${name}, namespace: shop }, spec: { parentRefs: [{ ${parent} }], rules: [{ ${rule} }] } }`;
const beside = (...all: readonly string[]): string => [SERVICE, ...all].join('\n---\n');
const TO = 'backendRefs: [{ name: web, port: 80 }]';
const rewrite = (matches: string): string => `${matches} filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }], ${TO}`;
const listener = ([code, message, bad, good]: Row): Row => [code, message, gateway(bad), gateway(good)];
const rule = ([code, message, bad, good]: Row): Row => [code, message, beside(route(bad)), beside(route(good))];
const path = (value: string): string => `matches: [{ path: { type: PathPrefix, value: "${value}" } }], ${TO}`;
const redirect = (more: string): string => `filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }]${more}`;

/** Gateways and HTTPRoutes, against the definitions that the package has. */
export const GATEWAY_FAULTS: readonly Fault[] = [
  ...besideDeployment(([
    ['manifest/unknown-field', 'spec.listeners[0].hostnames: unknown field; did you mean hostname?', '{ name: a, port: 80, protocol: HTTP, hostnames: a.example }', '{ name: a, port: 80, protocol: HTTP, hostname: a.example }'],
    ['manifest/invalid-value', 'spec.listeners[0].port: must be at most 65535', '{ name: a, port: 65536, protocol: HTTP }', '{ name: a, port: 8080, protocol: HTTP }'],
    ['manifest/duplicate', 'two listeners have the name a', '{ name: a, port: 80, protocol: HTTP }, { name: a, port: 81, protocol: HTTP }', '{ name: a, port: 80, protocol: HTTP }, { name: b, port: 81, protocol: HTTP }'],
    ['manifest/duplicate', 'two listeners have the port, protocol and hostname 80 HTTP', '{ name: a, port: 80, protocol: HTTP }, { name: b, port: 80, protocol: HTTP }', '{ name: a, port: 80, protocol: HTTP }, { name: b, port: 80, protocol: HTTP, hostname: a.example }'],
    ['manifest/route', 'a listener of the protocol HTTP has no tls', '{ name: a, port: 80, protocol: HTTP, tls: { certificateRefs: [{ name: t }] } }', '{ name: a, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: t }] } }'],
    ['manifest/route', 'its mode is Terminate', '{ name: a, port: 443, protocol: HTTPS, tls: { mode: Passthrough, certificateRefs: [{ name: t }] } }', '{ name: a, port: 443, protocol: HTTPS, tls: { mode: Terminate, certificateRefs: [{ name: t }] } }'],
    ['manifest/route', 'needs certificateRefs', '{ name: a, port: 443, protocol: HTTPS, tls: {} }', '{ name: a, port: 443, protocol: HTTPS, tls: { options: { example.com/certificate: a } } }'],
  ] as const).map(listener), { by: 'all' }),
  ...besideDeployment(([
    ['manifest/unknown-field', 'spec.rules[0].backendRef: unknown field; did you mean backendRefs?', 'backendRef: [{ name: web, port: 80 }]', TO],
    ['manifest/invalid-value', 'spec.rules[0].timeouts.request: must match', `timeouts: { request: 30 s }, ${TO}`, `timeouts: { request: 1h30m }, ${TO}`],
    ['manifest/route', 'free of "//"', path('//a'), path('/a')],
    ['manifest/route', 'must begin with "/"', path('a'), path('/%61')],
    ['manifest/route', 'what a path has to encode', path('/a|b'), path('/a%7Cb')],
    ['manifest/route', 'a rule that redirects has no backendRefs', redirect(`, ${TO}`), redirect('')],
    ['manifest/route', 'a rule redirects or rewrites, not both', 'filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }, { type: URLRewrite, urlRewrite: { hostname: a.example } }]', redirect('')],
    ['manifest/route', 'has two filters of the type URLRewrite', `filters: [{ type: URLRewrite, urlRewrite: { hostname: a.example } }, { type: URLRewrite, urlRewrite: { hostname: b.example } }], ${TO}`, `filters: [{ type: URLRewrite, urlRewrite: { hostname: a.example } }], ${TO}`],
    ['manifest/route', 'a filter of the type URLRewrite needs urlRewrite', `filters: [{ type: URLRewrite }], ${TO}`, rewrite('')],
    ['manifest/route', 'a filter of the type URLRewrite has no requestRedirect', `filters: [{ type: URLRewrite, urlRewrite: {}, requestRedirect: {} }], ${TO}`, rewrite('')],
    ['manifest/route', 'a prefix can be replaced where', rewrite('matches: [{ path: { value: /a } }, { path: { value: /b } }],'), rewrite('matches: [{ path: { value: /a } }],')],
    ['manifest/route', 'a prefix can be replaced where', rewrite('matches: [{ path: { type: Exact, value: /a } }],'), rewrite('matches: [{ path: { type: PathPrefix, value: /a } }],')],
    ['manifest/route', 'a path of the type ReplaceFullPath needs replaceFullPath', `filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplaceFullPath } } }], ${TO}`, `filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplaceFullPath, replaceFullPath: /a } } }], ${TO}`],
  ] as const).map(rule), { by: 'all' }),
  ...besideDeployment([
    ['manifest/missing-reference', 'Service "wbe", which does not exist', beside(route('backendRefs: [{ name: wbe, port: 80 }]')), beside(route(TO))],
    ['manifest/port', 'Service/web has no port 8080', beside(route('backendRefs: [{ name: web, port: 8080 }]')), beside(route(TO))],
    ['manifest/missing-reference', 'the listener "web" of Gateway/edge, which does not exist', beside(gateway('{ name: http, port: 80, protocol: HTTP }'), route(TO, 'name: edge, sectionName: web')), beside(gateway('{ name: http, port: 80, protocol: HTTP }'), route(TO, 'name: edge, sectionName: http'))],
    ['manifest/route', 'two rules claim */ PathPrefix of the Gateway shop/edge', beside(route(TO), route(redirect(''), 'name: edge, sectionName: http', 'other')), beside(route(TO, 'name: edge, sectionName: https'), route(redirect(''), 'name: edge, sectionName: http', 'other'))],
    ['manifest/network', 'the network policies of Deployment/web shut out port 80',
      beside(route(TO), '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: p, namespace: shop }, spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] } }'),
      beside(route(TO), '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: p, namespace: shop }, spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{}] } }')],
  ]),
];
