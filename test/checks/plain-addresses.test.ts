import { ConfigFile, HealthProbe, Parameter, Task, text, type EnvValue, type Stack, type WorkloadProps } from 'cdk8s-compose';
import { describeRule, findingsOf, IMAGE, workload, type Broken, type Build, type Right } from './rule-cases';

/** A `client`, beside a `server` on 8000 and a `mysql` on 3306. */
const client = (props: (stack: Stack) => Partial<WorkloadProps>): Build => (stack) => {
  workload(stack, 'server').addEndpoint('http', { port: 8000 });
  workload(stack, 'mysql').addEndpoint('sql', { port: 3306 });
  workload(stack, 'client', props(stack));
};
const variable = (name: string, value: EnvValue): Build => client(() => ({ env: { [name]: value } }));
const command = (...words: string[]): Build => client(() => ({ command: words }));
const file = (content: string): Build => client((stack) => ({ mounts: { '/etc/app.conf': new ConfigFile(stack, 'conf', { content, fileName: 'app.conf' }) } }));
const broken = (when: string, build: Build, peer = 'server'): Broken => ({ when, build, at: 'shop/client', says: [`the workload "${peer}"`, `"${peer}" has the endpoint`] });
const right = (when: string, build: Build): Right => ({ when, build });

describeRule('model/plain-address', 'the address of a peer is a reference', {
  broken: [
    broken('a URL', variable('SERVER_URL', 'http://server:8000')),
    broken('a URL without a port', variable('X', 'http://server')),
    broken('a URL with a path', variable('X', 'https://server/v1')),
    broken('a URL of another scheme, with a user', variable('X', 'mysql+pymysql://app@mysql:3306/db'), 'mysql'),
    broken('a URL in which a value stands', client((stack) => ({ env: { X: text`http://server:8000/${new Parameter(stack, 'TENANT', { default: 'a', description: '' })}` } }))),
    broken('the default of a parameter', client((stack) => ({ env: { SERVER_URL: new Parameter(stack, 'SERVER_URL', { default: 'http://server:8000', description: '' }) } }))),
    broken('host and port', variable('X', 'server:8000')),
    broken('host and port in a list', variable('X', 'a.example.com:1,server:9000')),
    broken('what a driver of Go takes', variable('DSN', 'app:x@tcp(mysql:3306)/db'), 'mysql'),
    broken('the name alone, in a variable of a host', variable('MYSQL_HOST', 'mysql'), 'mysql'),
    broken('a list of names', variable('discovery.seed_hosts', 'a,server')),
    broken('the name that Kubernetes knows in the namespace', variable('X', 'http://server.shop:8000')),
    broken('the full name of the Service', variable('X', 'server.shop.svc.cluster.local')),
    broken('an argument', command('serve', '--upstream', 'http://server:8000')),
    broken('an option for a host', command('serve', '--redis-host', 'server')),
    broken('an option for a host in one word', command('serve', '--db_host=mysql'), 'mysql'),
    broken('a script', command('sh', '-c', 'until nc -z mysql 3306; do sleep 1; done; exec serve'), 'mysql'),
    broken('a variable in a script', command('sh', '-c', 'MYSQL_HOST=mysql exec serve'), 'mysql'),
    broken('a client without a scheme', command('sh', '-c', 'curl -fsS server/health || exit 1')),
    broken('the command of a check', client(() => ({ health: HealthProbe.fromCommand(['curl', '-f', 'http://server:8000']) }))),
    broken('a name in humps', file('{"dbHost": "mysql"}'), 'mysql'),
    broken('mysqladmin', command('mysqladmin', '-h', 'mysql', 'ping'), 'mysql'),
    broken('a file of nginx', file('location / {\n  proxy_pass http://server;\n}\n')),
    broken('an upstream of nginx', file('upstream x {\n  server server;\n}\n')),
    broken('YAML', file('database:\n  host: mysql\n  port: 3306\n'), 'mysql'),
    broken('JSON', file('{"dbHost": 1, "db_host": "mysql"}'), 'mysql'),
    broken('INI', file('[db]\nhost = mysql\n'), 'mysql'),
  ],
  right: [
    right('a word in a sentence', variable('GREETING', 'The server is up, and mysql too.')),
    right('a word at the end of one', variable('X', 'Ask the server.')),
    right('the name as a value of something else', variable('DB_DIALECT', 'mysql')),
    right('the name of a driver', variable('X', 'mysql://db.example.com:3306/shop')),
    right('a user of that name', client((stack) => ({ env: { A: 'mysql://server@db.example.com/x', B: text`mysql://mysql@${workload(stack, 'db').addEndpoint('sql', { port: 1 }).authority}/x` } }))),
    right('a longer name', variable('SERVER_URL', 'http://server-2:8000 http://my-server:8000 http://server.example.com')),
    right('the same name in another namespace', variable('X', 'http://server.billing.svc:8000')),
    right('an image', command('run', 'example/server:8000', 'server:1.2.3', 'server:v1')),
    right('a path', variable('X', 'http://example.com/server:8000/mysql')),
    right('what only begins like an address', command('curl', '-s', 'server::x')),
    right('a subcommand', command('app', 'server', '--host', '0.0.0.0', '--port', '8000')),
    right('hosts that it answers to', variable('ALLOWED_HOSTS', 'server,client')),
    right('a comment of a file', file('# the server of mysql\nmode = server\n')),
    right('the reference itself', (stack) => {
      const http = workload(stack, 'server').addEndpoint('http', { port: 8000 });
      workload(stack, 'client', { env: { URL: http.url(), HOST: http.host, A: text`${http.authority}/x` } });
    }),
    right('its own name', (stack) => [workload(stack, 'other'), workload(stack, 'server', { env: { ADVERTISED: 'http://server:8000' } }).addEndpoint('http', { port: 8000 })]),
    right('a peer that it is connected to', (stack) => {
      const http = workload(stack, 'server').addEndpoint('http', { port: 8000 });
      workload(stack, 'client', { env: { URL: 'http://server:8000' } }).connectTo(http);
    }),
  ],
});

test('a long text is read to its end', () => {
  const long = (unit: string): string => unit.repeat(300_000 / unit.length);
  const build: Build = (stack) => {
    workload(stack, 'a').addEndpoint('http', { port: 80 });
    const mounts = Object.fromEntries(['x.', 'a ', 'x-', 'host_', '://a', '"', 'host=a.'].map((unit, at) => [`/etc/${at}`, new ConfigFile(stack, `file-${at}`, { content: long(unit) })]));
    workload(stack, 'client', { mounts, command: ['sh', '-c', `${long('x-').slice(0, 90_000)} ${long('curl -a ').slice(0, 30_000)}`] });
  };
  expect(findingsOf(build).length).toBeGreaterThan(0);
});

test('all places that name one peer are one finding, and one without an endpoint says how to get one', () => {
  const found = findingsOf((stack) => {
    workload(stack, 'server');
    workload(stack, 'client', { env: { A: 'http://server', B: 'server:8000' }, command: ['x', 'http://server'] });
  }).filter(({ code }) => code === 'model/plain-address');
  expect(found.map(({ message }) => message)).toEqual([expect.stringMatching(/^The variable A, the variable B, the command names .*no endpoint yet: addEndpoint gives one/)]);
});

test('of several places each is named once, in their order', () => {
  const found = findingsOf((stack) => {
    workload(stack, 'server').addEndpoint('http', { port: 8000 });
    const proxy = { image: IMAGE, command: ['--to=http://server:8000'] };
    const client = workload(stack, 'client', { env: { URL: 'http://server:8000', TITLE: 'the server' }, command: ['--from', 'http://server:8000'] });
    client.addSidecar('a', proxy);
    client.addSidecar('b', proxy);
  });
  const [{ message }] = found.filter(({ code }) => code === 'model/plain-address');
  expect(message).toContain('The variable URL, the command names');
});

test('what a sidecar names, its workload has to be connected to', () => {
  const found = findingsOf((stack) => {
    workload(stack, 'server').addEndpoint('http', { port: 8000 });
    workload(stack, 'client').addSidecar('proxy', { image: IMAGE, env: { UPSTREAM: 'http://server:8000' } });
  });
  expect(found).toContainEqual(expect.objectContaining({ code: 'model/plain-address', path: 'shop/client' }));
});

test('where the two are connected, the text is drift-prone and in the report', () => {
  const found = findingsOf((stack) => {
    const http = workload(stack, 'server').addEndpoint('http', { port: 8000 });
    workload(stack, 'client', { env: { URL: 'http://server:8000' } }).connectTo(http);
  });
  expect(found).toContainEqual(expect.objectContaining({ code: 'model/plain-name', severity: 'info', path: 'shop/client' }));
});

const after = (build: (stack: Stack) => void): string[] => findingsOf(build).filter(({ code }) => code.startsWith('model/start-after-')).map(({ code, path }) => `${code} ${path}`);

test('a start order alone is no connection, which is said louder where there is no other', () => {
  expect(after((stack) => {
    const server = workload(stack, 'server');
    server.addEndpoint('http', { port: 8000 });
    const other = workload(stack, 'other').addEndpoint('http', { port: 80 });
    workload(stack, 'alone').startAfter(server);
    workload(stack, 'beside', { env: { URL: other.url() } }).startAfter(server);
  })).toEqual(['model/start-after-only shop/alone', 'model/start-after-alone shop/beside']);
});

test('a start order is enough where there is nothing to call, or where it comes with a connection', () => {
  expect(after((stack) => {
    const server = workload(stack, 'server');
    const http = server.addEndpoint('http', { port: 8000 });
    workload(stack, 'portless');
    workload(stack, 'a').startAfter(stack.node.findChild('portless') as never);
    workload(stack, 'b').startAfter(new Task(stack, 'migration', { image: IMAGE }));
    workload(stack, 'c', { env: { URL: http.url() } }).startAfter(server);
  })).toEqual([]);
});
