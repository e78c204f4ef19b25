import { mapProject } from '../../scripts/import/project';
import type { ProjectMapping, ServiceMapping } from '../../scripts/import/program';
import type { Raw } from '../../scripts/import/raw';

function mapped(services: Readonly<Record<string, Raw>>, directory = '.', top: Raw = {}): ProjectMapping {
  return mapProject({ name: 'Shop', directory, top, services: new Map(Object.entries(services)) });
}

/** What is said of the service `web`, by option. */
function saidOf(file: Raw, others: Readonly<Record<string, Raw>> = {}): Record<string, unknown> {
  const { statements } = webOf(file, others);
  return Object.fromEntries(statements.map(({ option, value }) => [option.join('.'), value]));
}

function webOf(file: Raw, others: Readonly<Record<string, Raw>> = {}): ServiceMapping {
  return mapped({ web: { image: 'web:1', ...file }, ...others }).services[0];
}

function leftOverOf(file: Raw, others: Readonly<Record<string, Raw>> = {}): string[] {
  return webOf(file, others).leftOver.map(({ attribute, why }) => `${attribute}: ${why}`);
}

test('what a file leaves to the image and the engine is left to them', () => {
  expect(saidOf({})).toEqual({
    image: { kind: 'call', callee: 'Image.fromReference', arguments: ['web:1'] },
    imageUser: true,
    readOnlyRoot: false,
    tmp: false,
    'resources.cpu.unlimited': true,
    'resources.memory.unlimited': true,
  });
});

test('each statement says of which attribute it is', () => {
  expect(webOf({ hostname: 'www' }).statements).toContainEqual({ attribute: 'hostname', option: ['hostname'], value: 'www' });
});

test('ids are labels, each once', () => {
  const { id, services } = mapped({ my_db: { image: 'a:1' }, 'my-db': { image: 'a:1' }, '3proxy': { image: 'a:1' } });
  expect([id, ...services.map((service) => service.id)]).toEqual(['shop', 'my-db', 'my-db-2', 'service-3proxy']);
});

describe('variables', () => {
  const declared = (services: Readonly<Record<string, Raw>>): object[] => mapped(services).declarations.map(({ construct, id, props: { default: fallback } }) => ({ construct, id, fallback }));
  test('are parameters with the default that the file has somewhere', () => {
    expect(declared({ a: { image: 'a:1', environment: { A: '${LEVEL}' } }, b: { image: 'b:1', environment: { B: '${LEVEL:-info}' } } })).toEqual([{ construct: 'Parameter', id: 'LEVEL', fallback: 'info' }]);
  });
  test('that have to be given are secrets', () => expect(declared({ a: { image: 'a:1', environment: { A: '${KEY:?give it}' } } })).toEqual([{ construct: 'Secret', id: 'KEY' }]));
  test('that are handed on stay unset', () => expect(declared({ a: { image: 'a:1', environment: ['KEY'] } })).toEqual([{ construct: 'Parameter', id: 'KEY' }]));
  test('that a shell sets have another name', () => expect(declared({ a: { image: 'a:1', environment: { A: '${HOME}' } } })).toEqual([{ construct: 'Parameter', id: 'APP_HOME', fallback: '' }]));
  test('of an image have some default', () => expect(declared({ a: { image: 'a:${TAG}' } })).toEqual([{ construct: 'Parameter', id: 'TAG', fallback: 'latest' }]));
  test.each([
    [{ A: '${X:-1}', B: '${X:-2}' }, ['environment.B: two defaults of one variable']],
    [{ A: '${X:-${Y}}' }, ['environment.A: a variable in the default of another']],
    [{ A: '${X:+1}' }, ['environment.A: a text that depends on whether a variable is set']],
    [{ A: '${X:?}', B: '${X:-1}' }, ['environment.A: a variable with a default that is required elsewhere', 'environment.B: a variable with a default that is required elsewhere']],
  ])('%j cannot be said', (environment, expected) => expect(leftOverOf({ environment })).toEqual(expected));
  test('of a port are the port wherever they stand', () => {
    const { calls } = webOf({ ports: ['${P:-8080}:80'], environment: { URL: 'http://localhost:${P:-8080}' } });
    expect(calls.find(({ method }) => method === 'addEnv')?.arguments).toEqual(['URL', { kind: 'text', parts: ['http://localhost:', { kind: 'endpoint', service: 'web', name: 'port-80', part: 'publishedPort' }] }]);
  });
});

describe('peers', () => {
  const db = { image: 'db:1' };
  const callsOf = (file: Raw, others: Readonly<Record<string, Raw>>): unknown[] => webOf(file, others).calls.filter(({ method }) => method !== 'addEndpoint');
  const connection = (service: string, name: string): object => ({ method: 'connectTo', arguments: [{ kind: 'endpoint', service, name }] });
  test('are connected where a text names them with a port, which they then have', () => {
    expect(callsOf({ environment: { A: 'pg://u@db:5432/x' } }, { db })).toEqual([expect.objectContaining(connection('db', 'port-5432'))]);
    expect(mapped({ web: { image: 'a:1', command: 'run --db=db:5432' }, db }).services[1].calls).toEqual([expect.objectContaining({ method: 'addEndpoint', arguments: ['port-5432', expect.anything()] })]);
  });
  test('are connected at the port that a variable beside the host says', () => {
    expect(callsOf({ environment: { DB_HOST: 'db', DB_PORT: '${P:-5000}' } }, { db })).toEqual([expect.objectContaining(connection('db', 'port-5000'))]);
  });
  test('are connected at the port that everybody knows', () => {
    expect(callsOf({ environment: { HOST: '${H:-cache}' } }, { cache: { image: 'docker.io/library/redis:7' } })).toEqual([expect.objectContaining(connection('cache', 'port-6379'))]);
  });
  test.each([
    [{ command: 'serve --port 9000' }, 'port-9000'],
    [{ healthcheck: { test: ['CMD', 'curl', 'http://localhost:9001/'] } }, 'port-9001'],
  ])('are connected at the port that they tell themselves: %j', (more, name) => {
    expect(callsOf({ environment: { HOST: 'peer' } }, { peer: { image: 'peer:1', ...more } })).toEqual([expect.objectContaining(connection('peer', name))]);
  });
  test('are connected once', () => expect(callsOf({ environment: { A: 'db:1', B: 'db:1' } }, { db })).toHaveLength(1));
  test('are called by their new names', () => expect(saidOf({ environment: { A: 'pg://my_db:5432/my_db' } }, { my_db: db })).toMatchObject({ 'env.A': 'pg://my-db:5432/my_db' }));
  test('are not what a word that happens to be the same says', () => {
    expect(saidOf({ environment: { DB_NAME: 'my_db', DB_HOST: 'my_db' } }, { my_db: db })).toMatchObject({ 'env.DB_NAME': 'my_db', 'env.DB_HOST': 'my-db' });
  });
  test('are waited for', () => expect(callsOf({ depends_on: ['db'] }, { db })).toEqual([{ attribute: 'depends_on', method: 'startAfter', arguments: [{ kind: 'workload', service: 'db' }] }]));
  test('that are in another file are left over', () => expect(leftOverOf({ depends_on: ['ghost'] })).toEqual(['depends_on.ghost: a service that another file has']));
  test('that end are tasks', () => {
    const done = { depends_on: { db: { condition: 'service_completed_successfully' } } };
    expect(mapped({ web: { image: 'a:1', ...done }, db }).services.map(({ construct }) => construct)).toEqual(['Workload', 'Task']);
    expect(leftOverOf(done, { db, other: { image: 'a:1', depends_on: ['db'] } })).toEqual(['depends_on.db: that what does not end has ended']);
  });
});

test('what is on networks without a way out alone has none', () => {
  const top = { networks: { back: { internal: true }, front: {} } };
  const egressOf = (networks: unknown): unknown => mapped({ web: { image: 'a:1', networks } }, '.', top).services[0].statements.find(({ option: [first] }) => first === 'egress')?.value;
  expect(egressOf(['back'])).toBe(false);
  expect(egressOf({ back: {}, front: {} })).toBeUndefined();
  expect(egressOf(undefined)).toBeUndefined();
});

describe('ports', () => {
  const endpointsOf = (ports: unknown[], environment: Raw = {}): unknown[] => webOf({ ports, environment }).calls.filter(({ method }) => method === 'addEndpoint').map((call) => call.arguments[1]);
  const published = (port: number, callee: string, ...args: unknown[]): object => ({ kind: 'object', entries: { port, publish: { kind: 'call', callee, arguments: args } } });
  test('are published on the host or on loopback', () => {
    expect(endpointsOf(['8080:80', '127.0.0.1:5432:5432'])).toEqual([published(80, 'Publish.onHostPort', 8080), published(5432, 'Publish.onLoopback', 5432)]);
  });
  test('are published on one address, or wherever is room', () => {
    expect(endpointsOf(['10.0.0.1:8080:80', '90'])).toEqual([published(80, 'Publish.onAddress', '10.0.0.1', 8080), published(90, 'Publish.onFreePort')]);
  });
  test('are on an address that a variable says, which is every one where none is said', () => {
    expect(endpointsOf(['${IP:-10.0.0.1}:80:80'])).toEqual([published(80, 'Publish.onAddress', { kind: 'declared', id: 'IP' }, 80)]);
    expect(mapped({ web: { image: 'a:1', ports: ['${IP}:80:80'] } }).declarations).toMatchObject([{ construct: 'Parameter', id: 'IP', props: { default: '0.0.0.0' } }]);
  });
  test('are moved by no variable that somebody else sets', () => {
    const { services: [provider] } = mapped({ 'docker-provider': { image: 'a:1', ports: ['80:80'] } });
    expect(provider.calls.map((call) => call.arguments[1])).toEqual([published(80, 'Publish.onHostPort', 80, { kind: 'object', entries: { variable: 'DOCKER_PROVIDER_HOST_PORT_80' } })]);
  });
  test('are moved by the variable of the file', () => expect(endpointsOf(['${P:-8080}:80'])).toEqual([published(80, 'Publish.onHostPort', 8080, { kind: 'object', entries: { variable: 'P' } })]));
  test('are moved by a variable that means nothing else', () => {
    expect(endpointsOf(['8080:80'], { A: '${WEB_PORT}' })).toEqual([published(80, 'Publish.onHostPort', 8080, { kind: 'object', entries: { variable: 'WEB_HOST_PORT_80' } })]);
  });
  test.each([
    ['127.0.0.1::80', 'a free port of one address'],
    ['8080:${P:-80}', 'the port of an endpoint is a number'],
    ['8080-8090:80', 'several ports of the host'],
    ['${A}${B}:80', 'a port of the host that is put together of several texts'],
  ])('%s cannot be said', (port, why) => expect(leftOverOf({ ports: [port] })).toEqual([`ports: ${why}`]));
});

describe('mounts', () => {
  test('are volumes, directories of the checkout, and memory', () => {
    const said = saidOf({ volumes: ['data:/data', './src:/app', '/app/node_modules', 'conf:/conf:ro'], tmpfs: ['/run:size=1m'] });
    expect(said).toMatchObject({
      'mounts./data': { kind: 'declared', id: 'data' },
      'mounts./app': { kind: 'call', callee: 'SourceDirectory.at', arguments: ['src', { kind: 'object', entries: { keep: { kind: 'list', items: ['/app/node_modules'] } } }] },
      'mounts./conf': { kind: 'method', method: 'readOnly' },
      'mounts./run': { kind: 'call', callee: 'Scratch.ofSize' },
    });
  });
  test.each([
    ['./data:/data', 'Volume', './data'],
    ['${DATA:-/srv/data}:/data', 'Volume', { kind: 'declared', id: 'DATA' }],
    ['/srv/data:/data', 'Volume', '/srv/data'],
  ])('%s is a volume in a directory of the host', (entry, construct, hostPath) => {
    expect(mapped({ web: { image: 'a:1', volumes: [entry] } }).declarations.at(-1)).toMatchObject({ construct, props: { hostPath } });
  });
  test('are secrets that the file declares, and that the operator holds', () => {
    const top = { secrets: { 'db-key': { file: 'key.txt' }, token: { environment: 'TOKEN' }, theirs: { external: true } } };
    const { services: [web], declarations } = mapped({ web: { image: 'a:1', secrets: ['db-key', { source: 'db-key', target: '/etc/key' }, 'token', 'theirs'], environment: { A: '${TOKEN_FILE}' } } }, '.', top);
    const asFile = (id: string): object => ({ kind: 'method', on: { kind: 'declared', id }, method: 'asFile', arguments: [] });
    expect(web.statements.filter(({ option: [first] }) => first === 'mounts').map(({ option: [, target], value }) => [target, value])).toEqual([
      ['/run/secrets/db-key', asFile('DB_KEY')], ['/etc/key', asFile('DB_KEY')], ['/run/secrets/token', asFile('TOKEN_SECRET')],
    ]);
    expect(declarations.filter(({ construct }) => construct === 'Secret').map(({ id, props }) => [id, props.file])).toEqual([['DB_KEY', './key.txt'], ['TOKEN_SECRET', undefined]]);
    expect(web.leftOver).toEqual([{ attribute: 'secrets.theirs', value: { external: true }, why: 'what is not a file of the checkout' }]);
  });
  test('are configs that the file declares', () => {
    const { services: [web] } = mapped({ web: { image: 'a:1', configs: ['conf'] } }, '.', { configs: { conf: { file: './a.conf' } } });
    expect(web.statements.find(({ option: [first] }) => first === 'mounts')).toMatchObject({ option: ['mounts', '/conf'], value: { callee: 'SourceDirectory.at', arguments: ['a.conf', {}] } });
  });
  test('are volumes that are there, or have a name of their own', () => {
    const top = { volumes: { theirs: { external: true }, old: { external: { name: 'Old_data' } }, named: { name: 'shop_data' }, free: { name: '${NAME}' }, plain: {} } };
    const { declarations } = mapped({ web: { image: 'a:1', volumes: Object.keys(top.volumes).map((name) => `${name}:/${name}`) } }, '.', top);
    expect(declarations.map(({ construct, id, props: { volumeName, claimName, engineName } }) => [construct, id, volumeName ?? engineName, claimName])).toEqual([
      ['ExistingVolume', 'theirs', 'theirs', 'theirs'], ['ExistingVolume', 'old', 'Old_data', 'old-data'], ['Volume', 'named', 'shop_data', undefined], ['Volume', 'free', undefined, undefined], ['Volume', 'plain', undefined, undefined],
    ]);
  });
  test('of a variable without a default get one', () => {
    expect(mapped({ web: { image: 'a:1', volumes: ['${DATA}:/data'] } }).declarations[0]).toMatchObject({ id: 'DATA', props: { default: './data' } });
  });
  test.each([
    ['/proc:/host/proc:ro', 'HostPath.directory'],
    ['/var/run/docker.sock:/var/run/docker.sock', 'HostPath.socket'],
    ['/etc/localtime:/etc/localtime:ro', 'HostPath.file'],
    ['./nginx.conf:/etc/nginx/nginx.conf', 'SourceDirectory.at'],
    ['./conf:/etc/app:ro', 'SourceDirectory.at'],
  ])('%s is %s', (entry, callee) => expect(Object.values(saidOf({ volumes: [entry] })).at(-1)).toMatchObject({ callee }));
  test('are relative to the root of the checkout', () => {
    const { services: [web] } = mapped({ web: { image: 'a:1', volumes: ['../src:/app:ro'] } }, 'deploy');
    expect(web.statements.find(({ option: [first] }) => first === 'mounts')?.value).toMatchObject({ arguments: ['src', {}] });
  });
  test('of a volume with the name of a service have an id of their own', () => {
    expect(mapped({ redis: { image: 'a:1', volumes: ['redis:/data'] } }).declarations).toEqual([expect.objectContaining({ id: 'redis-volume', props: expect.objectContaining({ name: 'redis' }) })]);
  });
  test.each([
    ['./a:/b:z', 'no word says bind.selinux'],
    ['./a:/b${T}', 'a path in the container with a variable in it'],
    ['${V:-data}:/b', 'a volume whose name is a variable'],
    ['a:b', 'no mount that Compose takes'],
  ])('%s cannot be said', (entry, why) => expect(leftOverOf({ volumes: [entry] })).toEqual([`volumes: ${why}`]));
});

describe('a check', () => {
  const test_ = (test: unknown): Raw => ({ healthcheck: { test } });
  test('has the times that the engine takes', () => {
    expect(saidOf(test_(['CMD', 'ok'])).health).toMatchObject({ arguments: [{ items: ['ok'] }, { entries: { retries: 3, timeout: { arguments: [30_000] }, startPeriod: { arguments: [0] } } }] });
  });
  test('reads a variable that the container has', () => {
    expect(saidOf({ environment: { U: '${USER_NAME:-a}' }, ...test_('ready ${USER_NAME:-a}') })).toMatchObject({ health: { arguments: [{ items: ['/bin/sh', '-c', 'ready ${U}'] }, {}] } });
  });
  test('gives the container a variable that it does not have', () => {
    expect(saidOf(test_('ready ${A:-a}'))).toMatchObject({ 'env.CHECK_A': { kind: 'declared', id: 'A' }, health: { arguments: [{ items: ['/bin/sh', '-c', 'ready ${CHECK_A}'] }, {}] } });
  });
  test.each([
    [{ disable: true }, 'healthcheck.disable: that the check of the image is not made'],
    [{ interval: '5s' }, 'healthcheck.test: times for the check of an image of which nothing is known'],
    [{ test: ['CMD', 'ok'], interval: '${I}' }, 'healthcheck.interval: a time is plain'],
  ])('%j cannot be said', (healthcheck, expected) => expect(leftOverOf({ healthcheck })).toEqual([expected]));
});

describe('what is said of how it runs', () => {
  test.each<[Raw, object]>([
    [{ restart: 'always' }, { restartPolicy: { of: 'RestartPolicy.ALWAYS' } }],
    [{ extra_hosts: ['a:10.0.0.1', 'b=host-gateway'] }, { extraHosts: { entries: { a: '10.0.0.1', b: 'host-gateway' } } }],
    [{ dns: '9.9.9.9', dns_search: ['example.com'], dns_opt: ['ndots:2', 'rotate'] }, { 'dnsConfig.nameservers': { items: ['9.9.9.9'] }, 'dnsConfig.searches': { items: ['example.com'] }, 'dnsConfig.options': { entries: { ndots: '2', rotate: '' } } }],
    [{ runtime: 'nvidia', platform: 'linux/amd64', pull_policy: 'if_not_present' }, { runtimeClass: 'nvidia', platform: 'linux/amd64', imagePullPolicy: { of: 'ImagePullPolicy.IF_NOT_PRESENT' } }],
    [{ restart: 'on-failure:3' }, { restart: { entries: { attempts: 3 } } }],
    [{ deploy: { replicas: 2 } }, { replicas: 2 }],
    [{ deploy: { resources: { limits: { cpus: '0.05', memory: '64m' } } } }, { 'resources.cpu.limit': 0.05, 'resources.cpu.request': 0.05, 'resources.memory.limit': { arguments: [65_536] } }],
    [{ mem_limit: '1g', mem_reservation: '512m' }, { 'resources.memory.request': { arguments: [524_288] } }],
    [{ user: '1000' }, { user: { entries: { uid: 1000, gid: 1000 } } }],
    [{ user: 'root' }, { user: { entries: { uid: 0, gid: 0, rootReason: expect.any(String) } } }],
    [{ cap_add: ['CAP_SYS_PTRACE'] }, { capabilities: { items: [{ entries: { name: 'SYS_PTRACE' } }] } }],
    [{ ulimits: { nofile: 1024, memlock: -1, nproc: { soft: 1, hard: 2 } } }, { openFiles: 1024, 'ulimits.memlock': -1, 'ulimits.nproc': { entries: { soft: 1, hard: 2 } } }],
    [{ labels: ['team=shop', 'note=two words'] }, { 'labels.team': 'shop', 'annotations.note': 'two words' }],
    [{ privileged: true, tty: true, stdin_open: true, pids_limit: 5 }, { privileged: expect.any(String), tty: true, stdin: true, pidsLimit: 5 }],
    [{ sysctls: ['net.core.somaxconn=1'] }, { 'sysctls.net.core.somaxconn': '1' }],
    [{ devices: ['/dev/dri/', '/dev/kfd:/dev/kfd:rwm'] }, { devices: { items: [{ entries: { path: '/dev/dri' } }, { entries: { path: '/dev/kfd' } }] } }],
    [{ gpus: 'all' }, { gpus: { entries: {} } }],
    [{ deploy: { resources: { reservations: { devices: [{ driver: 'nvidia', count: 2, capabilities: ['gpu'] }] } } } }, { gpus: { entries: { count: 2, driver: 'nvidia' } } }],
    [{ security_opt: ['seccomp=unconfined', 'no-new-privileges:false'] }, { unconfinedSeccomp: expect.any(String), privilegeEscalation: expect.any(String) }],
    [{ network_mode: 'host' }, { hostNetwork: expect.any(String) }],
    [{ ipc: 'host', pid: 'host' }, { hostIpc: expect.any(String), hostPid: expect.any(String) }],
    [{ env_file: ['a.env', { path: 'b.env', required: false }] }, { envFrom: { items: [{ callee: 'EnvFrom.secret', arguments: ['a-env', { entries: { file: 'a.env' } }] }, { arguments: ['b-env', { entries: { optional: true } }] }] } }],
    [{ command: 'a "b c"' }, { command: { items: ['a', 'b c'] } }],
    [{ logging: { options: { 'max-size': '1m', 'max-file': '3' } } }, { logRotation: { entries: { files: 3 } } }],
  ])('%j', (file, expected) => expect(saidOf(file)).toMatchObject(expected));

  test.each<[Raw, string]>([
    [{ restart: '${R:-no}' }, 'restart: a policy is plain'],
    [{ extra_hosts: ['a:${IP}'] }, 'extra_hosts: names and addresses are plain text'],
    [{ pull_policy: 'daily' }, 'pull_policy: only always, missing, if_not_present, never, build has a word'],
    [{ deploy: { resources: { reservations: { devices: [{ capabilities: ['gpu'], device_ids: ['0'] }] } } } }, 'deploy.resources.reservations.devices: no word says device_ids'],
    [{ deploy: { resources: { reservations: { devices: [{ capabilities: ['tpu'] }] } } } }, 'deploy.resources.reservations.devices: no word says anything but GPUs'],
    [{ devices: ['/dev/a:/dev/b'] }, 'devices: a device has one path, and all permissions'],
    [{ labels: { 'a b': 'c' } }, 'labels.a b: a name that Kubernetes does not take'],
    [{ labels: ['a=${B}'] }, 'labels.a: a label is plain text'],
    [{ sysctls: ['net.core.somaxconn=${N}'] }, 'sysctls.net.core.somaxconn: it is plain text'],
    [{ privileged: '${P}' }, 'privileged: it is true or false'],
    [{ user: 'app' }, 'user: a user is two numbers'],
    [{ security_opt: ['seccomp:profile.json'] }, 'security_opt.seccomp: no word says it'],
    [{ ulimits: { memlock: '${M}' } }, 'ulimits.memlock: a limit is a number'],
    [{ ipc: 'service:db' }, 'ipc: only host, shareable has a word'],
    [{ command: [] }, 'command: an empty list, which takes away what the image says'],
    [{ frobnicate: 1 }, 'frobnicate: no word says it'],
    [{ logging: { driver: 'syslog' } }, 'logging: rotation of the driver json-file alone has a word'],
    [{ networks: { back: { aliases: ['a', 'A_b'] } } }, 'networks.back.aliases: no word says it'],
    [{ networks: { back: { ipv4_address: '10.0.0.2' } } }, 'networks.back.ipv4_address: no word says it'],
    [{ group_add: ['${G}'] }, 'group_add: a group is a number or a name'],
    [{ image: undefined }, ': neither an image nor a build: it is a part of what another file says'],
  ])('%j cannot be said', (file, expected) => expect(leftOverOf(file)).toEqual([expected]));

  test('needs no word where the output has it anyway', () => {
    expect(webOf({ restart: 'unless-stopped', cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], read_only: true }).implied.map(({ attribute }) => attribute)).toEqual(['read_only', 'restart', 'cap_drop', 'security_opt']);
  });
});

describe('names that others know', () => {
  const list = (...items: unknown[]): object => ({ kind: 'list', items });
  test('are aliases of networks, and of links', () => {
    const { services: [web, db] } = mapped({
      web: { image: 'a:1', links: ['db:database'], networks: { back: { aliases: ['www', 'web'] } } },
      db: { image: 'b:1', ports: ['5432'], networks: { back: {} } },
    });
    expect([web, db].map(({ statements }) => statements.find(({ option: [first] }) => first === 'aliases')?.value)).toEqual([list('www'), list('database')]);
    expect([...web.leftOver, ...db.leftOver]).toEqual([]);
  });
  test('are one service\'s alone', () => {
    const { services: [web, db] } = mapped({ web: { image: 'a:1', links: ['db:web'] }, db: { image: 'b:1', ports: ['5432'] } });
    expect(db.statements.some(({ option: [first] }) => first === 'aliases')).toBe(false);
    expect(web.leftOver).toEqual([{ attribute: 'links', value: 'db:web', why: 'a name for a peer that another one has, or none' }]);
  });
  test('are networks that are there, or have a name of their own', () => {
    const sharedBy = (networks: unknown, declared: Raw): unknown => mapped({ web: { image: 'a:1', networks } }, '.', { networks: declared }).services[0].statements.find(({ option: [first] }) => first === 'sharedNetworks')?.value;
    const call = (callee: string, name: string): object => ({ kind: 'call', callee, arguments: [name] });
    expect(sharedBy(['proxy', 'back'], { proxy: { external: true }, back: {} })).toEqual(list(call('SharedNetwork.existing', 'proxy')));
    expect(sharedBy({ proxy: null }, { proxy: { external: { name: 'traefik' } } })).toEqual(list(call('SharedNetwork.existing', 'traefik')));
    expect(sharedBy(undefined, { default: { name: 'shop' } })).toEqual(list(call('SharedNetwork.named', 'shop')));
  });
  test('are plain', () => {
    expect(mapped({ web: { image: 'a:1' } }, '.', { networks: { default: { name: '${N}' } } }).services[0].leftOver).toEqual([{ attribute: 'networks.default', value: 'default', why: 'the name of a network is plain' }]);
  });
  test('are domains, network cards and groups', () => {
    expect(saidOf({ domainname: 'example.com', mac_address: '02:42:ac:11:65:43', group_add: ['video', 44] })).toMatchObject({ domainname: 'example.com', macAddress: '02:42:ac:11:65:43', supplementalGroups: list('video', 44) });
  });
});

describe('volumes_from', () => {
  const mountsOf = (services: Readonly<Record<string, Raw>>): unknown[] => mapped(services).services[0].statements.filter(({ option: [first] }) => first === 'mounts').map(({ option: [, target], value }) => [target, value]);
  const declared = (id: string): object => ({ kind: 'declared', id });
  test('are the mounts of another service, and of those that it has mounts of, but where it has its own', () => {
    expect(mountsOf({
      web: { image: 'a:1', volumes: ['own:/data'], volumes_from: ['db'] },
      db: { image: 'b:1', volumes: ['data:/data', '/var/lib/db'], volumes_from: ['base:ro', 'web'] },
      base: { image: 'c:1', volumes: ['base:/base'] },
    })).toEqual([['/data', declared('own')], ['/var/lib/db', declared('db-var-lib-db')], ['/base', { kind: 'method', on: declared('base-volume'), method: 'readOnly', arguments: [] }]]);
  });
  test('of a container that is no service of the file cannot be said', () => {
    expect(leftOverOf({ volumes_from: ['container:theirs', 'ghost'] })).toEqual(['volumes_from: a container that is no service of the file', 'volumes_from: a container that is no service of the file']);
  });
});

test('what runs on every node is a daemon, and a task is none', () => {
  expect(saidOf({ deploy: { mode: 'global' } })).toMatchObject({ kind: { kind: 'member', of: 'WorkloadKind.DAEMON' } });
  expect(leftOverOf({ deploy: { mode: 'global' }, restart: 'no' })).toEqual(['deploy.mode: no word says it']);
});
