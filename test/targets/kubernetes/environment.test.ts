import { Parameter, Secret, text, Workload, type EnvValue, type Stack } from 'cdk8s-compose';
import { IMAGE, Lowered } from '../lowered';

const LEVEL = { configMapKeyRef: { name: 'shop-parameters', key: 'LEVEL' } };
const KEY = { secretKeyRef: { name: 'shop-secrets', key: 'KEY' } };

const environment = (env: (level: Parameter, key: Secret) => Record<string, EnvValue>) =>
  new Lowered((stack: Stack) => {
    const level = new Parameter(stack, 'LEVEL', { default: '1', description: '' });
    const key = new Secret(stack, 'KEY', { description: '' });
    new Workload(stack, 'api', { image: IMAGE, env: env(level, key) });
  }).container('api').env;

test.each([
  ['a parameter', (level: Parameter) => level, 'LEVEL', LEVEL],
  ['a secret', (_: Parameter, key: Secret) => key, 'KEY', KEY],
] as const)('%s in a longer text is the variable of its own name, which comes first', (_, valueOf, name, valueFrom) => {
  expect(environment((level, key) => ({ A: text`<${valueOf(level, key)}>`, [name]: valueOf(level, key) }))).toEqual([{ name, valueFrom }, { name: 'A', value: `<$(${name})>` }]);
});

test.each([
  ['a parameter', (level: Parameter) => level, 'LEVEL', LEVEL],
  ['a secret', (_: Parameter, key: Secret) => key, 'KEY', KEY],
] as const)('%s under another name is of no use to a text: it comes a second time', (_, valueOf, name, valueFrom) => {
  expect(environment((level, key) => ({ A: text`<${valueOf(level, key)}>`, OTHER: valueOf(level, key) }))).toEqual([
    { name, valueFrom }, { name: 'A', value: `<$(${name})>` }, { name: 'OTHER', valueFrom },
  ]);
});

test('a variable that is called like a parameter and holds something else is not taken for it', () => {
  expect(environment((level, key) => ({ A: text`<${level}>`, LEVEL: key }))).toEqual([
    { name: 'LEVEL_VALUE', valueFrom: LEVEL }, { name: 'A', value: '<$(LEVEL_VALUE)>' }, { name: 'LEVEL', valueFrom: KEY },
  ]);
});
