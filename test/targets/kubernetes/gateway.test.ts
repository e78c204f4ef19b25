import { JsonPatch } from 'cdk8s';
import { App, Compose, Image, Kubernetes, Publish, ReverseProxy, Route, Stack, Workload, type GatewayOptions } from 'cdk8s-compose';
import { expectAgreement, synthesize } from 'cdk8s-compose/testing';
import { load, loadAll } from 'js-yaml';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly hostnames?: readonly string[]; readonly rules?: readonly unknown[]; readonly parentRefs?: readonly unknown[]; readonly listeners?: readonly unknown[] };
}

const IMAGE = Image.fromReference('example/api:1.4.2');

function stackWith(gateway: GatewayOptions | undefined, build: (stack: Stack) => void, ingressClass?: string): Stack {
  const app = new App({ targets: [new Kubernetes({ ...(gateway && { gateway }), ...(ingressClass !== undefined && { ingressClass }) }), new Compose()] });
  const stack = new Stack(app, 'shop');
  build(stack);
  return stack;
}

const written = (stack: Stack): string => synthesize(stack).files.get('kubernetes/shop.k8s.yaml') ?? '';
const ofKind = (stack: Stack, kind: string): Manifest[] => (loadAll(written(stack)) as Manifest[]).filter((manifest) => manifest.kind === kind);
const published = (stack: Stack, options: { readonly host?: string; readonly otherHosts?: readonly string[]; readonly ingressClass?: string } = {}): Workload => {
  const api = new Workload(stack, 'api', { image: IMAGE });
  const { host = 'shop.example.com', ...rest } = options;
  api.addEndpoint('http', { port: 8080, publish: Publish.atHost(host, rest) });
  return api;
};
const errors = (stack: Stack): string[] => synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);

test('an HTTPRoute has at most 16 hosts, so more of them take several', () => {
  const otherHosts = Array.from({ length: 19 }, (_, at) => `h${at}.example.com`);
  const stack = stackWith({ className: 'envoy' }, (each) => void published(each, { otherHosts }));
  expect(ofKind(stack, 'HTTPRoute').map(({ metadata: { name }, spec: { hostnames, parentRefs } }) => [name, hostnames?.length, parentRefs?.length])).toEqual([
    ['api', 16, 16], ['api-2', 4, 4], ['api-to-https', 16, 1], ['api-to-https-2', 4, 1],
  ]);
  expect(ofKind(stack, 'Gateway')[0].spec.listeners).toHaveLength(21);
  expectAgreement(stack);
});

test('and at most 16 rules', () => {
  const stack = stackWith({ name: 'public' }, (each) => {
    const api = new Workload(each, 'api', { image: IMAGE });
    const http = api.addEndpoint('http', { port: 8080 });
    new ReverseProxy(each, 'proxy', { host: 'shop.example.com', routes: Array.from({ length: 18 }, (_, at) => Route.proxy(`/v${at}`, http)) });
  });
  expect(ofKind(stack, 'HTTPRoute').map(({ metadata: { name }, spec: { rules } }) => [name, rules?.length])).toEqual([['proxy', 16], ['proxy-2', 2]]);
  expectAgreement(stack);
});

test('a Gateway has at most 64 listeners', () => {
  const otherHosts = Array.from({ length: 63 }, (_, at) => `h${at}.example.com`);
  expect(errors(stackWith({ className: 'envoy' }, (each) => void published(each, { otherHosts })))).toEqual([expect.stringContaining('takes 65 listeners, one for each host with TLS, and can have 64')]);
});

test('an endpoint that names a class of Ingress controllers has an Ingress all the same', () => {
  const stack = stackWith({ name: 'public' }, (each) => void published(each, { ingressClass: 'internal' }));
  expect([ofKind(stack, 'HTTPRoute'), ofKind(stack, 'Ingress').map(({ metadata: { name } }) => name)]).toEqual([[], ['api']]);
});

test('a workload has a Gateway where the others have Ingresses', () => {
  const stack = stackWith(undefined, (each) => published(each).kubernetes.configure({ gateway: { name: 'public', listeners: { https: 'https', http: 'http' } } }), 'nginx');
  expect([ofKind(stack, 'Ingress'), ofKind(stack, 'HTTPRoute').map(({ metadata: { name } }) => name)]).toEqual([[], ['api', 'api-to-https']]);
  expect(written(stack)).toContain('# The Gateway shop/public has to be there, with the listeners http, https, ');
  expect(written(stack)).not.toContain('create secret tls');
  expectAgreement(stack);
});

test('callbacks and patches change the routes that are written', () => {
  const stack = stackWith({ name: 'public' }, (each) => {
    const api = published(each);
    api.kubernetes.customize(({ httpRoutes }) => void (httpRoutes[0].metadata.annotations = { 'example.com/owner': 'platform' }));
    api.kubernetes.addJsonPatch('HTTPRoute', JsonPatch.add('/spec/rules/0/name', 'all'));
  });
  const [route] = ofKind(stack, 'HTTPRoute');
  expect([route.metadata, route.spec.rules]).toEqual([expect.objectContaining({ annotations: { 'example.com/owner': 'platform' } }), [expect.objectContaining({ name: 'all' })]]);
});

test('a patch that leaves a route as no server takes it is found before it is written', () => {
  const stack = stackWith({ name: 'public' }, (each) => published(each).kubernetes.addJsonPatch('HTTPRoute', JsonPatch.add('/spec/rules/0/timeouts/idle', '5m')));
  expect(errors(stack)).toEqual([expect.stringMatching(/^manifest\/unknown-field .*idle/)]);
});

test.each([
  [{ className: 'envoy' }, 'kubectl -n shop create secret tls shop-example-com-tls'],
  [{ className: 'envoy' }, 'until then nobody is served with TLS by the Gateway'],
  [{ name: 'public', namespace: 'gateways' }, '# The Gateway gateways/public has to be there, to have certificates for those with TLS, and to let in routes of the namespace shop for shop.example.com'],
])('the head of the manifests says what %j takes', (gateway, line) => {
  expect(written(stackWith(gateway, (each) => void published(each)))).toContain(line);
});

test('a time is written as it is said', () => {
  const timeoutsOf = (requestTimeout?: string): unknown => {
    const [{ spec }] = ofKind(stackWith({ name: 'public', ...(requestTimeout !== undefined && { requestTimeout }) }, (each) => void published(each)), 'HTTPRoute');
    return load(JSON.stringify(spec.rules));
  };
  expect([timeoutsOf(), timeoutsOf('1h30m'), timeoutsOf('')]).toEqual([[expect.objectContaining({ timeouts: { request: '0s' } })], [expect.objectContaining({ timeouts: { request: '1h30m' } })], [expect.not.objectContaining({ timeouts: expect.anything() as unknown })]]);
});
