import { runInNewContext } from 'node:vm';
import { App, MongoDb, Secret, Size, Stack, Workload, type MongoDbProps } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, environmentOf, IMAGE, mountsOf, shown, workloadNamed } from './described';

const storage = Size.gibibytes(1);
const server = (stack: Stack, props: Partial<MongoDbProps> = {}): MongoDb => new MongoDb(stack, 'db', { storage, ...props });

/** Users that the script of the first start makes, by database. */
function users(build: (stack: Stack) => unknown, env: Record<string, string>): unknown[] {
  const script = described(build).configFiles.find(({ fileName }) => fileName === '00-accounts.js')!;
  const made: unknown[] = [];
  runInNewContext(shown(script.content), { process: { env }, db: { getSiblingDB: (database: string) => ({ createUser: (user: object) => made.push({ database, ...user }) }) } });
  return JSON.parse(JSON.stringify(made)) as unknown[];
}

/** How the check ends, when the server answers a login so. */
async function checked(login: () => unknown, ok = 1): Promise<{ readonly address?: string; readonly code?: number; readonly login?: unknown[] }> {
  const check = described((stack) => server(stack)).workloads[0].health!.check;
  const script = check.kind === 'exec' ? shown(check.command[5]) : '';
  const seen: { address?: string; code?: number; login?: unknown[] } = {};
  runInNewContext(script, {
    process: { env: { MONGO_INITDB_ROOT_USERNAME: 'root', MONGO_INITDB_ROOT_PASSWORD: 'x y' } },
    require: () => ({ hostname: () => 'box' }),
    connect: (address: string) => {
      seen.address = address;
      return { auth: (...given: unknown[]) => { seen.login = given; return login(); }, runCommand: () => ({ ok }) };
    },
    quit: (code: number) => { seen.code = code; },
  });
  return seen;
}

test('is one stateful server that runs as the user of its image on a read-only root', () => {
  const { workloads, volumes } = described((stack) => server(stack));
  expect(workloads[0]).toMatchObject({ kind: 'stateful', image: { reference: 'mongo:8.0' }, security: { user: 999, group: 999, readOnlyRoot: true }, egress: false, endpoints: [{ name: 'mongodb', port: 27017 }] });
  expect(mountsOf(workloads[0])).toMatchObject({ '/data/db': 'volume db-data', '/data/configdb': 'scratch 1Mi' });
  expect(volumes).toEqual([expect.objectContaining({ name: 'db-data', ownedByImage: true })]);
});

test('its check logs in by the name of the container', async () => {
  expect(await checked(() => ({ ok: 1 }))).toEqual({ address: 'mongodb://box:27017/admin', login: ['root', 'x y'], code: 0 });
  expect(await checked(() => ({ ok: 1 }), 0)).toMatchObject({ code: 1 });
  await expect(checked(() => { throw new Error('Authentication failed.'); })).rejects.toThrow('Authentication failed.');
});

test('a database has a user of its own, whose password is in the environment', () => {
  const build = (stack: Stack) => {
    const mongodb = server(stack);
    const [chats, notes] = [mongodb.addDatabase('chats'), mongodb.addDatabase("o'brien", { user: 'no"tes' })];
    new Workload(stack, 'peer', { image: IMAGE, env: { CHATS: chats.url(), NOTES: notes.url(), HOST: chats.host, PORT: chats.port, ROOT: mongodb.url(), ROOT_CHATS: mongodb.url({ database: 'chats' }) } });
  };
  expect(users(build, { ACCOUNT_CHATS_PASSWORD: 'a', ACCOUNT_O_BRIEN_PASSWORD: 'b' })).toEqual([
    { database: 'chats', user: 'chats', pwd: 'a', roles: [{ role: 'dbOwner', db: 'chats' }] },
    { database: "o'brien", user: 'no"tes', pwd: 'b', roles: [{ role: 'dbOwner', db: "o'brien" }] },
  ]);
  const model = described(build);
  const at = '@<host shop/db.mongodb>:<port shop/db.mongodb>';
  expect(environmentOf(workloadNamed(model, 'db'))).toMatchObject({ ACCOUNT_CHATS_PASSWORD: '<secret DB_CHATS_PASSWORD>', MONGO_INITDB_ROOT_USERNAME: 'root', MONGO_INITDB_ROOT_PASSWORD: '<secret DB_ROOT_PASSWORD>' });
  expect(environmentOf(workloadNamed(model, 'peer'))).toEqual({
    CHATS: `mongodb://chats:<secret DB_CHATS_PASSWORD>${at}/chats`,
    NOTES: `mongodb://no%22tes:<secret DB_O_BRIEN_PASSWORD>${at}/o%27brien`,
    HOST: '<host shop/db.mongodb>', PORT: '<port shop/db.mongodb>',
    ROOT: `mongodb://root:<secret DB_ROOT_PASSWORD>${at}/`,
    ROOT_CHATS: `mongodb://root:<secret DB_ROOT_PASSWORD>${at}/chats?authSource=admin`,
  });
});

test('without databases there is no script', () => {
  expect(described((stack) => server(stack)).configFiles).toEqual([]);
});

test('two users do not share a password without a word', () => {
  const stack = new Stack(new App(), 'shop');
  const mongodb = server(stack);
  mongodb.addDatabase('a-b', { user: 'one', password: new Secret(stack, 'ONE', { description: '' }) });
  mongodb.addDatabase('a_b', { user: 'two', password: new Secret(stack, 'TWO', { description: '' }) });
  expect(synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([expect.stringContaining('"a-b" has the same')]);
});

test('a password is changed by the root user, in the database of its user', () => {
  const { secrets } = described((stack) => server(stack, { rootUser: 'ops' }).addDatabase('chats'));
  expect(secrets.map(({ name, changes }) => [name, changes?.map(({ command }) => command)])).toEqual([
    ['DB_CHATS_PASSWORD', [`mongosh chats --authenticationDatabase=admin --username=ops --eval='db.changeUserPassword("chats", passwordPrompt())'`]],
    ['DB_ROOT_PASSWORD', [`mongosh admin --authenticationDatabase=admin --username=ops --eval='db.changeUserPassword("ops", passwordPrompt())'`]],
  ]);
});

test('a backup has everything, and its password in no argument', () => {
  const backup = workloadNamed(described((stack) => server(stack).addBackup({ storage })), 'db-backup');
  expect(environmentOf(backup)).toMatchObject({ MONGODB_URL: expect.stringContaining('mongodb://root:<secret DB_ROOT_PASSWORD>@') as string });
  expect(shown(backup.process.entrypoint![2])).toContain('mongodump --config=/tmp/mongodump.yaml --quiet --gzip --archive="$part"\n');
});

test('the order in which databases are asked for leaves no trace', () => {
  const [there, back] = [['a', 'b'], ['b', 'a']].map((names) => users((stack) => {
    const mongodb = server(stack);
    for (const name of names) mongodb.addDatabase(name);
  }, { ACCOUNT_A_PASSWORD: 'x', ACCOUNT_B_PASSWORD: 'y' }));
  expect(there).toEqual([expect.objectContaining({ database: 'a', pwd: 'x' }), expect.objectContaining({ database: 'b', pwd: 'y' })]);
  expect(back).toEqual(there);
});
