import { Duration, Publish, Size, Workload, type EndpointOptions } from 'cdk8s-compose';
import { Lowered } from '../targets/lowered';
import { describedWorkload, IMAGE } from './described';

/** The exposures of the endpoints of `my-api`, by name. */
function exposures(endpoints: Record<string, EndpointOptions>) {
  const workload = describedWorkload((stack) => {
    const api = new Workload(stack, 'my-api', { image: IMAGE });
    for (const [name, options] of Object.entries(endpoints)) api.addEndpoint(name, options);
  });
  return Object.fromEntries(workload.endpoints.map(({ name, exposure }) => [name, exposure]));
}

/** What the Compose file publishes of `my-api`: the name of the endpoint and the port of the host. */
function publishedPorts(endpoints: Record<string, EndpointOptions>) {
  const { ports = [] } = new Lowered((stack) => {
    const api = new Workload(stack, 'my-api', { image: IMAGE });
    for (const [name, options] of Object.entries(endpoints)) api.addEndpoint(name, options);
  }).service('my-api');
  return ports.map(({ name, published }) => [name, published]);
}

test('an endpoint that is not published is reached by peers only', () => {
  expect(exposures({ http: { port: 8000 } })).toEqual({ http: undefined });
});

test.each([
  { publish: Publish.onLoopback(8080), reach: 'loopback' },
  { publish: Publish.onHostPort(8080), reach: 'all' },
])('a port of the host can be open to $reach', ({ publish, reach }) => {
  expect(exposures({ http: { port: 8000, publish } })).toEqual({ http: { kind: 'host-port', reach, port: { default: 8080 } } });
});

test('the variable that moves a port follows from workload and endpoint, or is given', () => {
  const found = publishedPorts({
    http: { port: 1, publish: Publish.onLoopback(1) },
    'http-2': { port: 2, publish: Publish.onLoopback(2) },
    admin: { port: 3, publish: Publish.onLoopback(3, { variable: 'ADMIN' }) },
  });
  expect(found).toEqual([['http', '${MY_API_PORT:-1}'], ['http-2', '${MY_API_HTTP_2_PORT:-2}'], ['admin', '${ADMIN:-3}']]);
});

test('the first endpoint keeps its short variable when only the second is published', () => {
  expect(publishedPorts({ internal: { port: 1 }, http: { port: 2, publish: Publish.onLoopback(2) } })).toEqual([['http', '${MY_API_HTTP_PORT:-2}']]);
});

describe('a host name', () => {
  test('has TLS, the nginx controller, long answers, large bodies, and the container port on loopback', () => {
    expect(exposures({ http: { port: 8000, publish: Publish.atHost('example.com') } }).http).toEqual({
      kind: 'public',
      host: 'example.com',
      path: '/',
      tls: true,
      requestTimeout: 300_000,
      maxBodySize: 100 * 1024 ** 2,
      port: { default: 8000 },
    });
  });

  test('takes each of them as it is given', () => {
    const publish = Publish.atHost('example.com', {
      path: '/api', tls: false, ingressClass: 'traefik', requestTimeout: Duration.seconds(7), maxBodySize: Size.kibibytes(3), localPort: 3000, variable: 'WEB',
    });
    expect(exposures({ http: { port: 8000, publish } }).http).toEqual({
      kind: 'public',
      host: 'example.com',
      path: '/api',
      tls: false,
      className: 'traefik',
      requestTimeout: 7000,
      maxBodySize: 3072,
      port: { setting: 'WEB', default: 3000 },
    });
  });

  test("waits as long and takes as much as the endpoint says, unless it says otherwise itself", () => {
    const endpoint = { port: 8000, requestTimeout: Duration.minutes(20), maxBodySize: Size.gibibytes(1) };
    expect(exposures({ http: { ...endpoint, publish: Publish.atHost('example.com') } }).http).toMatchObject({ requestTimeout: 1_200_000, maxBodySize: 1024 ** 3 });
    const own = Publish.atHost('example.com', { requestTimeout: Duration.seconds(5), maxBodySize: Size.mebibytes(1) });
    expect(exposures({ http: { ...endpoint, publish: own } }).http).toMatchObject({ requestTimeout: 5000, maxBodySize: 1024 ** 2 });
  });
});

test('the local port of a host name follows from the endpoint', () => {
  const found = exposures({
    a: { port: 1, publish: Publish.atHost('example.com') },
    b: { port: 2, publish: Publish.atHost('example.com', { path: '/b' }) },
  });
  expect([found.a?.port, found.b?.port]).toEqual([{ default: 1 }, { default: 2 }]);
});

describe('hosts', () => {
  test('can be several, under which the same is found', () => {
    const publish = Publish.atHost('example.com', { otherHosts: ['example.org', 'www.example.com'] });
    expect(exposures({ http: { port: 8000, publish } }).http).toMatchObject({ host: 'example.com', otherHosts: ['example.org', 'www.example.com'], tls: true });
  });

  test('can be any: without TLS, unless a certificate is named', () => {
    const any = (options: object) => exposures({ http: { port: 8000, publish: Publish.atAnyHost(options) } }).http;
    expect(any({})).toEqual({ kind: 'public', path: '/', tls: false, requestTimeout: 300_000, maxBodySize: 100 * 1024 ** 2, port: { default: 8000 } });
    expect(any({ tlsSecret: 'own' })).toMatchObject({ tls: true, certificate: { secret: 'own' } });
    expect(any({ tls: true })).toMatchObject({ tls: true });
  });
});
