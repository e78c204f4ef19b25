import { App, Duration, FrontendNginx, Publish, Route, Size, Stack, Workload, type Endpoint, type FrontendNginxProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, IMAGE, mountsOf, startOrderOf, workloadNamed } from './described';
import { block, lines, parseNginx, type Directive } from './nginx-syntax';

const HTTP = { port: 8000 };

/** What every server says, and every location that says something itself. */
const HEADERS = ['add_header X-Content-Type-Options $sent_x_content_type_options always', 'add_header Referrer-Policy $sent_referrer_policy always'];

/** A front end `web` before an API `api`. */
function web(stack: Stack, props: (api: Endpoint) => Partial<FrontendNginxProps> = () => ({}), endpoint = HTTP): FrontendNginx {
  const api = new Workload(stack, 'api', { image: IMAGE }).addEndpoint('http', endpoint);
  return new FrontendNginx(stack, 'web', { image: IMAGE, ...props(api) });
}

/** The nginx.conf that the container gets. */
function nginxConf(build: (stack: Stack) => unknown): { readonly text: string; readonly conf: readonly Directive[] } {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  const { files, findings } = synthesize(stack);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const text = files.get('compose/shop/files/web-nginx.nginx.conf') ?? '';
  return { text, conf: parseNginx(text) };
}

function server(build: (stack: Stack) => unknown): readonly Directive[] {
  return block(nginxConf(build).conf, 'http', 'server');
}

const location = (routes: (api: Endpoint) => Route[], path: string, endpoint = HTTP): string[] =>
  lines(block(server((stack) => web(stack, (api) => ({ routes: routes(api) }), endpoint)), locationAt(path)));

/** What nginx.conf says of what is at a path and below it. */
const locationAt = (path: string): string => (path === '/' ? 'location /' : `location ~ ^${path.replace(/\/$/, '').replaceAll('.', '\\.')}(/|$)`);

describe('a front end', () => {
  const model = described((stack) => web(stack, (api) => ({ routes: [Route.proxy('/api', api)] })));
  const workload = workloadNamed(model, 'web');

  test("runs as nginx' own user on a read-only root, and calls nobody outside", () => {
    expect(workload.security).toEqual({ user: 101, group: 101, readOnlyRoot: true, capabilities: [] });
    expect(workload.egress).toBe(false);
  });

  test('may use 1 core and 256 MiB', () => {
    expect(workload.resources).toEqual({ cpu: { request: 50, limit: 1000 }, memory: { request: 64 * 1024 ** 2, limit: 256 * 1024 ** 2 } });
  });

  test('listens on a high port, and has what nginx writes to in memory', () => {
    expect(workload.endpoints).toEqual([{ name: 'http', port: 8080, protocol: 'tcp' }]);
    expect(mountsOf(workload)).toEqual({ '/etc/nginx/nginx.conf': 'file web-nginx', '/etc/nginx/start.sh': 'file web-start', '/tmp': 'scratch 64Mi', '/var/cache/nginx': 'scratch 64Mi' });
  });

  test('is asked for a path that it answers itself, by what the image has', () => {
    expect(workload.health).toMatchObject({ check: { kind: 'http', path: '/healthz', endpoint: 'http', client: 'wget' }, timeout: 5000, startPeriod: 10_000 });
  });

  test('waits for what it passes on to, and may talk to it', () => {
    expect(startOrderOf(model)).toEqual(['web after api (started, implied)']);
    expect(model.connections).toEqual([{ from: 'shop/web', to: 'shop/api', endpoint: 'http' }]);
  });

  test('takes other properties of a workload as they are given', () => {
    const other = described((stack) => web(stack, () => ({ port: 9000, replicas: 3, egress: true, user: { uid: 5, gid: 6 }, resources: { memory: { limit: Size.gibibytes(1) } } })));
    expect(workloadNamed(other, 'web')).toMatchObject({
      replicas: 3, egress: true, endpoints: [{ port: 9000 }], security: { user: 5, group: 6 },
      resources: { cpu: { limit: 1000 }, memory: { request: 64 * 1024 ** 2, limit: 1024 ** 3 } },
    });
  });
});

describe('nginx.conf', () => {
  const { text, conf } = nginxConf((stack) => web(stack));

  test('can run without root and on a read-only file system', () => {
    expect(lines(conf)).toEqual(['worker_processes auto', 'pid /tmp/nginx.pid', 'error_log /dev/stderr warn']);
    const paths = lines(block(conf, 'http')).filter((line) => /_temp_path /.test(line));
    expect(paths).toHaveLength(5);
    for (const path of paths) expect(path).toMatch(/ \/var\/cache\/nginx\/\w+$/);
  });

  test('listens on the port, serves the directory, and answers the probe without logging it', () => {
    expect(lines(block(conf, 'http', 'server'))).toEqual(['listen 8080', 'root /usr/share/nginx/html', ...HEADERS]);
    expect(lines(block(conf, 'http', 'server', 'location = /healthz'))).toEqual(['access_log off', 'default_type text/plain', 'return 200 "ok\\n"']);
    expect(lines(server((stack) => web(stack, () => ({ port: 9000, root: '/srv/www' }))))).toEqual(['listen 9000', 'root /srv/www', ...HEADERS]);
  });

  test('says nothing of its version', () => {
    expect(lines(block(conf, 'http'))).toContain('server_tokens off');
  });

  test('compresses what is worth it', () => {
    expect(lines(block(conf, 'http'))).toEqual(expect.arrayContaining(['gzip on', 'gzip_vary on', expect.stringMatching(/^gzip_types .*application\/json/)]));
  });

  test('is indented by what it is in, and ends in one line break', () => {
    let depth = 0;
    for (const line of text.split('\n').filter((each) => each !== '')) {
      if (line.trim() === '}') depth--;
      expect(line).toMatch(new RegExp(`^ {${2 * depth}}\\S`));
      if (line.endsWith('{')) depth++;
    }
    expect(text).toMatch(/[^\n]\n$/);
  });

  test.each([
    { size: Size.mebibytes(100), written: '100m' },
    { size: Size.gibibytes(1), written: '1024m' },
    { size: Size.kibibytes(1536), written: '1536k' },
    { size: Size.kibibytes(0.5), written: '512' },
  ])('lets bodies of $written through', ({ size, written }) => {
    const { conf: limited } = nginxConf((stack) => web(stack, () => ({ maxBodySize: size })));
    expect(lines(block(limited, 'http'))).toContain(`client_max_body_size ${written}`);
  });
});

describe('routes', () => {
  test('stand with the longest path first, then by text, in whatever order they were given', () => {
    const paths = ['/', '/b', '/a/', '/api/stream', '/api'];
    const conf = server((stack) => {
      const made = web(stack, () => ({ routes: paths.slice(0, 3).map((path) => Route.staticFiles(path)) }));
      for (const path of paths.slice(3)) made.addRoute(Route.staticFiles(path));
    });
    expect(conf.filter(({ words }) => words[0] === 'location').map(({ words }) => words.slice(1).join(' '))).toEqual([
      '= /healthz', '~ ^/api/stream(/|$)', '~ ^/api(/|$)', '~ ^/a(/|$)', '~ ^/b(/|$)', '/',
    ]);
  });

  test('that are added later are written, too', () => {
    const conf = server((stack) => web(stack).addRoute(Route.singlePageApp('/')));
    expect(lines(block(conf, 'location /'))).toContain('try_files $uri /index.html =404');
  });
});

describe('a proxy', () => {
  const written = location((api) => [Route.proxy('/api', api)], '/api');

  test('passes on what was sent, to a group of addresses that is written at start', () => {
    expect(written).toContain('proxy_pass http://api-8000');
    const { conf } = nginxConf((stack) => web(stack, (api) => ({ routes: [Route.proxy('/api', api)] })));
    expect(lines(block(conf, 'http'))).toContain('include /tmp/upstreams.conf');
  });

  test('asks another address soon where one cannot be reached, but not again what took long', () => {
    const { conf } = nginxConf((stack) => web(stack, (api) => ({ routes: [Route.proxy('/api', api)] })));
    expect(lines(block(conf, 'http'))).toEqual(expect.arrayContaining(['proxy_connect_timeout 2s', 'proxy_next_upstream error timeout', 'proxy_next_upstream_timeout 10s']));
  });

  test('tells the peer who asked, for what and by which protocol', () => {
    expect(written.filter((line) => line.startsWith('proxy_set_header'))).toEqual([
      'proxy_set_header Host $http_host',
      'proxy_set_header X-Real-IP $remote_addr',
      'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for',
      'proxy_set_header X-Forwarded-Host $http_host',
      'proxy_set_header X-Forwarded-Proto $forwarded_proto',
      'proxy_set_header Connection close',
    ]);
  });

  test('streams both ways', () => {
    expect(written).toEqual(expect.arrayContaining(['proxy_http_version 1.1', 'proxy_buffering off', 'proxy_request_buffering off']));
  });

  test('takes the word of a proxy in front of it for the protocol, otherwise its own', () => {
    const { conf } = nginxConf((stack) => web(stack));
    expect(lines(block(conf, 'http', 'map $http_x_forwarded_proto $forwarded_proto'))).toEqual(['default $http_x_forwarded_proto', "'' $scheme"]);
  });

  const TIMES: readonly { readonly what: string; readonly endpoint: { port: number; requestTimeout?: Duration }; readonly timeout?: Duration; readonly seconds: number }[] = [
    { what: 'a minute by default', endpoint: HTTP, seconds: 60 },
    { what: 'as long as the endpoint asks for', endpoint: { ...HTTP, requestTimeout: Duration.minutes(5) }, seconds: 300 },
    { what: 'as long as the route says', endpoint: { ...HTTP, requestTimeout: Duration.minutes(5) }, timeout: Duration.seconds(7), seconds: 7 },
    { what: 'whole seconds, rounded up', endpoint: HTTP, timeout: Duration.millis(1500), seconds: 2 },
  ];

  test.each(TIMES)('waits $what', ({ endpoint, timeout, seconds }) => {
    const found = location((api) => [Route.proxy('/api', api, timeout && { timeout })], '/api', endpoint);
    expect(found).toEqual(expect.arrayContaining([`proxy_read_timeout ${seconds}s`, `proxy_send_timeout ${seconds}s`]));
  });

  const WITHOUT_PREFIX = [
    { path: '/api', sent: '/api', passed: '/' },
    { path: '/api', sent: '/api?a=b/c', passed: '/?a=b/c' },
    { path: '/api', sent: '/api/', passed: '/' },
    { path: '/api/', sent: '/api/x?y=%20', passed: '/x?y=%20' },
    { path: '/api', sent: '/api/a%2Fb//c', passed: '/a%2Fb//c' },
    { path: '/api', sent: '//api//x', passed: '//x' },
    { path: '/api', sent: '/%61pi/x', passed: '' },
    { path: '/api', sent: '/api%2Fx', passed: '' },
    { path: '/v1.0/a+b', sent: '/v1.0/a+b/x', passed: '/x' },
    { path: '/v1.0/a+b', sent: '/v1x0/a+b/x', passed: '' },
  ];

  test.each(WITHOUT_PREFIX)('of $path can take the prefix away: $sent becomes $passed, and nothing is an error', ({ path, sent, passed }) => {
    const build = (stack: Stack): unknown => web(stack, (api) => ({ routes: [Route.proxy(path, api, { stripPrefix: true })] }));
    const { conf } = nginxConf(build);
    const elements = path.replace(/\/$/, '');
    const found = block(server(build), `location ~ ^${elements.replace(/[.+]/g, '\\$&')}(/|$)`);
    expect(lines(found)).toEqual(expect.arrayContaining(['proxy_pass http://api-8000$below_route_0', `proxy_set_header X-Forwarded-Prefix ${elements}`]));
    expect(lines(block(found, "if ($below_route_0 = '' )"))).toEqual(['return 400']);
    expect(mapped(block(conf, 'http', 'map $request_uri $below_route_0'), sent)).toBe(passed);
  });

  test('of / has no prefix to take away', () => {
    expect(location((api) => [Route.proxy('/', api, { stripPrefix: true })], '/')).toContain('proxy_pass http://api-8000');
  });

  test.each([
    ...['/api/../x', '/api/..', '/./x', '/api/%2e%2E/x', '/a%2f..%2fb', '/a/..;/b', '/a\\..\\b', '/a%5c..%5Cb', '/..?x', '/a/..%3bx'].map((sent) => ({ sent, dots: '1' })),
    ...['/api', '/.well-known/x', '/a/...', '/a..b/..c', '/a?b=/../c', '/a/%252e%252e/b'].map((sent) => ({ sent, dots: '0' })),
  ])('looks for elements of dots alone: $sent ($dots)', ({ sent, dots }) => {
    const build = (stack: Stack): unknown => web(stack, (api) => ({ routes: [Route.proxy('/api', api)] }));
    expect(mapped(block(nginxConf(build).conf, 'http', 'map $request_uri $has_dot_elements'), sent)).toBe(dots);
    expect(lines(block(server(build), locationAt('/api'), 'if ($has_dot_elements)'))).toEqual(['return 400']);
  });
});

/** What a map of nginx makes of a text: the value of the first expression that matches, with its groups. */
function mapped(map: readonly Directive[], text: string): string {
  const unquoted = (word: string): string => word.replace(/^(["'])(.*)\1$/, '$2');
  for (const { words: [pattern, value] } of map) {
    const expression = unquoted(pattern);
    if (!expression.startsWith('~')) continue;
    const match = new RegExp(expression.replace(/^~\*?/, ''), expression.startsWith('~*') ? 'i' : '').exec(text);
    if (match) return unquoted(value).replace('$1', match[1] ?? '');
  }
  return unquoted(map.find(({ words }) => words[0] === 'default')!.words[1]);
}

describe('a WebSocket', () => {
  const written = location((api) => [Route.webSocket('/api/stream', api)], '/api/stream', { ...HTTP });

  test('is upgraded when the browser asks for it', () => {
    expect(written).toEqual(expect.arrayContaining(['proxy_set_header Upgrade $http_upgrade', 'proxy_set_header Connection $connection_upgrade']));
    const { conf } = nginxConf((stack) => web(stack));
    expect(lines(block(conf, 'http', 'map $http_upgrade $connection_upgrade'))).toEqual(['default upgrade', "'' close"]);
  });

  test('stays open for an hour, or as long as the route says', () => {
    expect(written).toContain('proxy_read_timeout 3600s');
    expect(location((api) => [Route.webSocket('/s', api, { timeout: Duration.hours(6) })], '/s')).toContain('proxy_read_timeout 21600s');
  });
});

describe('files of the image', () => {
  test('are kept by browsers for a year, or as long as the route says', () => {
    expect(location(() => [Route.staticFiles('/assets/')], '/assets/')).toEqual(['try_files $uri =404', 'add_header Cache-Control "public, max-age=31536000, immutable"', ...HEADERS]);
    expect(location(() => [Route.staticFiles('/a', { maxAge: Duration.minutes(1) })], '/a')).toContain('add_header Cache-Control "public, max-age=60, immutable"');
  });

  test.each([
    { path: '/', index: '/index.html =404' },
    { path: '/admin', index: '/admin/index.html =404' },
    { path: '/admin/', index: '/admin/index.html =404' },
  ])('of an application at $path come down to $index, which is always asked for anew', ({ path, index }) => {
    expect(location(() => [Route.singlePageApp(path)], path)).toEqual([`try_files $uri ${index}`, 'add_header Cache-Control "no-cache"', ...HEADERS]);
  });
});

describe('what stands in front of it', () => {
  const exposure = (routes: (api: Endpoint) => Route[], props: Partial<FrontendNginxProps> = {}) =>
    workloadNamed(described((stack) => web(stack, (api) => ({ routes: routes(api), publish: Publish.atHost('example.com'), ...props }))), 'web').endpoints[0].exposure;

  test('waits as long as the most patient route, and a minute at least', () => {
    expect(exposure(() => [Route.staticFiles('/')])).toMatchObject({ requestTimeout: 60_000 });
    expect(exposure((api) => [Route.proxy('/api', api, { timeout: Duration.minutes(9) }), Route.proxy('/b', api)])).toMatchObject({ requestTimeout: 540_000 });
    expect(exposure((api) => [Route.webSocket('/api', api)])).toMatchObject({ requestTimeout: 3_600_000 });
  });

  test('lets as much through', () => {
    expect(exposure(() => [])).toMatchObject({ maxBodySize: 100 * 1024 ** 2 });
    expect(exposure(() => [], { maxBodySize: Size.gibibytes(1) })).toMatchObject({ maxBodySize: 1024 ** 3 });
  });
});

describe('the reader of nginx.conf, which these tests rely on,', () => {
  test.each([
    { text: 'a { b; ', says: '"a" is not closed' },
    { text: 'a; }', says: 'too many' },
    { text: 'a { b }', says: '"b" is not ended' },
    { text: 'a', says: '"a" is not ended' },
    { text: ';', says: 'without a directive' },
    { text: '{ }', says: 'without a directive' },
    { text: 'a "b;', says: 'no directive begins with' },
  ])('refuses $text', ({ text, says }) => {
    expect(() => parseNginx(text)).toThrow(says);
  });

  test('knows quotes, comments and blocks', () => {
    expect(parseNginx('a "b; {" \'}\'; # c {\nd { e; }')).toEqual([{ words: ['a', '"b; {"', "'}'"] }, { words: ['d'], block: [{ words: ['e'] }] }]);
  });
});

test('says that nginx cannot do without /tmp', () => {
  const stack = new Stack(new App(), 'shop');
  new FrontendNginx(stack, 'web', { image: IMAGE, tmp: false });
  const [error] = synthesize(stack).findings.filter(({ severity }) => severity === 'error');
  expect(error).toMatchObject({ code: 'model/meaningless-property', path: 'shop/web' });
  expect(error.message).toContain('the addresses of its backends are there');
});
