import { execFileSync } from 'node:child_process';
import { App, Image, Parameter, Postgres, Secret, Size, Stack, Workload, type PostgresProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, environmentOf, IMAGE, mountsOf, shown, workloadNamed, type DescribedStack } from './described';

const storage = Size.gibibytes(1);
const PGVECTOR = Image.fromReference('pgvector/pgvector:pg17');

function server(stack: Stack, props: Partial<PostgresProps> = {}): Postgres {
  return new Postgres(stack, 'db', { database: 'shop', storage, ...props });
}

/** What the script of the first start sends to the server, run as the image's entry point does: by bash, sourced. */
function statements(build: (stack: Stack) => unknown): string[] {
  const script = shown(described(build).configFiles.find(({ fileName }) => fileName === '00-accounts.sh')!.content);
  const lines = execFileSync('bash', ['-c', `psql() { echo "$*"; cat; }\n${script}`], { env: { ...process.env, POSTGRES_USER: 'postgres', POSTGRES_DB: 'my db' }, encoding: 'utf8' });
  return lines.trim().split('\n');
}

function errors(build: (stack: Stack) => unknown): string[] {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  return synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}

const hasScript = ({ configFiles }: DescribedStack): boolean => configFiles.some(({ fileName }) => fileName === '00-accounts.sh');

test('one user who may do everything needs no script', () => {
  expect(hasScript(described((stack) => server(stack)))).toBe(false);
  expect(hasScript(described((stack) => server(stack, { superuser: 'shop' })))).toBe(false);
});

test('beside a superuser there is a user to whom the database belongs', () => {
  const build = (stack: Stack) => server(stack, { superuser: 'postgres', user: "o'brien" });
  expect(statements(build)).toEqual([
    '--no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname=my db',
    '\\set password `printenv ACCOUNT_O_BRIEN_PASSWORD`',
    `CREATE ROLE "o'brien" LOGIN PASSWORD :'password';`,
    `ALTER DATABASE "shop" OWNER TO "o'brien";`,
    '\\connect "shop"',
  ]);
  expect(environmentOf(described(build).workloads[0])).toMatchObject({
    POSTGRES_USER: 'postgres', POSTGRES_PASSWORD: '<secret DB_SUPERUSER_PASSWORD>', POSTGRES_DB: 'shop', ACCOUNT_O_BRIEN_PASSWORD: '<secret DB_PASSWORD>',
  });
});

test('peers are told the user, backups are made by the superuser', () => {
  const model = described((stack) => {
    const postgres = server(stack, { superuser: 'postgres' });
    postgres.addBackup({ storage });
    new Workload(stack, 'peer', { image: IMAGE, env: { URL: postgres.url() } });
  });
  expect(environmentOf(workloadNamed(model, 'peer')).URL).toContain('//shop:<secret DB_PASSWORD>@');
  expect(environmentOf(workloadNamed(model, 'db-backup'))).toMatchObject({ PGUSER: 'postgres', PGPASSWORD: '<secret DB_SUPERUSER_PASSWORD>' });
});

test('beside a superuser a user may be called anything', () => {
  expect(errors((stack) => server(stack, { superuser: 'postgres', user: 'o"brien' }))).toEqual([]);
});

test('a further database has a user of its own, and extensions', () => {
  const build = (stack: Stack) => {
    const more = server(stack, { image: PGVECTOR, extensions: ['vector'] }).addDatabase('me"mory', { user: 'remember', extensions: ['uuid-ossp'] });
    new Workload(stack, 'peer', { image: IMAGE, env: { URL: more.url({ scheme: 'postgresql+asyncpg' }), HOST: more.host, PORT: more.port } });
  };
  expect(statements(build).slice(1)).toEqual([
    '\\set password `printenv ACCOUNT_REMEMBER_PASSWORD`',
    `CREATE ROLE "remember" LOGIN PASSWORD :'password';`,
    '\\connect "shop"',
    'CREATE EXTENSION IF NOT EXISTS "vector" CASCADE;',
    'CREATE DATABASE "me""mory" OWNER "remember";',
    '\\connect "me""mory"',
    'CREATE EXTENSION IF NOT EXISTS "uuid-ossp" CASCADE;',
  ]);
  expect(environmentOf(workloadNamed(described(build), 'peer'))).toEqual({
    HOST: '<host shop/db.postgres>', PORT: '<port shop/db.postgres>',
    URL: 'postgresql+asyncpg://remember:<secret DB_ME_MORY_PASSWORD>@<host shop/db.postgres>:<port shop/db.postgres>/me%22mory',
  });
});

test('the order in which further databases are asked for leaves no trace', () => {
  const [there, back] = [['a', 'b'], ['b', 'a']].map((names) => statements((stack) => {
    const postgres = server(stack);
    for (const name of names) postgres.addDatabase(name, { user: `user_${name}` });
  }));
  expect(there).toContain('CREATE DATABASE "b" OWNER "user_b";');
  expect(back).toEqual(there);
});

test('a further database is backed up by itself, by the superuser', () => {
  const model = described((stack) => {
    const postgres = server(stack, { superuser: 'postgres' });
    postgres.addBackup({ storage });
    postgres.addDatabase('Memory_2').addBackup({ storage, storageClass: 'slow' });
  });
  expect(environmentOf(workloadNamed(model, 'db-memory-2-backup'))).toMatchObject({ PGDATABASE: 'Memory_2', PGUSER: 'postgres', PGPASSWORD: '<secret DB_SUPERUSER_PASSWORD>' });
  expect(environmentOf(workloadNamed(model, 'db-backup'))).toMatchObject({ PGDATABASE: 'shop' });
  expect(model.volumes.find(({ name }) => name === 'db-memory-2-backup-data')?.storageClass).toBe('slow');
});

test('one user may own several databases, by one password', () => {
  const build = (stack: Stack) => {
    const postgres = server(stack, { superuser: 'postgres' });
    expect(postgres.addDatabase('memory', { user: 'shop' }).password).toBe(postgres.password);
    postgres.addDatabase('own', { user: 'postgres' });
  };
  expect(statements(build).filter((line) => line.startsWith('CREATE'))).toEqual([`CREATE ROLE "shop" LOGIN PASSWORD :'password';`, 'CREATE DATABASE "memory" OWNER "shop";', 'CREATE DATABASE "own" OWNER "postgres";']);
  const { secrets } = described(build);
  expect(secrets.map(({ name, changes }) => [name, changes?.length])).toEqual([['DB_PASSWORD', 1], ['DB_SUPERUSER_PASSWORD', 1]]);
});

test.each<[string, (stack: Stack) => unknown, RegExp]>([
  ['a database twice', (stack) => server(stack).addDatabase('shop', { user: 'other' }), /The database is "shop", but has to be one that the server does not have already/],
  ['two users whose passwords come to one variable', (stack) => void [server(stack, { superuser: 'postgres', user: 'a-b' }).addDatabase('x', { user: 'a_b' })], /one whose password is in a variable of its own; "a-b" has the same/],
  ['one user with two passwords', (stack) => server(stack, { superuser: 'postgres' }).addDatabase('x', { user: 'shop', password: new Secret(stack, 'OTHER', { description: '' }) }), /variable of its own/],
  ['a reserved superuser', (stack) => server(stack, { superuser: 'pg_admin' }), /The superuser is "pg_admin"/],
  ['a superuser that initdb does not take', (stack) => server(stack, { superuser: 'post"gres' }), /The superuser is "post\\"gres", but has to be without a double quote/],
  ['the same of a user who is one', (stack) => server(stack, { user: 'o"brien' }), /The user is "o\\"brien", but has to be without a double quote/],
  ['an extension with a quote in it', (stack) => server(stack, { extensions: ['a"b'] }), /the name of an extension/],
  ['an extension that the image does not have', (stack) => server(stack, { extensions: ['vector'] }), /postgres:15-alpine does not: pgvector\/pgvector:pg17 does/],
  ['an extension of another image', (stack) => server(stack, { image: PGVECTOR, extensions: ['vchord'] }), /pgvector\/pgvector:pg17 does not: give it an image that does/],
  ['the script of the first start', (stack) => server(stack, { initScripts: { '00-accounts.sh': 'true' } }), /another than 00-accounts\.sh/],
])('%s is refused', (_, build, message) => {
  expect(errors(build)).toEqual([expect.stringMatching(message)]);
});

test('an extension of an image of which nothing is known is believed', () => {
  expect(errors((stack) => server(stack, { image: Image.fromReference('example/postgres:1'), extensions: ['vector'] }))).toEqual([]);
});

describe('settings', () => {
  const commandOf = (props: Partial<PostgresProps>) => described((stack) => server(stack, props)).workloads[0].process.command?.map(shown);

  test('are arguments of the server, by their names, as the server spells them', () => {
    expect(commandOf({ settings: { shared_buffers: '256MB', max_connections: 300, 'pg_stat_statements.track': 'all', fsync: false } })).toEqual([
      'postgres', '-c', 'fsync=off', '-c', 'max_connections=300', '-c', 'pg_stat_statements.track=all', '-c', 'shared_buffers=256MB',
    ]);
  });

  test('without any the image starts as it does by itself', () => {
    expect([commandOf({}), commandOf({ settings: {} })]).toEqual([undefined, undefined]);
  });

  test("stand behind the image's own arguments", () => {
    expect(commandOf({ image: Image.fromReference('ghcr.io/immich-app/postgres:14-vectorchord0.4.3-pgvectors0.2.0'), settings: { work_mem: '8MB' } })).toEqual([
      'postgres', '-c', 'config_file=/etc/postgresql/postgresql.conf', '-c', 'work_mem=8MB',
    ]);
  });

  test('may be the operator\'s', () => {
    const model = described((stack) => server(stack, { settings: { max_connections: new Parameter(stack, 'CONNECTIONS', { default: '300', description: '' }) } }));
    expect(model.workloads[0].process.command?.map(shown)).toEqual(['postgres', '-c', 'max_connections=<parameter CONNECTIONS>']);
  });

  test.each<[string, PostgresProps['settings'], RegExp]>([
    ['a name that is none', { 'max-connections': 1 }, /The name of a setting is "max-connections", but has to be that of a setting of PostgreSQL/],
    ['what the endpoint says', { Port: 5433 }, /The setting Port is "5433", but has to be left out: peers reach the server on the port of its endpoint/],
    ['a setting twice', { work_mem: '8MB', Work_Mem: '16MB' }, /has to be said once/],
    ['a unit that is none', { shared_buffers: '256mb' }, /in a unit of PostgreSQL: B, kB, MB/],
    ['a line break', { search_path: 'a\nb' }, /without line breaks/],
  ])('cannot have %s', (_, settings, message) => {
    expect(errors((stack) => server(stack, { settings }))).toEqual([expect.stringMatching(message)]);
  });

  test('cannot have a secret: arguments can be read by anyone on the machine', () => {
    expect(errors((stack) => server(stack, { settings: { work_mem: new Secret(stack, 'KEY', { description: '' }) as never } }))).toEqual([expect.stringContaining('model/invalid-value: ')]);
  });
});

test('arguments of initdb are words of a shell', () => {
  const [workload] = described((stack) => server(stack, { initdbArguments: ['--data-checksums', '--locale=my locale'] })).workloads;
  expect(environmentOf(workload).POSTGRES_INITDB_ARGS).toBe("--data-checksums '--locale=my locale'");
});

test.each([
  ['postgres:16', 999],
  ['postgres:16-alpine', 70],
  ['pgvector/pgvector:0.8.1-pg16', 999],
  ['ghcr.io/immich-app/postgres:14-vectorchord0.4.3-pgvectors0.2.0', 999],
  ['example/postgres:1', 70],
])('%s runs as %d', (reference, uid) => {
  expect(described((stack) => server(stack, { image: Image.fromReference(reference) })).workloads[0].security.user).toBe(uid);
});

test("Immich's image has what it needs, its configuration in memory", () => {
  const stack = new Stack(new App(), 'shop');
  server(stack, { image: Image.fromReference('ghcr.io/immich-app/postgres:14-vectorchord0.4.3-pgvectors0.2.0') });
  expect(synthesize(stack).findings.filter(({ code }) => /^model\/(?:image|unknown)/.test(code))).toEqual([]);
  expect(mountsOf(described((stack) => server(stack, { image: Image.fromReference('ghcr.io/immich-app/postgres:14-vectorchord0.4.3') })).workloads[0])).toMatchObject({ '/etc/postgresql': 'scratch 16Mi' });
});

test('the data may be of a storage class, or in a directory of the host', () => {
  const { volumes } = described((stack) => server(stack, { storageClass: 'fast', hostPath: './data' }));
  expect(volumes).toEqual([expect.objectContaining({ storageClass: 'fast', hostPath: { kind: 'literal', text: './data' } })]);
});
