import type { Raw } from '../../scripts/import/raw';
import { leftOverOf, mapped, optionsOf, saidOf, started, webOf } from './mapped';

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
  test('with several defaults are several parameters of one variable', () => {
    const { declarations } = mapped({ a: { image: 'a:1', environment: { A: '${X:-1}', B: '${X:-2}', C: '${X:-3}', D: '${X:-2}' } } });
    expect(declarations.map(({ id, props: { variable, default: fallback } }) => [id, variable, fallback])).toEqual([['X', undefined, '1'], ['X_2', 'X', '2'], ['X_3', 'X', '3']]);
  });
  test('in the default of others are declared before them', () => {
    expect(declared({ a: { image: 'a:1', environment: { A: '${X:-http://${Y:-b}/}' } } })).toEqual([
      { construct: 'Parameter', id: 'Y', fallback: 'b' },
      { construct: 'Parameter', id: 'X', fallback: { kind: 'text', parts: ['http://', { kind: 'declared', id: 'Y' }, '/'] } },
    ]);
  });
  test('called as a service have another name', () => expect(declared({ a: { image: 'a:1', environment: { A: '${a:-1}' } } })).toEqual([{ construct: 'Parameter', id: 'APP_a', fallback: '1' }]));
  test('that have to be given, and known at synthesis, are no secrets', () => {
    const [{ props }] = mapped({ a: { image: 'a:${TAG:?say which}' } }).declarations;
    expect(props).toMatchObject({ required: true, default: 'latest' });
  });
  test.each<[Raw, string]>([
    [{ container_name: '${X}' }, 'web'], [{ restart: '${X}' }, 'unless-stopped'], [{ mem_limit: '${X}' }, '0'], [{ deploy: { replicas: '${X}' } }, '1'], [{ shm_size: '${X}' }, '64m'],
    [{ build: { context: '.', dockerfile: '${X}' } }, 'Dockerfile'],
  ])('of %j are what an engine takes where nothing is said', (file, fallback) => expect(declared({ web: { image: 'a:1', ...file } })).toEqual([{ construct: 'Parameter', id: 'X', fallback }]));
  test('of an image have some default', () => expect(declared({ a: { image: 'a:${TAG}' } })).toEqual([{ construct: 'Parameter', id: 'TAG', fallback: 'latest' }]));
  test.each([
    [{ A: '${X:-1}', B: '${X:-2}', C: '${X_2:-3}' }, ['environment.B: two defaults of one variable']],
    [{ A: '${X:-${Y}}', B: '${Y:?}' }, ['environment.A: a secret or a port in the default of another variable']],
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
    const other = { image: 'a:1', depends_on: ['db'] };
    expect(leftOverOf(done, { db, other })).toEqual([]);
    expect(optionsOf(mapped({ other, web: { image: 'a:1', ...done }, db }).services[0])).toEqual([started]);
  });
  test('are waited for as it is asked', () => {
    const checked = { ...db, healthcheck: { test: 'true' } };
    const after = (said: object, peer: Raw = db): unknown[] => optionsOf(webOf({ depends_on: { db: said } }, { db: peer }));
    expect(after({ condition: 'service_healthy' }, checked)).toEqual([undefined]);
    expect(after({ condition: 'service_started' }, checked)).toEqual([started]);
    expect(after({ condition: 'service_started', required: false, restart: true })).toEqual([{ kind: 'object', entries: { required: false, restart: true } }]);
    expect(after({ condition: 'service_started', required: true, restart: false })).toEqual([undefined]);
    expect(leftOverOf({ depends_on: { db: { required: '${NEEDED}' } } }, { db })).toEqual(['depends_on.db.required: no word says it']);
  });
  test('are waited for once, also where a link says it', () => {
    expect(webOf({ links: ['db'], depends_on: { db: { restart: true } } }, { db }).calls.filter(({ method }) => method === 'startAfter')).toHaveLength(1);
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
    expect(provider.calls.map((call) => call.arguments[1])).toEqual([published(80, 'Publish.onHostPort', 80, { kind: 'object', entries: { variable: 'APP_DOCKER_PROVIDER_HOST_PORT_80' } })]);
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

test('a network whose name is a variable is called by it', () => {
  const { services: [web], declarations } = mapped({ web: { image: 'a:1', networks: ['front'] } }, '.', { networks: { front: { name: '${NET}' } } });
  expect(web.statements.find(({ option: [first] }) => first === 'sharedNetworks')?.value).toMatchObject({ items: [{ callee: 'SharedNetwork.named', arguments: [{ kind: 'declared', id: 'NET' }] }] });
  expect(declarations.find(({ id }) => id === 'NET')?.props.default).toBe('front');
});

describe('ports that a file leaves to variables without a default', () => {
  test('are others than those of anybody else', () => {
    const { services } = mapped({ a: { image: 'a:1', ports: ['${A}:80'] }, b: { image: 'b:1', ports: ['${B}:80', '${C}:9000', '${D}:9000/udp'] }, c: { image: 'c:1', ports: ['9000:1'] } });
    const publishedBy = ({ calls }: ReturnType<typeof mapped>['services'][number]): unknown[] => calls.flatMap(({ arguments: [, said] }) => (said as unknown as { entries: { publish: { arguments: unknown[] } } }).entries.publish.arguments[0]);
    expect(services.map(publishedBy)).toEqual([[80], [8080, 9001, 9000], [9000]]);
  });
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
    expect(declarations.filter(({ construct }) => construct !== 'Parameter').map(({ construct, id, props: { volumeName, claimName, engineName } }) => [construct, id, volumeName ?? engineName, claimName])).toEqual([
      ['ExistingVolume', 'theirs', 'theirs', 'theirs'], ['ExistingVolume', 'old', 'Old_data', 'old-data'], ['Volume', 'named', 'shop_data', undefined], ['Volume', 'free', { kind: 'declared', id: 'APP_NAME' }, undefined], ['Volume', 'plain', undefined, undefined],
    ]);
    expect(declarations.find(({ id }) => id === 'APP_NAME')?.props.default).toBe('free');
  });
  test('of a variable without a default get one', () => {
    expect(mapped({ web: { image: 'a:1', volumes: ['${DATA}:/data'] } }).declarations[0]).toMatchObject({ id: 'DATA', props: { default: '/srv/data' } });
  });
  test('of a file that a variable leads to', () => {
    expect(saidOf({ volumes: ['${APP_DIR}/nginx.conf:/etc/nginx/nginx.conf'] })).toMatchObject({ 'mounts./etc/nginx/nginx.conf': { callee: 'HostPath.file' } });
  });
  test('of a volume that as many have as a variable says is shared', () => {
    expect(mapped({ web: { image: 'a:1', volumes: ['data:/data'], deploy: { replicas: '${N}' } } }).declarations).toContainEqual(expect.objectContaining({ id: 'data', props: expect.objectContaining({ shared: true }) }));
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
    ['./a:/b:rshared', 'no word says bind.propagation'],
    ['./a:/b${T}', 'a path in the container with a variable in it'],
    ['${V:-data}:/b', 'a volume whose name is a variable'],
    ['a:b', 'no mount that Compose takes'],
  ])('%s cannot be said', (entry, why) => expect(leftOverOf({ volumes: [entry] })).toEqual([`volumes: ${why}`]));
});

describe('profiles', () => {
  const search = { image: 'b:1', expose: ['9200'], profiles: ['search'] };
  test('are said', () => expect(saidOf({ profiles: ['gpu', 'cpu'] }).profiles).toEqual({ kind: 'list', items: ['gpu', 'cpu'] }));
  test('that the library has itself are left over', () => expect(leftOverOf({ profiles: ['scheduled'] })).toEqual(['profiles: a profile has a name of the library']));
  test('that are no list are left over', () => expect(leftOverOf({ profiles: 'gpu' })).toEqual(['profiles: no profiles that Compose takes']));
  test('leave out peers that are named: one can do without', () => {
    const connects = (file: Raw): unknown[] => webOf({ environment: { A: 'search:9200' }, ...file }, { search }).calls.filter(({ method }) => method === 'connectTo').map((call) => call.arguments[1]);
    expect(connects({})).toEqual([{ kind: 'object', entries: { required: false } }]);
    expect(connects({ profiles: ['search'] })).toEqual([undefined]);
    expect(connects({ profiles: ['search', 'other'] })).toEqual([{ kind: 'object', entries: { required: false } }]);
  });
});

describe('what is said of how it runs', () => {
  test.each<[Raw, object]>([
    [{ restart: 'always' }, { restartPolicy: { of: 'RestartPolicy.ALWAYS' } }],
    [{ extra_hosts: ['a:10.0.0.1', 'b=host-gateway', 'c:${IP:-10.0.0.2}'] }, { 'extraHosts.a': '10.0.0.1', 'extraHosts.b': 'host-gateway', 'extraHosts.c': { kind: 'declared', id: 'IP' } }],
    [{ restart: '${R:-no}', container_name: 'shop-${S:-a}', deploy: { replicas: '${N:-2}' } }, { restartPolicy: { id: 'R' }, containerName: { parts: ['shop-', { id: 'S' }] }, replicas: { id: 'N' } }],
    [{ deploy: { resources: { limits: { memory: '${M:-1g}', cpus: '${C:-0}' } } } }, { 'resources.memory.limit': { id: 'M' }, 'resources.cpu.limit': { id: 'C' } }],
    [{ deploy: { mode: 'global' } }, { kind: { of: 'WorkloadKind.DAEMON' } }],
    [{ deploy: { restart_policy: { condition: 'none' } }, restart: 'always' }, { restartPolicy: { of: 'RestartPolicy.NEVER' } }],
    [{ labels: ['a=${B:-c d}'], group_add: ['video', 44, '${G:-999}'] }, { 'annotations.a': { id: 'B' }, supplementalGroups: { items: ['video', 44, { id: 'G' }] } }],
    [{ healthcheck: { test: 'true', interval: '${I:-5s}', retries: '${R:-4}' } }, { health: { arguments: [{}, { entries: { interval: { id: 'I' }, retries: { id: 'R' } } }] } }],
    [{ logging: { driver: 'syslog', options: { tag: '${T:-web}' } } }, { 'logDriver.name': 'syslog', 'logDriver.options.tag': { id: 'T' } }],
    [{ deploy: { update_config: { parallelism: 2, order: 'start-first', delay: '10s' } } }, { rollingUpdate: { entries: { maxSurge: 2, maxUnavailable: 0 } } }],
    [{ volumes: ['./data:/data:Z'] }, { 'mounts./data': { kind: 'declared' } }],
    [{ domainname: 'example.com', use_api_socket: true }, { domainname: 'example.com', apiSocket: expect.any(String) }],
    [{ post_start: [{ command: 'a b', user: 'root', privileged: true }], pre_stop: [{ command: ['c'] }] }, {
      postStart: { items: [{ entries: { command: { items: ['a', 'b'] }, user: 'root', privileged: expect.any(String) } }] }, preStop: { items: [{ entries: { command: { items: ['c'] } } }] },
    }],
    [{ develop: { watch: [{ action: 'sync', path: './src', target: '/app', ignore: ['*.tmp'] }] } }, { watch: { items: [{ entries: { action: { of: 'WatchAction.SYNC' }, path: 'src', target: '/app', ignore: { items: ['*.tmp'] } } }] } }],
    [{ dns: '9.9.9.9', dns_search: ['example.com'], dns_opt: ['ndots:2', 'rotate'] }, { 'dnsConfig.nameservers': { items: ['9.9.9.9'] }, 'dnsConfig.searches': { items: ['example.com'] }, 'dnsConfig.options': { entries: { ndots: '2', rotate: '' } } }],
    [{ runtime: 'nvidia', platform: 'linux/amd64', pull_policy: 'if_not_present' }, { runtimeClass: 'nvidia', platform: 'linux/amd64', imagePullPolicy: { of: 'ImagePullPolicy.IF_NOT_PRESENT' } }],
    [{ restart: 'on-failure:3' }, { restart: { entries: { attempts: 3 } } }],
    [{ deploy: { replicas: 2 } }, { replicas: 2 }],
    [{ deploy: { resources: { limits: { cpus: '0.05', memory: '64m' } } } }, { 'resources.cpu.limit': 0.05, 'resources.cpu.request': 0.05, 'resources.memory.limit': { arguments: [65_536] } }],
    [{ mem_limit: '1g', mem_reservation: '512m' }, { 'resources.memory.request': { arguments: [524_288] } }],
    [{ user: '1000' }, { user: { entries: { uid: 1000, gid: 1000 } } }],
    [{ user: '${U:-1000}:${G:-100}' }, { user: { entries: { uid: { id: 'U' }, gid: { id: 'G' } } } }],
    [{ user: '${U}' }, { user: { entries: { uid: { id: 'U' }, gid: { id: 'U' } } } }],
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
    [{ extra_hosts: ['a:${IP}'] }, 'extra_hosts: no value that the field takes'],
    [{ pull_policy: 'daily' }, 'pull_policy: no value that the field takes'],
    [{ deploy: { resources: { reservations: { devices: [{ capabilities: ['gpu'], device_ids: ['0'] }] } } } }, 'deploy.resources.reservations.devices: no word says device_ids'],
    [{ deploy: { resources: { reservations: { devices: [{ capabilities: ['tpu'] }] } } } }, 'deploy.resources.reservations.devices: no word says anything but GPUs'],
    [{ devices: ['/dev/a:/dev/b'] }, 'devices: a device has one path, and all permissions'],
    [{ labels: { 'a b': 'c' } }, 'labels.a b: a name that Kubernetes does not take'],
    [{ sysctls: ['net.core.somaxconn=${N}'] }, 'sysctls.net.core.somaxconn: it is plain text'],
    [{ privileged: '${P}' }, 'privileged: it is true or false'],
    [{ user: 'app' }, 'user: a user is two numbers'],
    [{ security_opt: ['seccomp:profile.json'] }, 'security_opt.seccomp: no word says it'],
    [{ ulimits: { memlock: '${M}' } }, 'ulimits.memlock: a limit is a number'],
    [{ ipc: 'service:db' }, 'ipc: only host, shareable has a word'],
    [{ command: [] }, 'command: an empty list, which takes away what the image says'],
    [{ frobnicate: 1 }, 'frobnicate: no word says it'],
    [{ restart: '${R:-sometimes}' }, 'restart: no value that the field takes'],
    [{ deploy: { replicas: '${N:-many}' } }, 'deploy.replicas: no value that the field takes'],
    [{ deploy: { update_config: { failure_action: 'rollback' } } }, 'deploy.update_config: no word says it'],
    [{ deploy: { mode: 'global-job' } }, 'deploy.mode: no word says it'],
    [{ post_start: [{ command: 'a ${B}' }] }, 'post_start: a command is plain text'],
    [{ develop: { watch: [{ action: 'sync', path: '/src', target: '/app' }] } }, 'develop: no word says it'],
    [{ volumes_from: ['container:other'] }, 'volumes_from: what no service of the file mounts'],
    [{ pre_start: [{ command: 'a' }] }, 'pre_start: no word says its image or command'],
    [{ image: undefined }, ': neither an image nor a build: it is a part of what another file says'],
  ])('%j cannot be said', (file, expected) => expect(leftOverOf(file)).toEqual([expected]));

  test('needs no word where the output has it anyway', () => {
    expect(webOf({ restart: 'unless-stopped', cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], read_only: true }).implied.map(({ attribute }) => attribute)).toEqual(['read_only', 'restart', 'cap_drop', 'security_opt']);
  });
});

test('what others mount is what they mount, volumes without a name too', () => {
  const { services, declarations } = mapped({ web: { image: 'a:1', volumes_from: ['db:ro'] }, db: { image: 'a:1', volumes: ['/data', './conf:/conf:ro'] } });
  expect(services[0].statements.filter(({ option: [first] }) => first === 'mounts').map(({ option }) => option)).toEqual([['mounts', '/conf'], ['mounts', '/data']]);
  expect(declarations).toEqual([{ construct: 'Volume', id: 'db-data', props: expect.objectContaining({ shared: true }) }]);
});

test('what ends before a service has its mounts', () => {
  const { calls } = webOf({ volumes: ['data:/shared'], pre_start: [{ image: 'b:1', command: 'seed /shared' }] });
  expect(calls).toEqual([expect.objectContaining({ method: 'addInitContainer', arguments: ['pre-start-0', expect.objectContaining({ entries: expect.objectContaining({ mounts: { kind: 'object', entries: { '/shared': expect.anything() } } }) })] })]);
});

test('a file that is there to take something away says nothing of it', () => {
  expect(webOf({ ports: '!reset' }).implied).toContainEqual(expect.objectContaining({ attribute: 'ports' }));
});

describe('models', () => {
  const top = { models: { llm: { model: 'ai/smollm2', context_size: 4096, runtime_flags: ['--temp'] } } };
  test('are those of the file, in variables of the service', () => {
    const [{ statements }] = mapped({ web: { image: 'a:1', models: { llm: { endpoint_var: 'URL' } } } }, '.', top).services;
    expect(statements).toContainEqual({ attribute: 'models', option: ['models', 'llm'], value: { kind: 'object', entries: { model: 'ai/smollm2', contextSize: 4096, runtimeFlags: { kind: 'list', items: ['--temp'] }, endpointVariable: 'URL' } } });
  });
  test('that are declared nowhere are left over', () => expect(mapped({ web: { image: 'a:1', models: ['other'] } }, '.', top).services[0].leftOver).toMatchObject([{ attribute: 'models.other' }]));
});
