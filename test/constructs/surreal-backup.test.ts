import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Size, Stack, SurrealDb } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { described, environmentOf, shown, workloadNamed } from './described';

const storage = Size.gibibytes(1);
const backedUp = (options: { namespace: string; database: string }) => (stack: Stack) => new SurrealDb(stack, 'db', { storage, username: 'ops' }).addBackup({ ...options, storage, keep: 1 });

test('an init container of the image of the server writes the export, with the password in the environment', () => {
  const backup = workloadNamed(described(backedUp({ namespace: 'shop', database: 'orders' })), 'db-backup');
  const [reach, exporter] = backup.initContainers!;
  expect(reach.process.entrypoint?.map(shown)).toEqual(['sh', '-c', expect.stringMatching(/^url=http:\/\/<host shop\/db\.http>:<port shop\/db\.http>\nwaited=0\nuntil wget /)]);
  expect(exporter.image.reference).toBe('surrealdb/surrealdb:v2.5.0');
  expect(exporter.process.command?.map(shown)).toEqual(['export', '--conn', 'http://<host shop/db.http>:<port shop/db.http>', '/backups/.export.surql']);
  expect(environmentOf(exporter)).toEqual({ SURREAL_USER: 'ops', SURREAL_PASS: '<secret DB_PASSWORD>', SURREAL_NAMESPACE: 'shop', SURREAL_DATABASE: 'orders' });
  expect(exporter.security).toMatchObject({ user: 65532, group: 65532 });
  expect(exporter.mounts.map(({ target }) => target)).toContain('/backups');
});

test('the export is kept among the latest', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'surreal-'));
  try {
    const [shell, option, script] = workloadNamed(described(backedUp({ namespace: 'shop', database: 'orders' })), 'db-backup').process.entrypoint!.map(shown);
    const run = () => execFileSync(shell, [option, script.replaceAll('/backups', directory)], { env: { ...process.env, KEEP: '1' }, stdio: 'pipe' });
    fs.writeFileSync(path.join(directory, 'shop-orders-20200101T030000Z.surql'), 'old');
    fs.writeFileSync(path.join(directory, '.export.surql'), 'new');
    run();
    const [kept, ...others] = fs.readdirSync(directory);
    expect(others).toEqual([]);
    expect(fs.readFileSync(path.join(directory, kept), 'utf8')).toBe('new');
    expect(run).toThrow();
    expect(fs.readdirSync(directory)).toEqual([kept]);
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
});

test('a namespace and a database have names', () => {
  const stack = new Stack(new App(), 'shop');
  backedUp({ namespace: '', database: 'a\nb' })(stack);
  expect(synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([
    expect.stringMatching(/^The database is "a\\nb"/), expect.stringMatching(/^The namespace is ""/),
  ]);
});
