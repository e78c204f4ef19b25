import { App, Duration, Frames, FrontendNginx, Publish, ReferrerPolicy, ReverseProxy, Route, Stack, TlsCertificate, Workload, type SecurityHeaders } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { IMAGE } from './described';
import { block, lines, parseNginx, type Directive } from './nginx-syntax';

const routes = (stack: Stack): Route[] => {
  const api = new Workload(stack, 'api', { image: IMAGE }).addEndpoint('http', { port: 8000 });
  return [Route.singlePageApp('/'), Route.staticFiles('/assets'), Route.proxy('/api', api)];
};

/** The `http` block of what nginx gets. */
function written(build: (stack: Stack) => unknown, file: string): readonly Directive[] {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  const { files, findings } = synthesize(stack);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return block(parseNginx(files.get(`compose/shop/files/${file}-nginx.nginx.conf`)!), 'http');
}

const secured = (securityHeaders?: SecurityHeaders): readonly Directive[] =>
  written((stack) => new FrontendNginx(stack, 'web', { image: IMAGE, routes: routes(stack), ...(securityHeaders && { securityHeaders }) }), 'web');

const added = (within: readonly Directive[]): string[] => lines(within).filter((line) => line.startsWith('add_header') && !line.includes('Cache-Control'));

const ALL: SecurityHeaders = {
  referrerPolicy: ReferrerPolicy.NO_REFERRER, frames: Frames.NONE, contentSecurityPolicy: "default-src 'self'; object-src 'none'", strictTransport: Duration.hours(1),
};

test('types are not guessed and other sites are told the origin alone, unless the backend says otherwise', () => {
  const http = secured();
  expect(added(block(http, 'server'))).toEqual(['add_header X-Content-Type-Options $sent_x_content_type_options always', 'add_header Referrer-Policy $sent_referrer_policy always']);
  expect(lines(block(http, 'map $upstream_http_x_content_type_options $sent_x_content_type_options'))).toEqual(["'' \"nosniff\"", "default ''"]);
  expect(lines(block(http, 'map $upstream_http_referrer_policy $sent_referrer_policy'))).toEqual(["'' \"strict-origin-when-cross-origin\"", "default ''"]);
});

test('each of them is said as it is given', () => {
  const http = secured(ALL);
  expect(lines(block(http, 'map $upstream_http_referrer_policy $sent_referrer_policy'))).toContain("'' \"no-referrer\"");
  expect(lines(block(http, 'map $upstream_http_x_frame_options $sent_x_frame_options'))).toContain("'' \"DENY\"");
  expect(lines(block(http, 'map $upstream_http_content_security_policy $sent_content_security_policy'))).toContain("'' \"default-src 'self'; object-src 'none'\"");
  expect(added(block(secured({ noTypeGuessing: false }), 'server'))).toEqual(['add_header Referrer-Policy $sent_referrer_policy always']);
});

test('browsers are told to come back with TLS only where they came with TLS', () => {
  const map = block(secured(ALL), 'map "$forwarded_proto $upstream_http_strict_transport_security" $sent_strict_transport_security');
  expect(lines(map)).toEqual(['"https " "max-age=3600"', "default ''"]);
});

test('a location with a header of its own says all of them again, for nginx hands none down to it', () => {
  const server = block(secured(ALL), 'server');
  const own = server.filter(({ block: inner }) => inner?.some(({ words }) => words[0] === 'add_header'));
  expect(own.map(({ words }) => words.slice(1).join(' '))).toEqual(['~ ^/assets(/|$)', '/']);
  for (const { block: inner } of own) expect(added(inner!)).toEqual(added(server));
  expect(added(server)).toHaveLength(5);
});

test('a proxy adds none, as an Ingress does, and finds nothing where there is no route', () => {
  const proxied = (...paths: string[]): readonly Directive[] => written((stack) => {
    const api = new Workload(stack, 'api', { image: IMAGE }).addEndpoint('http', { port: 8000 });
    new ReverseProxy(stack, 'proxy', { host: 'example.com', routes: paths.map((path) => Route.proxy(path, api)) });
  }, 'proxy');
  expect(added(block(proxied('/api'), 'server'))).toEqual([]);
  expect(lines(block(proxied('/api'), 'server'))).toEqual(['listen 8080']);
  expect(lines(block(proxied('/api'), 'server', 'location /'))).toEqual(['return 404']);
  expect(lines(block(proxied('/', '/api'), 'server', 'location /'))).toContain('proxy_pass http://api-8000');
});

describe('a redirect', () => {
  const certificate = TlsCertificate.ofSecret('shop-tls');
  const servers = (http: readonly Directive[]): string[][] => http.filter(({ words }) => words[0] === 'server').map(({ block: inner }) => lines(inner!).filter((line) => /^(?:listen|return)/.test(line)));

  test('leads to the same address with TLS, on a port of its own', () => {
    const http = written((stack) => new FrontendNginx(stack, 'web', { image: IMAGE, certificate, publishRedirect: Publish.onHostPort(80) }), 'web');
    expect(servers(http)).toEqual([['listen 8081', 'return 308 https://$host$request_uri'], ['listen 8080', 'listen 8443 ssl']]);
  });

  test.each([
    { redirectToHttps: undefined, ports: ['8080', '8443', '8081'] },
    { redirectToHttps: true, ports: ['8080', '8443', '8081'] },
    { redirectToHttps: false, ports: ['8080', '8443'] },
  ])('is there by default where a proxy has a certificate ($redirectToHttps)', ({ redirectToHttps, ports }) => {
    const http = written((stack) => {
      const [, , api] = routes(stack);
      new ReverseProxy(stack, 'proxy', { host: 'example.com', certificate, routes: [api], ...(redirectToHttps !== undefined && { redirectToHttps }) });
    }, 'proxy');
    expect(servers(http).flat().flatMap((line) => /^listen (\d+)/.exec(line)?.[1] ?? []).sort()).toEqual([...ports].sort());
  });

  test('is none without a certificate', () => {
    const http = written((stack) => new ReverseProxy(stack, 'proxy', { host: 'example.com', routes: [routes(stack)[2]] }), 'proxy');
    expect(servers(http)).toEqual([['listen 8080']]);
  });
});
