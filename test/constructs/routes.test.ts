import { App, FrontendNginx, Protocol, Publish, ReverseProxy, Route, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { lineOf } from '../diagnostics/source-lines';
import { IMAGE } from './described';

function errorsOf(build: (stack: Stack) => unknown): string[] {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  return synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code, path, message }) => `${code} ${path} ${message}`);
}

const frontEnd = (stack: Stack, id: string, ...routes: Route[]): FrontendNginx => new FrontendNginx(stack, id, { image: IMAGE, routes });

describe('a route that leads back', () => {
  test('to its own front end is one error, with the line', () => {
    const stack = new Stack(new App(), 'shop');
    const web = frontEnd(stack, 'web');
    web.addRoute(Route.proxy('/self', web.http)); // leads to itself
    const { rendered, findings } = synthesize(stack);
    expect(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['model/route']);
    expect(rendered[0]).toContain(`at shop/web (${lineOf(__filename, 'leads to itself')}`);
    expect(rendered[0]).toContain('The route /self leads back here: web -> web.');
  });

  test('over another front end is one error, at the route that closes the circle', () => {
    const errors = errorsOf((stack) => {
      const [a, b, c] = ['a', 'b', 'c'].map((id) => frontEnd(stack, id));
      a.addRoute(Route.proxy('/b', b.http));
      b.addRoute(Route.webSocket('/c', c.http));
      c.addRoute(Route.proxy('/a', a.http, { stripPrefix: true }));
    });
    expect(errors).toEqual(['model/route shop/c The route /a leads back here: c -> a -> b -> c.']);
  });

  test('is none where front ends stand in a row, and two lead to one', () => {
    const errors = errorsOf((stack) => {
      const last = frontEnd(stack, 'last', Route.singlePageApp('/'));
      const middle = frontEnd(stack, 'middle', Route.proxy('/', last.http));
      frontEnd(stack, 'first', Route.proxy('/', middle.http), Route.proxy('/last', last.http));
    });
    expect(errors).toEqual([]);
  });
});

test.each(['/healthz', '/healthz/'])('a route %s would never be asked: the front end answers by itself', (path) => {
  expect(errorsOf((stack) => frontEnd(stack, 'web', Route.staticFiles(path)))).toEqual([`model/route shop/web The route ${path} is answered here, for the health probe.`]);
});

test('a route below it is one', () => {
  expect(errorsOf((stack) => frontEnd(stack, 'web', Route.staticFiles('/healthz/more')))).toEqual([]);
});

describe('UDP', () => {
  const dns = (stack: Stack, publish?: Publish) => new Workload(stack, 'dns', { image: IMAGE }).addEndpoint('dns', { port: 5353, protocol: Protocol.UDP, ...(publish && { publish }) });

  test.each([Route.proxy, Route.webSocket])('is no protocol to pass requests on by', (route) => {
    expect(errorsOf((stack) => frontEnd(stack, 'web', route('/dns', dns(stack))))).toEqual(['model/not-http shop/web The route /dns leads to the endpoint "dns", which speaks UDP.']);
    expect(errorsOf((stack) => new ReverseProxy(stack, 'proxy', { host: 'example.com', routes: [route('/dns', dns(stack))] })).map((error) => error.split(' ')[0])).toContain('model/not-http');
  });

  test('has no host names, but ports of the machine', () => {
    expect(errorsOf((stack) => dns(stack, Publish.atHost('dns.example.com')))).toEqual(['model/not-http shop/dns The host dns.example.com leads to the endpoint "dns", which speaks UDP.']);
    expect(errorsOf((stack) => dns(stack, Publish.onHostPort(5353)))).toEqual([]);
  });
});

test.each([
  { path: 'api', what: 'without its first slash' },
  { path: '/a//b', what: 'with an empty element' },
  { path: '/a/../b', what: 'with dots' },
  { path: '/./a', what: 'with a dot' },
  { path: '/a%20b', what: 'with an encoding, which nginx and Ingress controllers compare differently' },
  { path: '/a b', what: 'with a space' },
  { path: '/a;b', what: 'with what ends a directive' },
  { path: '/a{b}', what: 'with what opens a block' },
])('a path $what is none of a route', ({ path }) => {
  expect(errorsOf((stack) => frontEnd(stack, 'web', Route.staticFiles(path))).map((error) => error.split(' ')[0])).toEqual(['model/invalid-path']);
});

test.each(['/', '/a', '/a/', '/v1.0/~x', '/.well-known', '/a..b', '/@scope/a+b,c=d:e'])('%s is a path', (path) => {
  expect(errorsOf((stack) => frontEnd(stack, 'web', Route.staticFiles(path)))).toEqual([]);
});

test('a path with a slash at its end and one without are the same path', () => {
  expect(errorsOf((stack) => frontEnd(stack, 'web', Route.staticFiles('/a'), Route.singlePageApp('/a/')))).toEqual([
    'model/invalid-path shop/web The path of a route is "/a/", but has to be the path of one route only.',
  ]);
});
