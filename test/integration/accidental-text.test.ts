import * as util from 'node:util';
import { App, Image, Parameter, Redis, Secret, Stack, text, Workload, type Finding } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { lineOf } from '../diagnostics/source-lines';

const image = Image.fromReference('example/app:1.0.0');

interface Shop {
  readonly stack: Stack;
  readonly parameter: Parameter;
  readonly secret: Secret;
  readonly redis: Redis;
}

function shop(): Shop {
  const stack = new Stack(new App(), 'shop');
  return {
    stack,
    parameter: new Parameter(stack, 'LEVEL', { default: '1', description: '' }),
    secret: new Secret(stack, 'KEY', { description: '' }),
    redis: new Redis(stack, 'redis'),
  };
}

const accidents = (stack: Stack): readonly Finding[] => synthesize(stack).findings.filter(({ code }) => code === 'model/stringified-value');

/** Every value that a program can have in its hands. */
const VALUES: readonly { readonly what: string; readonly of: (shop: Shop) => unknown }[] = [
  { what: 'a parameter', of: ({ parameter }) => parameter },
  { what: 'a secret', of: ({ secret }) => secret },
  { what: 'a host', of: ({ redis }) => redis.host },
  { what: 'a port', of: ({ redis }) => redis.port },
  { what: 'an authority', of: ({ redis }) => redis.endpoint.authority },
  { what: 'a URL', of: ({ redis }) => redis.url() },
  { what: 'a text', of: ({ secret, parameter }) => text`${secret} and ${parameter}` },
  { what: 'an endpoint', of: ({ redis }) => redis.endpoint },
  { what: 'a workload', of: ({ redis }) => redis },
  { what: 'a stack', of: ({ stack }) => stack },
];

describe.each(VALUES)('$what', ({ of }) => {
  const looks: readonly { readonly how: string; readonly look: (value: unknown, made: Shop) => unknown }[] = [
    { how: 'util.inspect', look: (value) => util.inspect(value, { depth: 10 }) },
    { how: 'util.format with %o', look: (value) => util.format('%o %O', value, value) },
    { how: 'console.log of the value', look: (value) => util.format(value, { value }, [value]) },
    { how: 'toEqual', look: (value) => expect(value).toEqual(value) },
    { how: 'not.toEqual', look: (value) => expect(value).not.toEqual('text') },
    { how: 'toBe and toContain', look: (value) => expect([value]).toContain(value) },
    { how: 'the message of a failed toEqual', look: (value) => expect(() => expect({ value }).toEqual({ value: 'text' })).toThrow() },
    { how: 'toMatchObject', look: (value) => expect({ value }).toMatchObject({ value }) },
    { how: 'node.addDependency', look: (_value, { parameter, secret, redis }) => parameter.node.addDependency(secret, redis) },
  ];

  test.each(looks)('may be looked at by $how', ({ look }) => {
    const made = shop();
    look(of(made), made);
    expect(accidents(made.stack)).toEqual([]);
  });
});

test('messages of the construct tree name constructs, and are no accident', () => {
  const { stack, secret, parameter } = shop();
  expect(() => secret.node.findChild('nobody')).toThrow();
  expect(() => secret.node.addDependency(parameter)).not.toThrow();
  expect(() => new Secret(secret, 'KEY', { description: '' }).node.lock()).not.toThrow();
  expect(accidents(stack)).toEqual([]);
});

const STRINGS: readonly { readonly how: string; readonly mistake: (made: Shop) => unknown; readonly at: string; readonly mark: string }[] = [
  { how: 'a template string', mistake: ({ redis }) => `http://${redis.host}`, at: 'shop/redis', mark: 'template' }, // template
  { how: 'concatenation', mistake: ({ redis }) => 'redis:' + String(redis.port), at: 'shop/redis', mark: 'concatenation' }, // concatenation
  { how: 'join', mistake: ({ secret }) => [secret, 'x'].join(':'), at: 'shop/KEY', mark: 'join' }, // join
  { how: 'JSON', mistake: ({ redis }) => JSON.stringify([redis.host]), at: 'shop/redis', mark: 'JSON' }, // JSON
  { how: '%s', mistake: ({ parameter }) => util.format('%s', parameter), at: 'shop/LEVEL', mark: 'format' }, // format
  { how: 'a URL in a string', mistake: ({ redis }) => `${redis.url()}/x`.length, at: 'shop/redis', mark: 'URL' }, // URL
];

describe('a value that becomes a string', () => {
  test.each(STRINGS)('by $how is reported at the line that did it', ({ mistake, at, mark }) => {
    const made = shop();
    mistake(made);
    const found = synthesize(made.stack).rendered.filter((each) => each.includes('model/stringified-value'));
    expect(found.length).toBeGreaterThan(0);
    for (const finding of found) expect(finding).toContain(`error model/stringified-value at ${at} (${lineOf(__filename, mark)}:`);
  });

  test('is reported once, however often the program runs over that line', () => {
    const { stack, secret } = shop();
    for (let n = 0; n < 3; n++) String(secret);
    expect(accidents(stack)).toHaveLength(1);
    expect(accidents(stack)).toHaveLength(1);
  });

  test('does not end the program: what it gives is marked as no value', () => {
    const { secret, redis } = shop();
    expect(`${secret} ${redis.host}`).toBe('<secret KEY> <host of redis.redis>');
  });
});

describe('two apps in one process', () => {
  test('have their own mistakes, even if all paths are the same', () => {
    const [mistaken, innocent] = [shop(), shop()];
    String(mistaken.secret);
    new Workload(mistaken.stack, 'redis', { image });
    expect(synthesize(innocent.stack).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(synthesize(mistaken.stack).findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['model/stringified-value', 'model/duplicate-name']));
  });

  test('and two stacks in one app do not share them either', () => {
    const app = new App();
    const [one, two] = ['shop', 'shop-two'].map((id) => new Stack(app, id));
    String(new Secret(one, 'KEY', { description: '' }));
    new Secret(two, 'KEY', { description: '' });
    expect(accidents(one)).toHaveLength(1);
    expect(accidents(two)).toEqual([]);
  });
});
