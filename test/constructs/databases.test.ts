import { Image, Postgres, Publish, Qdrant, Redis, Secret, Size, Workload, type IValue, type PostgresProps, type Stack } from 'cdk8s-compose';
import { described, environmentOf, IMAGE, mountsOf, shown, startOrderOf, workloadNamed } from './described';

const storage = Size.gibibytes(10);
const postgres = (stack: Stack, props: Partial<PostgresProps> = {}): Postgres => new Postgres(stack, 'main-db', { database: 'shop', storage, ...props });

/** What a peer gets for a value. */
function seen(value: (stack: Stack) => IValue): string {
  const model = described((stack) => new Workload(stack, 'peer', { image: IMAGE, env: { VALUE: value(stack) } }));
  return environmentOf(workloadNamed(model, 'peer')).VALUE;
}

describe('Postgres', () => {
  const model = described((stack) => postgres(stack));
  const [workload] = model.workloads;

  test('is one stateful server, whose image can be pinned', () => {
    expect(workload).toMatchObject({ kind: 'stateful', replicas: 1, image: { reference: 'postgres:15-alpine' }, endpoints: [{ name: 'postgres', port: 5432 }] });
    const other = described((stack) => postgres(stack, { image: Image.fromReference('postgres:16-alpine') }));
    expect(other.workloads[0].image.reference).toBe('postgres:16-alpine');
  });

  test("runs as the image's own user on a read-only root, and calls nobody", () => {
    expect(workload.security).toEqual({ user: 70, group: 70, readOnlyRoot: true, capabilities: [] });
    expect(workload.egress).toBe(false);
  });

  test('keeps its data in a subdirectory of a volume', () => {
    expect(mountsOf(workload)).toEqual({
      '/dev/shm': 'shared-memory 128Mi',
      '/tmp': 'scratch 64Mi',
      '/var/lib/postgresql/data': 'volume main-db-data',
      '/var/run/postgresql': 'scratch 16Mi',
    });
    expect(environmentOf(workload).PGDATA).toBe('/var/lib/postgresql/data/pgdata');
    expect(model.volumes).toEqual([expect.objectContaining({ name: 'main-db-data', size: 10 * 1024 ** 3, shared: false, ownedByImage: true })]);
  });

  test('makes a database for the user of that name, with a password called after the workload', () => {
    expect(environmentOf(workload)).toMatchObject({ POSTGRES_DB: 'shop', POSTGRES_USER: 'shop', POSTGRES_PASSWORD: '<secret MAIN_DB_PASSWORD>' });
    expect(model.secrets).toEqual([expect.objectContaining({ name: 'MAIN_DB_PASSWORD', path: 'shop/MAIN_DB_PASSWORD', optional: false, hint: expect.stringContaining('openssl') })]);
  });

  test('is stopped by a fast shutdown, with a minute for it', () => {
    expect(workload.lifecycle).toEqual({ stopSignal: 'SIGINT', stopGracePeriod: 60_000 });
  });

  test('is asked for its health over TCP, for the database it makes', () => {
    const check = workload.health?.check;
    const words = check?.kind === 'exec' ? check.command.map(shown) : [];
    expect(words.slice(0, 2)).toEqual(['sh', '-c']);
    expect(words[2]).toMatch(/psql .*--host=127\.0\.0\.1 .*--dbname="\$POSTGRES_DB" --command='SELECT 1'/);
    expect(workload.health).toMatchObject({ interval: 10_000, timeout: 5_000, retries: 5, startPeriod: 60_000, startInterval: 2_000, liveness: false });
  });

  test('has a quarter core to one, 256 MiB to 1 GiB', () => {
    expect(workload.resources).toEqual({ cpu: { request: 250, limit: 1000 }, memory: { request: 256 * 1024 ** 2, limit: 1024 ** 3 } });
  });

  test('takes user, password and exposure as they are given', () => {
    const { workloads, secrets } = described((stack) =>
      postgres(stack, { user: 'app', password: new Secret(stack, 'MY_KEY', { description: 'Mine.' }), publish: Publish.onLoopback(5433) }),
    );
    expect(environmentOf(workloads[0])).toMatchObject({ POSTGRES_USER: 'app', POSTGRES_PASSWORD: '<secret MY_KEY>' });
    expect(secrets.map(({ name }) => name)).toEqual(['MY_KEY']);
    expect(workloads[0].endpoints[0].exposure).toMatchObject({ reach: 'loopback', port: { default: 5433 } });
  });

  const HOST = '<host shop/main-db.postgres>';
  const PORT = '<port shop/main-db.postgres>';

  test.each([
    { what: 'host', value: (stack: Stack) => postgres(stack).host, text: HOST },
    { what: 'port', value: (stack: Stack) => postgres(stack).port, text: PORT },
    { what: 'password', value: (stack: Stack) => postgres(stack).password, text: '<secret MAIN_DB_PASSWORD>' },
    { what: 'url', value: (stack: Stack) => postgres(stack).url(), text: `postgresql://shop:<secret MAIN_DB_PASSWORD>@${HOST}:${PORT}/shop` },
    {
      what: 'url with a driver',
      value: (stack: Stack) => postgres(stack).url({ scheme: 'postgresql+asyncpg' }),
      text: `postgresql+asyncpg://shop:<secret MAIN_DB_PASSWORD>@${HOST}:${PORT}/shop`,
    },
    {
      what: 'url, encoded where a URL needs it',
      value: (stack: Stack) => postgres(stack, { database: 'my shop', user: 'a@b' }).url(),
      text: `postgresql://a%40b:<secret MAIN_DB_PASSWORD>@${HOST}:${PORT}/my%20shop`,
    },
  ])('gives its $what to peers as $text', ({ value, text }) => {
    expect(seen(value)).toBe(text);
  });

  test('is waited for by peers that refer to it', () => {
    const used = described((stack) => new Workload(stack, 'peer', { image: IMAGE, env: { DB: postgres(stack).host } }));
    expect(startOrderOf(used)).toEqual(['peer after main-db (healthy, implied)']);
  });
});

describe('Redis', () => {
  test('is a cache that writes nothing to disk, unless told otherwise', () => {
    const { workloads, volumes } = described((stack) => new Redis(stack, 'redis'));
    expect(workloads[0]).toMatchObject({ kind: 'service', image: { reference: 'redis:7-alpine' } });
    expect(workloads[0].process.command?.map(shown)).toEqual(['redis-server', '--save', '', '--appendonly', 'no']);
    expect(mountsOf(workloads[0])).toEqual({ '/data': 'scratch 1Mi' });
    expect(volumes).toEqual([]);
  });

  test('keeps an append-only file on a volume when it is persistent', () => {
    const { workloads, volumes } = described((stack) => new Redis(stack, 'redis', { persistent: true, storage: Size.gibibytes(3) }));
    expect(workloads[0].kind).toBe('stateful');
    expect(workloads[0].process.command?.map(shown)).toEqual(['redis-server', '--appendonly', 'yes']);
    expect(mountsOf(workloads[0])).toEqual({ '/data': 'volume redis-data' });
    expect(volumes).toEqual([expect.objectContaining({ name: 'redis-data', size: 3 * 1024 ** 3, ownedByImage: true })]);
  });

  test('asks for 1 GiB unless told otherwise', () => {
    expect(described((stack) => new Redis(stack, 'redis', { persistent: true })).volumes[0].size).toBe(1024 ** 3);
  });

  test("runs as the image's own user, has no secret and calls nobody", () => {
    const { workloads, secrets } = described((stack) => new Redis(stack, 'redis'));
    expect(workloads[0].security).toMatchObject({ user: 999, group: 1000, readOnlyRoot: true });
    expect(workloads[0].egress).toBe(false);
    expect(secrets).toEqual([]);
  });

  test.each([
    { options: undefined, path: '/0' },
    { options: { database: 0 }, path: '/0' },
    { options: { database: 15 }, path: '/15' },
  ])('gives the URL of database $options', ({ options, path }) => {
    expect(seen((stack) => new Redis(stack, 'redis').url(options))).toBe(`redis://<host shop/redis.redis>:<port shop/redis.redis>${path}`);
  });
});

describe('Qdrant', () => {
  const model = described((stack) => new Qdrant(stack, 'qdrant', { storage, publishHttp: Publish.onLoopback(6333), publishGrpc: Publish.onLoopback(6334) }));
  const [workload] = model.workloads;

  test('is one stateful server with two APIs, each with an exposure of its own', () => {
    expect(workload).toMatchObject({ kind: 'stateful', image: { reference: 'qdrant/qdrant:v1.19.0-unprivileged' } });
    expect(workload.endpoints).toMatchObject([
      { name: 'http', port: 6333, exposure: { port: { default: 6333 } } },
      { name: 'grpc', port: 6334, exposure: { port: { default: 6334 } } },
    ]);
  });

  test('keeps data and snapshots on the volume', () => {
    expect(mountsOf(workload)).toMatchObject({ '/qdrant/storage': 'volume qdrant-storage' });
    expect(environmentOf(workload)).toMatchObject({ QDRANT__SERVICE__GRPC_PORT: '6334', QDRANT__STORAGE__SNAPSHOTS_PATH: '/qdrant/storage/snapshots' });
  });

  test('is asked by bash, because the image has no HTTP client', () => {
    expect(workload.health?.check).toEqual({ kind: 'http', path: '/readyz', endpoint: 'http', client: 'bash' });
  });

  test("runs as the image's own user on a read-only root, and calls nobody", () => {
    expect(workload).toMatchObject({ security: { user: 1000, group: 1000, readOnlyRoot: true }, egress: false });
  });

  test('is reached by peers on both ports', () => {
    const used = described((stack) => {
      const qdrant = new Qdrant(stack, 'qdrant', { storage });
      new Workload(stack, 'peer', { image: IMAGE, env: { HTTP: qdrant.http.url(), GRPC: qdrant.grpc.authority } });
    });
    expect(used.connections.map(({ to, endpoint }) => `${to} ${endpoint}`)).toEqual(['shop/qdrant grpc', 'shop/qdrant http']);
  });
});

test.each([
  { what: 'Postgres', build: (stack: Stack) => postgres(stack, { resources: { cpu: { limit: 4 } } }) },
  { what: 'Redis', build: (stack: Stack) => new Redis(stack, 'redis', { resources: { cpu: { limit: 4 } } }) },
  { what: 'Qdrant', build: (stack: Stack) => new Qdrant(stack, 'qdrant', { storage, resources: { cpu: { limit: 4 } } }) },
])('$what keeps the defaults of resources that are not given', ({ build }) => {
  const { resources } = described(build).workloads[0];
  expect(resources.cpu.limit).toBe(4000);
  expect(resources.memory.limit).toBeGreaterThan(resources.memory.request);
});
