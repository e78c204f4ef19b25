import { App, FrontendNginx, Image, Parameter, Redis, Route, Secret, Size, Stack, text, Volume, type Finding } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { lineOf } from '../diagnostics/source-lines';
import { describeRule, IMAGE, workload } from './rule-cases';

describeRule('model/stringified-value', 'a value object has no text before a target renders it', {
  broken: [
    {
      when: 'the host of a peer',
      build: (stack) => workload(stack, 'api', { env: { PEER: `http://${new Redis(stack, 'redis').host}` } }),
      at: 'shop/redis',
      says: ['The host of redis.redis was turned into a string'],
    },
    {
      when: 'the port of a peer',
      build: (stack) => String(new Redis(stack, 'redis').port),
      at: 'shop/redis',
      says: ['The port of redis.redis'],
    },
    {
      when: 'a parameter',
      build: (stack) => `${new Parameter(stack, 'LEVEL', { default: '1', description: '' })}`,
      at: 'shop/LEVEL',
      says: ['The parameter LEVEL'],
    },
    { when: 'a secret', build: (stack) => `${new Secret(stack, 'KEY', { description: '' })}`, at: 'shop/KEY', says: ['The secret KEY'] },
    {
      when: 'a text with a value in it',
      build: (stack) => `${text`Bearer ${new Secret(stack, 'KEY', { description: '' })}`}`,
      at: 'shop/KEY',
      says: ['The secret KEY'],
    },
    { when: 'JSON', build: (stack) => JSON.stringify({ peer: new Redis(stack, 'redis').host }), at: 'shop/redis', says: ['The host of redis.redis'] },
  ],
  right: [
    { when: 'the value itself', build: (stack) => workload(stack, 'api', { env: { PEER: new Redis(stack, 'redis').url() } }) },
    { when: 'the text tag', build: (stack) => workload(stack, 'api', { env: { PEER: text`http://${new Redis(stack, 'redis').host}` } }) },
    { when: 'a text of plain values', build: () => `${text`${1} and ${true}`}` },
  ],
});

describe('a mistake of the program', () => {
  test('is reported at the line that made it, not where the construct was made', () => {
    const stack = new Stack(new App(), 'shop');
    const redis = new Redis(stack, 'redis');
    const url = `redis://${redis.host}`; // the line of the mistake
    workload(stack, 'api', { env: { URL: url } });
    expect(synthesize(stack).rendered.filter((text) => text.startsWith('error'))).toEqual([expect.stringContaining(`at shop/redis (${lineOf(__filename, 'the line of the mistake')}`)]);
  });

  test('is reported once for each value and place, however often the program did it', () => {
    const stack = new Stack(new App(), 'shop');
    const redis = new Redis(stack, 'redis');
    for (let n = 0; n < 5; n++) `${redis.host}:${redis.port}`;
    expect(errorsOf(stack).map(({ message }) => message.slice(0, 23))).toEqual(['The host of redis.redis', 'The port of redis.redis']);
  });

  test('leaves the rest of the program to be checked', () => {
    const stack = new Stack(new App(), 'shop');
    new Redis(stack, 'redis');
    new Redis(stack, 'redis');
    new Volume(stack, '', { size: Size.gibibytes(1) });
    new FrontendNginx(stack, 'web', { image: Image.fromReference('Web'), routes: [Route.staticFiles('files')] });
    const codes = errorsOf(stack).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['model/duplicate-name', 'model/invalid-name', 'model/invalid-path', 'model/invalid-image']));
  });
});

describe('an id', () => {
  test.each([
    { what: 'a workload', make: (stack: Stack, id: string) => workload(stack, id) },
    { what: 'a volume', make: (stack: Stack, id: string) => new Volume(stack, id, { size: Size.gibibytes(1) }) },
    { what: 'a parameter', make: (stack: Stack, id: string) => new Parameter(stack, id, { default: '', description: '' }) },
    { what: 'a secret', make: (stack: Stack, id: string) => new Secret(stack, id, { description: '' }) },
  ])('of $what that is taken is reported, where it was given the second time', ({ make }) => {
    const stack = new Stack(new App(), 'shop');
    workload(stack, 'x', { image: IMAGE });
    make(stack, 'x');
    const found = synthesize(stack).findings.filter(({ code }) => code === 'model/duplicate-name');
    expect(found).toEqual([expect.objectContaining({ path: 'shop/x', severity: 'error', message: expect.stringContaining('"x"') })]);
  });

  test('that is empty is reported, and does not stop the program', () => {
    const stack = new Stack(new App(), 'shop');
    const made = workload(stack, '');
    expect(made.node.path).toMatch(/^shop\/unnamed/);
    expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'model/invalid-name', path: 'shop', message: expect.stringContaining('The construct is called ""') }));
  });
});

function errorsOf(stack: Stack): readonly Finding[] {
  return synthesize(stack).findings.filter(({ severity }) => severity === 'error');
}
