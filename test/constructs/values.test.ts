import { Construct } from 'constructs';
import { Parameter, Redis, Secret, text, Workload, type IValue, type Stack } from 'cdk8s-compose';
import { described, environmentOf, IMAGE, workloadNamed } from './described';

const props = { default: '10', description: 'Minutes.' };

describe('a parameter', () => {
  test('is called by its id, and has a default and a description', () => {
    expect(described((stack) => new Parameter(stack, 'TIME_SCALE', props)).parameters).toEqual([
      { name: 'TIME_SCALE', path: 'shop/TIME_SCALE', default: '10', description: 'Minutes.' },
    ]);
  });

  test('keeps its name wherever in the stack it is', () => {
    expect(described((stack) => new Parameter(new Construct(stack, 'group'), 'LEVEL', props)).parameters[0]).toMatchObject({ name: 'LEVEL', path: 'shop/group/LEVEL' });
  });

  test('is shared by those who ask for it by name, with the same default', () => {
    const model = described((stack) => {
      const first = Parameter.shared(new Construct(stack, 'a'), 'LEVEL', props);
      const second = Parameter.shared(new Construct(stack, 'b'), 'LEVEL', { ...props, description: 'Other.' });
      expect(second).toBe(first);
    });
    expect(model.parameters).toEqual([expect.objectContaining({ path: 'shop/LEVEL', default: '10' })]);
  });
});

describe('a secret', () => {
  test('is called by its id, and is required', () => {
    expect(described((stack) => new Secret(stack, 'SESSION_KEY', { description: 'Signs cookies.' })).secrets).toEqual([
      { name: 'SESSION_KEY', path: 'shop/SESSION_KEY', description: 'Signs cookies.', optional: false },
    ]);
  });

  test('may be optional, and say how to make it', () => {
    const { secrets } = described((stack) => new Secret(stack, 'KEY', { description: '', hint: 'openssl rand -hex 32', optional: true }));
    expect(secrets[0]).toMatchObject({ hint: 'openssl rand -hex 32', optional: true });
  });

  test.each([
    { asks: [true, true], optional: true },
    { asks: [true, false], optional: false },
    { asks: [false, true], optional: false },
    { asks: [undefined, true], optional: false },
  ])('shared by those who ask for it as optional: $asks is optional: $optional', ({ asks, optional }) => {
    const { secrets } = described((stack) => {
      const made = asks.map((each) => Secret.shared(stack, 'KEY', { description: '', optional: each }));
      expect(new Set(made).size).toBe(1);
    });
    expect(secrets).toEqual([expect.objectContaining({ name: 'KEY', optional })]);
  });
});

describe('a text', () => {
  const seen = (value: (stack: Stack) => IValue): string => {
    const model = described((stack) => new Workload(stack, 'api', { image: IMAGE, env: { VALUE: value(stack) } }));
    return environmentOf(workloadNamed(model, 'api')).VALUE;
  };

  test.each([
    { what: 'plain values', value: () => text`a ${1} b ${true} c ${'d'}`, shown: 'a 1 b true c d' },
    { what: 'nothing', value: () => text``, shown: '' },
    { what: 'a parameter', value: (stack: Stack) => text`<${new Parameter(stack, 'LEVEL', props)}>`, shown: '<<parameter LEVEL>>' },
    { what: 'a secret twice', value: (stack: Stack) => text`${Secret.shared(stack, 'KEY', { description: '' })}${Secret.shared(stack, 'KEY', { description: '' })}`, shown: '<secret KEY><secret KEY>' },
    { what: 'texts in texts', value: (stack: Stack) => text`a${text`b${text`c${new Redis(stack, 'redis').host}d`}e`}f`, shown: 'abc<host shop/redis.redis>def' },
    { what: 'what means something to a target', value: () => text`$\{A} $(B) $$ \${C}`, shown: '${A} $(B) $$ ${C}' },
    { what: 'escape sequences', value: () => text`a\n\\b\u00e4`, shown: 'a\n\\bä' },
  ])('of $what is $shown', ({ value, shown }) => {
    expect(seen(value)).toBe(shown);
  });

  test('that comes to the same has the same model, however it was put together', () => {
    const expressions = described((stack) => {
      const key = new Secret(stack, 'KEY', { description: '' });
      new Workload(stack, 'api', { image: IMAGE, env: { A: text`ab${key}cd`, B: text`${'a'}b${text`${key}`}${text`${'c'}${'d'}`}`, C: key, D: text`${key}` } });
    }).workloads[0].process.environment.map(({ value }) => value);
    expect(expressions[1]).toEqual(expressions[0]);
    expect(expressions[3]).toEqual(expressions[2]);
    expect(expressions[2]).toEqual({ kind: 'secret', name: 'KEY' });
  });
});
