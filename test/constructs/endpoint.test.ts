import { Duration, Parameter, Protocol, Publish, Secret, text, Workload, type Endpoint, type EnvValue, type UrlOptions } from 'cdk8s-compose';
import { described, describedWorkload, environmentOf, IMAGE, workloadNamed } from './described';

/** What a peer gets for a value of the endpoint `http` of `api`. */
function seenByPeer(value: (http: Endpoint, stackOf: Workload) => EnvValue): string {
  const model = described((stack) => {
    const api = new Workload(stack, 'api', { image: IMAGE });
    const peer = new Workload(stack, 'peer', { image: IMAGE });
    peer.addEnv('VALUE', value(api.addEndpoint('http', { port: 8000 }), peer));
  });
  return environmentOf(workloadNamed(model, 'peer')).VALUE;
}

const HOST = '<host shop/api.http>';
const PORT = '<port shop/api.http>';

test('an endpoint is described by name, port and protocol, in the order of opening', () => {
  const { endpoints } = describedWorkload((stack) => {
    const api = new Workload(stack, 'api', { image: IMAGE });
    api.addEndpoint('web', { port: 8000 });
    api.addEndpoint('dns', { port: 53, protocol: Protocol.UDP });
  });
  expect(endpoints).toEqual([{ name: 'web', port: 8000, protocol: 'tcp' }, { name: 'dns', port: 53, protocol: 'udp' }]);
});

test('its own workload can ask for the port as a number, and a proxy for the timeout', () => {
  describedWorkload((stack) => {
    const http = new Workload(stack, 'api', { image: IMAGE }).addEndpoint('http', { port: 8000, requestTimeout: Duration.minutes(2) });
    expect(http.containerPort).toBe(8000);
    expect(http.requestTimeout?.toMilliseconds()).toBe(120_000);
  });
});

test.each([
  { what: 'host', value: (http: Endpoint) => http.host, text: HOST },
  { what: 'port', value: (http: Endpoint) => http.port, text: PORT },
  { what: 'authority', value: (http: Endpoint) => http.authority, text: `${HOST}:${PORT}` },
])('peers see its $what as $text', ({ value, text: seen }) => {
  expect(seenByPeer(value)).toBe(seen);
});

const URLS: readonly { readonly options: UrlOptions; readonly url: string }[] = [
  { options: {}, url: `http://${HOST}:${PORT}` },
  { options: { scheme: 'ws' }, url: `ws://${HOST}:${PORT}` },
  { options: { path: '/v1?x=1' }, url: `http://${HOST}:${PORT}/v1?x=1` },
  { options: { user: 'me' }, url: `http://me@${HOST}:${PORT}` },
];

test.each(URLS)('a URL with $options is $url', ({ options, url }) => {
  expect(seenByPeer((http) => http.url(options))).toBe(url);
});

test('a URL may have a password without a user', () => {
  expect(seenByPeer((http, scope) => http.url({ password: new Secret(scope, 'KEY', { description: '' }) }))).toBe(`http://:<secret KEY>@${HOST}:${PORT}`);
});

test('parts of a URL may be values', () => {
  const url = seenByPeer((http, scope) =>
    http.url({
      user: new Parameter(scope, 'WHO', { default: 'me', description: '' }),
      password: new Secret(scope, 'KEY', { description: '' }),
      path: text`/${new Parameter(scope, 'TENANT', { default: 'a', description: '' })}`,
    }),
  );
  expect(url).toBe(`http://<parameter WHO>:<secret KEY>@${HOST}:${PORT}/<parameter TENANT>`);
});

test('it can be published later', () => {
  const { endpoints } = describedWorkload((stack) => {
    const http = new Workload(stack, 'api', { image: IMAGE }).addEndpoint('http', { port: 8000 });
    http.publish(Publish.onLoopback(8080));
  });
  expect(endpoints[0].exposure).toEqual({ kind: 'host-port', reach: 'loopback', port: { default: 8080 } });
});
