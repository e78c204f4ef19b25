import { App, Image, Postgres, Size, Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

function found(reference: string, facts?: { from: string; read: string }) {
  const stack = new Stack(new App(), 'stack');
  const postgres = new Postgres(stack, 'postgres', {
    database: 'shop',
    storage: Size.gibibytes(1),
    image: Image.fromReference(reference, facts && { facts }),
    ...(!reference.includes('alpine') && { runAs: { uid: 999, gid: 999 } }),
  });
  postgres.addBackup({ storage: Size.gibibytes(1) });
  return synthesize(stack).findings.filter(({ code }) => /^model\/(?:image|unknown)/.test(code)).map(({ code }) => code);
}

test.each(['postgres:14', 'postgres:15-alpine', 'postgres:16.4-bookworm', 'docker.io/library/postgres:17-alpine'])('a server of %s has what its image needs, and so has its backup', (reference) => {
  expect(found(reference)).toEqual([]);
});

test.each(['postgres:18-alpine', 'postgres:13'])('%s is not known, and a warning says so', (reference) => {
  expect(found(reference)).toEqual(['model/unknown-server-version', 'model/unknown-image']);
});

test('of an image of somebody else nothing is said but that it is unknown', () => {
  expect(found('example/postgres:18-alpine')).toEqual(['model/unknown-image']);
});

test('who states what is known of another version is believed', () => {
  expect(found('postgres:18-alpine', { from: 'https://example.com', read: '2026-11-26' })).not.toContain('model/unknown-server-version');
});

test('a user of the other variant is found', () => {
  const stack = new Stack(new App(), 'stack');
  new Postgres(stack, 'postgres', { database: 'shop', storage: Size.gibibytes(1), image: Image.fromReference('postgres:17'), runAs: { uid: 70, gid: 70 } });
  expect(synthesize(stack).findings.map(({ code }) => code)).toContain('model/image-user');
});
