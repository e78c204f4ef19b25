import { App, Duration, FrontendNginx, Publish, Route, Size, Stack, Workload, type Endpoint, type FrontendNginxProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, IMAGE, mountsOf, startOrderOf, workloadNamed } from './described';
import { block, lines, parseNginx, type Directive } from './nginx-syntax';

const HTTP = { port: 8000 };

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
  lines(block(server((stack) => web(stack, (api) => ({ routes: routes(api) }), endpoint)), `location ${path}`));

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
    expect(mountsOf(workload)).toEqual({ '/etc/nginx/nginx.conf': 'file web-nginx', '/tmp': 'scratch 64Mi', '/var/cache/nginx': 'scratch 64Mi' });
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
    expect(lines(block(conf, 'http', 'server'))).toEqual(['listen 8080', 'root /usr/share/nginx/html']);
    expect(lines(block(conf, 'http', 'server', 'location = /healthz'))).toEqual(['access_log off', 'default_type text/plain', 'return 200 "ok\\n"']);
    expect(lines(server((stack) => web(stack, () => ({ port: 9000, root: '/srv/www' }))))).toEqual(['listen 9000', 'root /srv/www']);
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
      '= /healthz', '/api/stream', '/api', '/a/', '/b', '/',
    ]);
  });

  test('that are added later are written, too', () => {
    const conf = server((stack) => web(stack).addRoute(Route.singlePageApp('/')));
    expect(lines(block(conf, 'location /'))).toContain('try_files $uri /index.html');
  });
});

describe('a proxy', () => {
  const written = location((api) => [Route.proxy('/api', api)], '/api');

  test('passes on to the name and port that both targets use', () => {
    expect(written).toContain('proxy_pass http://api:8000');
  });

  test('tells the peer who asked, for what and by which protocol', () => {
    expect(written.filter((line) => line.startsWith('proxy_set_header'))).toEqual([
      'proxy_set_header Host $host',
      'proxy_set_header X-Real-IP $remote_addr',
      'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for',
      'proxy_set_header X-Forwarded-Host $http_host',
      'proxy_set_header X-Forwarded-Proto $forwarded_proto',
      'proxy_set_header Connection ""',
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

  test.each([
    { path: '/api', rewrite: ['rewrite ^/api/?(.*)$ /$1 break'] },
    { path: '/api/', rewrite: ['rewrite ^/api/?(.*)$ /$1 break'] },
    { path: '/v1.0', rewrite: ['rewrite ^/v1\\.0/?(.*)$ /$1 break'] },
    { path: '/', rewrite: [] },
  ])('of $path can take the prefix away', ({ path, rewrite }) => {
    const found = location((api) => [Route.proxy(path, api, { stripPrefix: true })], path);
    expect(found.filter((line) => line.startsWith('rewrite'))).toEqual(rewrite);
  });
});

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
    expect(location(() => [Route.staticFiles('/assets/')], '/assets/')).toEqual(['try_files $uri =404', 'add_header Cache-Control "public, max-age=31536000, immutable"']);
    expect(location(() => [Route.staticFiles('/a', { maxAge: Duration.minutes(1) })], '/a')).toContain('add_header Cache-Control "public, max-age=60, immutable"');
  });

  test.each([
    { path: '/', index: '/index.html' },
    { path: '/admin', index: '/admin/index.html' },
    { path: '/admin/', index: '/admin/index.html' },
  ])('of an application at $path come down to $index, which is always asked for anew', ({ path, index }) => {
    expect(location(() => [Route.singlePageApp(path)], path)).toEqual([`try_files $uri ${index}`, 'add_header Cache-Control "no-cache"']);
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
