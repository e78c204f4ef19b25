import {
  App, ClickHouse, Elasticsearch, Kafka, MinIO, MongoDb, MySql, Parameter, Postgres, Redis, S3FuseVolume, S3Mount, SeaweedFs, Size, Stack, SurrealDb,
} from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { lineOf } from '../diagnostics/source-lines';

const storage = Size.gibibytes(1);

function refusals(build: (stack: Stack) => unknown): string[] {
  const stack = new Stack(new App(), 'shop');
  build(stack);
  return synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}

const postgres = (database: string, user?: string) => (stack: Stack) => new Postgres(stack, 'db', { database, storage, ...(user !== undefined && { user }) });
const mysql = (database: string, user?: string) => (stack: Stack) => new MySql(stack, 'db', { storage }).addDatabase(database, user === undefined ? { user: 'someone' } : { user });
const bucket = (name: string) => (stack: Stack) => new SeaweedFs(stack, 's', { storage, buckets: [name] });

describe.each<[string, (text: string) => (stack: Stack) => unknown, { readonly refused: readonly string[]; readonly taken: readonly string[] }]>([
  ['a database of PostgreSQL', (text) => postgres(text, 'someone'), {
    refused: ['', 'template0', 'TEMPLATE1', 'x'.repeat(64), 'é'.repeat(32), 'a\nb', ' a', 'a=b', 'postgresql://x'],
    taken: ['my db', "a'b", 'a;id', 'a$(id)', 'a/b', 'x'.repeat(63), 'é'.repeat(31), 'select', 'postgres', '--help'],
  }],
  ['a user of PostgreSQL', (text) => postgres('shop', text), { refused: ['', 'pg_admin', 'public', 'x'.repeat(64)], taken: ['postgres', 'a@b:c/d', "o'brien"] }],
  ['a database of MySQL', (text) => mysql(text), {
    refused: ['', 'mysql', 'Information_Schema', 'performance_schema', 'sys', 'x'.repeat(65), 'a ', 'a\tb', '😀'],
    taken: ['my db', "a'b", 'a;id', 'a$(id)', 'a`b', 'x'.repeat(64), 'é'.repeat(64), '--help', 'table'],
  }],
  ['a user of MySQL', (text) => mysql('shop', text), { refused: ['', 'root', 'ROOT', 'mysql.sys', 'x'.repeat(33)], taken: ["o'brien", 'x'.repeat(32), 'a\\'] }],
  ['a database of MongoDB', (text) => (stack) => new MongoDb(stack, 'm', { storage }).addDatabase(text, { user: 'someone' }), {
    refused: ['', 'admin', 'Config', 'a b', 'a.b', 'a/b', 'a$b', 'x'.repeat(64)], taken: ['LibreChat', "a'b", 'a;id', 'é'.repeat(31)],
  }],
  ['a database in a URL of MongoDB', (text) => (stack) => new MongoDb(stack, 'm', { storage }).url({ database: text }), { refused: ['a b'], taken: ['chats'] }],
  ['a user of MongoDB', (text) => (stack) => new MongoDb(stack, 'm', { storage }).addDatabase('chats', { user: text }), { refused: ['', 'a\nb'], taken: ["o'brien", 'a"b', 'ops@example.com'] }],
  ['the root user of MongoDB', (text) => (stack) => new MongoDb(stack, 'm', { storage, rootUser: text }), { refused: [''], taken: ['admin'] }],
  ['an init script of MongoDB', (text) => (stack) => new MongoDb(stack, 'm', { storage, initScripts: { [text]: '1;' } }), { refused: ['a.sql', 'a b.js', '00-accounts.js'], taken: ['10-a.js', 'b.sh'] }],
  ['a database of ClickHouse', (text) => (stack) => new ClickHouse(stack, 'c', { storage, database: text }), { refused: ['', 'a-b', '1a', 'system', 'a;b'], taken: ['default', 'langfuse_2'] }],
  ['a user of ClickHouse', (text) => (stack) => new ClickHouse(stack, 'c', { storage, user: text }), { refused: ['', 'a b', '<a>', '1a'], taken: ['default', 'my-user'] }],
  ['a bucket', bucket, {
    refused: ['', '--help', 'Bad_Bucket', 'ab', 'x'.repeat(64), '-ab', 'ab-', 'a..b', 'a.-b', '192.168.5.4', 'xn--abc', 'abc-s3alias', 'a b', 'a/b', '$(id)'],
    taken: ['uploads', 'x'.repeat(63), 'a.b-c', '2024-logs'],
  }],
  ['a bucket of MinIO', (text) => (stack) => new MinIO(stack, 'm', { storage, buckets: [text] }), { refused: ['', '--help', 'Bad_Bucket'], taken: ['uploads'] }],
  ['a bucket that is mounted', (text) => (stack) => new S3FuseVolume(stack, 'd', { mountPath: '/d', mount: S3Mount.inContainer({ bucket: text }) }), { refused: ['', 'Bad_Bucket'], taken: ['uploads'] }],
  ['the root user of MinIO', (text) => (stack) => new MinIO(stack, 'm', { storage, rootUser: text }), { refused: ['ab', 'a=b', 'a,b', 'a b c'], taken: ['minioadmin', 'ops@example.com'] }],
  ['the root user of SurrealDB', (text) => (stack) => new SurrealDb(stack, 's', { storage, username: text }), { refused: ['', 'a\nb'], taken: ['root', 'a`b', 'my user'] }],
  ['the identity of a Kafka', (text) => (stack) => new Kafka(stack, 'k', { storage, clusterId: text }), { refused: ['', 'mine', 'A'.repeat(22), `${'x'.repeat(21)}=`], taken: ['MkU3OEVBNTcwNTJENDM2Qk', '5L6g3nShT-eMCtK--X86sw'] }],
  ['the name of a cluster', (text) => (stack) => new Elasticsearch(stack, 'e', { storage, clusterName: text }), { refused: ['', 'a:b'], taken: ['my cluster'] }],
  ['an init script', (text) => (stack) => new Postgres(stack, 'p', { database: 'shop', storage, initScripts: { [text]: 'SELECT 1;' } }), {
    refused: ['a.txt', 'a.SQL', 'a.sql.gz', 'sub/a.sql', '../a.sql', '.sql', 'a b.sql', 'a;id.sh'],
    taken: ['a.sql', '01_tables.sql', '02-users.v2.sh'],
  }],
])('%s', (_, build, { refused, taken }) => {
  test.each(refused)('cannot be %j', (text) => {
    expect(refusals(build(text))).toContainEqual(expect.stringContaining('model/server-setting: '));
  });

  test.each(taken)('can be %j', (text) => {
    expect(refusals(build(text))).toEqual([]);
  });
});

describe.each<[string, (value: number) => (stack: Stack) => unknown, { readonly refused: readonly number[]; readonly taken: readonly number[] }]>([
  ['the number of backups', (keep) => (stack) => new Postgres(stack, 'p', { database: 'shop', storage }).addBackup({ storage, keep }), { refused: [0, -1, 1.5], taken: [1, 365] }],
  ['the number of backups of MySQL', (keep) => (stack) => new MySql(stack, 'm', { storage }).addBackup({ storage, keep }), { refused: [0, -1], taken: [1] }],
  ['the number of a database of Redis', (database) => (stack) => new Redis(stack, 'r').url({ database }), { refused: [-1, 16, 1.5], taken: [0, 15] }],
])('%s', (_, build, { refused, taken }) => {
  test.each(refused)('cannot be %d', (value) => expect(refusals(build(value))).toEqual([expect.stringContaining('model/server-setting: ')]));
  test.each(taken)('can be %d', (value) => expect(refusals(build(value))).toEqual([]));
});

test('of a parameter its default is judged, and of a secret nothing is known', () => {
  const parameter = (value: string) => (stack: Stack) => new SeaweedFs(stack, 's', { storage, buckets: [new Parameter(stack, 'BUCKET', { default: value, description: '' })] });
  expect(refusals(parameter('uploads'))).toEqual([]);
  expect(refusals(parameter('Bad_Bucket'))).toEqual([expect.stringContaining('"Bad_Bucket"')]);
});

test('the line of the program is named, and what would be right', () => {
  const stack = new Stack(new App(), 'shop');
  const server = new MySql(stack, 'db', { storage });
  server.addDatabase('mysql', { user: 'shop' }); // the line of the reserved name
  const [finding] = synthesize(stack).rendered;
  expect(finding).toContain(`at shop/db (${lineOf(__filename, 'the line of the reserved name')}`);
  expect(finding).toContain('none of MySQL\'s own: mysql, information_schema, performance_schema, sys');
});
