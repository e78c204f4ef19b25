import {
  App, Compose, ExternalServer, FrontendNginx, Image, Kubernetes, Postgres, Publish, ReverseProxy, Route, Secret, Size, Stack, Workload, type StackProps, type WorkloadProps,
} from 'cdk8s-compose';
import { expectAgreement, synthesize, synthesizeApp } from 'cdk8s-compose/testing';
import { App as Cdk8sApp, Testing } from 'cdk8s';
import { beginCalls, callersOf } from '../../lib/model/callers';

const image = Image.fromReference('example/app:1.0.0');

/** Two stacks of an app, of which the second calls the first. */
function stacks(peer: Partial<WorkloadProps> = {}, { app = new App(), ofData, order = ['data', 'shop'] }: { readonly app?: Cdk8sApp; readonly ofData?: StackProps; readonly order?: readonly string[] } = {}) {
  const made = new Map(order.map((id) => [id, new Stack(app, id, id === 'data' ? ofData : {})]));
  const [data, shop] = [made.get('data')!, made.get('shop')!];
  const http = new Workload(data, 'search', { image, ...peer }).addEndpoint('http', { port: 7700 });
  const api = new Workload(shop, 'api', { image, egress: false, env: { SEARCH_URL: http.url() } });
  return { app, data, shop, http, api };
}

const errorsOf = (stack: Stack) => synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path}`);
const POLICY = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }, podSelector: { matchLabels: { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/part-of': 'shop' } } };

test('a workload of another stack has its long name, which both platforms know, and lets in who calls it', () => {
  const { data, shop } = stacks();
  expect(synthesize(shop).compose!.services['api'].environment).toEqual({ SEARCH_URL: 'http://search.data.svc:7700' });
  const { kubernetes, compose } = synthesize(data);
  expect(kubernetes.find(({ metadata }) => metadata.name === 'search-ingress')).toMatchObject({ spec: { ingress: [{ from: [POLICY], ports: [{ port: 7700 }] }] } });
  expect(compose!.services['search'].networks).toEqual({ search: { aliases: ['search.data.svc'] }, 'shared-data-search': { aliases: ['search.data.svc'] } });
  expect(compose!.networks!['shared-data-search']).toEqual({ name: 'data-search', internal: true });
});

test.each(['data', 'shop'])('both outputs of both stacks agree: %s', (id) => {
  const { data, shop } = stacks();
  expectAgreement(id === 'data' ? data : shop);
});

test.each([[['data', 'shop']], [['shop', 'data']]])('in whatever order they are made: %j', (order) => {
  const { app } = stacks({}, { order });
  const { files, findings } = synthesizeApp(app as App);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(files.get('compose/data/compose.yaml')).toContain('name: data-search');
  expect(files.get('kubernetes/data.k8s.yaml')).toContain('kubernetes.io/metadata.name: shop');
});

test('also in an app of cdk8s, and of one stack by itself', () => {
  const { data } = stacks({}, { app: new Cdk8sApp() });
  expect(JSON.stringify(Testing.synth(data))).toContain('"kubernetes.io/metadata.name":"shop"');
});

test('of a stack inside another one only that one is called', () => {
  const outer = new Stack(new App(), 'outer');
  const http = new Workload(new Stack(outer, 'inner'), 'search', { image }).addEndpoint('http', { port: 7700 });
  new Workload(outer, 'api', { image, env: { SEARCH_URL: http.url() } });
  const [ofOuter, ofInner] = [outer, outer.node.findChild('inner') as Stack].map((stack) => synthesize(stack).model);
  expect(ofOuter).not.toHaveProperty('callers');
  expect(ofInner.callers).toEqual([{ to: 'outer/inner/search', endpoint: 'http', stack: 'outer', namespace: 'outer', workload: 'api' }]);
});

test('who no longer calls is no longer let in', () => {
  const { data, shop, api } = stacks();
  expect(synthesize(data).model.callers).toHaveLength(1);
  api.addEnv('SEARCH_URL', 'https://search.example.com');
  synthesize(shop);
  expect(synthesize(data).model).not.toHaveProperty('callers');
  expect(callersOf(data)).toEqual([]);
  expect(beginCalls(data.node)).toBe(false);
});

describe('what nobody of another stack can reach is an error where it is referred to', () => {
  test.each<[string, Partial<WorkloadProps>]>([
    ['on the network of its machine', { hostNetwork: 'answers broadcasts' }],
    ['with profiles only', { profiles: ['search'] }],
  ])('a workload %s', (_, peer) => {
    expect(errorsOf(stacks(peer).shop)).toEqual(['model/stack-peer shop/api']);
  });

  test('a proxy, which has no pods on Kubernetes', () => {
    const { data, http, shop } = stacks();
    const proxy = new ReverseProxy(data, 'proxy', { host: 'data.example.com', routes: [Route.proxy('/', http)] });
    new Workload(shop, 'cron', { image }).connectTo(proxy.http);
    expect(errorsOf(shop)).toEqual(['model/stack-peer shop/cron']);
  });

  test('one whose stack is not written for a target', () => {
    expect(errorsOf(stacks({}, { ofData: { targets: [new Compose()] } }).shop)).toEqual(['model/stack-target shop/api']);
    expect(errorsOf(stacks({}, { ofData: { targets: [new Kubernetes()] } }).shop)).toEqual(['model/stack-target shop/api']);
  });

  test('one of another app, which this one does not write', () => {
    const { shop } = stacks();
    new Workload(shop, 'cron', { image, env: { URL: stacks().http.url() } });
    expect(errorsOf(shop)).toEqual(['model/unresolved-reference shop/cron']);
  });

  test('its secrets, which are in another namespace', () => {
    const { data, shop } = stacks();
    const postgres = new Postgres(data, 'postgres', { database: 'shop', storage: Size.gibibytes(1) });
    new Workload(shop, 'cron', { image, env: { URL: postgres.url() } });
    expect(errorsOf(shop)).toEqual(['model/unresolved-reference shop/cron']);
    new Workload(shop, 'right', { image, env: { URL: postgres.endpoint.url({ user: 'shop', password: new Secret(shop, 'PASSWORD', { description: 'Of shop.' }) }) } });
    expect(errorsOf(shop)).toEqual(['model/unresolved-reference shop/cron']);
  });

  test('a backend of nginx, which looks after names of its own stack', () => {
    const { http, shop } = stacks();
    new FrontendNginx(shop, 'web', { image, routes: [Route.proxy('/search', http)] });
    const mail = new ExternalServer(shop, 'mail', { host: 'mail.example.com' }).addEndpoint('http', { port: 80 });
    new ReverseProxy(shop, 'proxy', { host: 'shop.example.com', routes: [Route.proxy('/', mail)] });
    expect(errorsOf(shop)).toEqual(['model/route shop/proxy', 'model/route shop/web']);
  });
});

test('two stacks that call each other cannot be up before each other', () => {
  const { data, shop, api } = stacks();
  new Workload(data, 'feed', { image }).connectTo(api.addEndpoint('http', { port: 8000, publish: Publish.onLoopback(8000) }));
  expect(errorsOf(data)).toEqual(['compose/stack-circle data']);
  expect(errorsOf(shop)).toEqual(['compose/stack-circle shop']);
});
