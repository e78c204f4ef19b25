import { App, Image, Redis, Secret, Stack } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

function found(reference: string, gid: number, persistent = true): string[] {
  const stack = new Stack(new App(), 'stack');
  const password = new Secret(stack, 'REDIS_PASSWORD', { description: 'Password of Redis.' });
  new Redis(stack, 'redis', { image: Image.fromReference(reference), persistent, password, runAs: { uid: 999, gid } });
  return synthesize(stack).findings.filter(({ code }) => /^model\/(?:image|unknown)/.test(code)).map(({ code }) => code);
}

test.each([['redis:7-alpine', 1000], ['redis:7', 999], ['redis:6.2.16', 999], ['redis:8', 999], ['redis:8.6-alpine', 1000], ['valkey/valkey:9', 999], ['docker.io/valkey/valkey:8.1-alpine', 1000]])('a server of %s has what its image needs', (reference, gid) => {
  expect([found(reference, gid), found(reference, gid, false)]).toEqual([[], []]);
});

test('the user of the other variant is found', () => {
  expect(found('redis:7', 1000)).toEqual(['model/image-user']);
  expect(found('valkey/valkey:8-alpine', 999)).toEqual(['model/image-user']);
});

test('a major that nobody read is a warning', () => {
  expect(found('redis:9', 999)).toEqual(['model/unknown-server-version', 'model/unknown-image']);
  expect(found('valkey/valkey:7.2', 999)).toEqual(['model/unknown-server-version', 'model/unknown-image']);
});
