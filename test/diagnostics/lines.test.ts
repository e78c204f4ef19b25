import * as path from 'node:path';
import { ApiObject } from 'cdk8s';
import { App, Stack, Redis, Workload, Image } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { sourceLine } from '../../lib/diagnostics/source-line';
import { lineOf } from './source-lines';

const image = Image.fromReference('example/app:1.0.0');

function shop(): Stack {
  return new Stack(new App(), 'shop');
}

/** The first lines of the errors. */
function headsOf(stack: Stack): string[] {
  return synthesize(stack).rendered.filter((each) => each.startsWith('error')).map((each) => each.split('\n')[0]);
}

describe('a finding is at the line that is wrong', () => {
  test('of a fragment', () => {
    const stack = shop();
    new Workload(stack, 'api', { image });
    stack.compose.addFragment({ services: { api: { image: 'other' } } }); // fragment
    expect(headsOf(stack)).toEqual([expect.stringContaining(`compose/fragment at shop (${lineOf(__filename, 'fragment')}:`)]);
  });

  test('of an overlay', () => {
    const stack = shop();
    stack.addOverlay('Bad Name', shop()); // overlay
    stack.addOverlay('less', new Stack(new App(), 'other')); // stranger
    const heads = headsOf(stack).join('\n');
    expect(heads).toContain(`model/overlay at shop (${lineOf(__filename, 'overlay')}:`);
    expect(heads).toContain(`model/overlay at shop (${lineOf(__filename, 'stranger')}:`);
  });

  test('of what is said later of a workload that is there', () => {
    const stack = shop();
    const redis = new Redis(stack, 'redis');
    new Workload(stack, 'cache', { image });
    redis.operate({ profiles: ['cache'] }); // profiles
    redis.operate({ hostname: 'Not A Name', aliases: ['cache'] }); // hostname
    redis.operate({ hostname: 'not a name' }); // last word
    stack.addChoice('all', { profiles: [] });
    const heads = headsOf(stack).join('\n');
    expect(heads).toContain(`model/profile-without-choice at shop/redis (${lineOf(__filename, 'profiles')}:`);
    expect(heads).toContain(`model/invalid-operation at shop/redis (${lineOf(__filename, 'last word')}:`);
    expect(heads).toContain(`model/duplicate-name at shop/redis (${lineOf(__filename, 'hostname')}:`);
  });

  test.each(['lib/constructs/redis.ts', 'build/lib/index.js'])('and not at one of the library: %s', (file) => {
    const frames = [path.resolve(__dirname, '../..', file), '/srv/desk/main.ts'].map((each) => `    at external (${each}:8:3)`);
    expect(sourceLine({ stack: ['Error', ...frames].join('\n') })).toMatch(/srv\/desk\/main\.ts:8:3$/);
  });

  test('and not at that of its stack, where nobody knows the line of an object of cdk8s', () => {
    const stack = shop();
    for (const id of ['one', 'two']) new ApiObject(stack, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' } });
    expect(headsOf(stack)).toEqual(['error kubernetes/duplicate-object at shop/two']);
  });
});
