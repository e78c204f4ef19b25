import { Parameter, Secret, text, type ImageVariable, type WorkloadProps, type Stack } from 'cdk8s-compose';
import { broken, known, right, stated } from './image-cases';
import { describeRule, type Build } from './rule-cases';

const needs = (variable: Omit<ImageVariable, 'source'>, env: (stack: Stack) => WorkloadProps['env'] = () => ({})): Build => (stack) => known({ variables: stated(variable) }, { env: env(stack) })(stack);
const KEY = { name: 'APP_KEY' };
const LONG = { name: 'APP_ID', pattern: '^[a-z]{4,}$' };
const secret = (stack: Stack, optional: boolean) => new Secret(stack, 'VALUE', { description: '', optional });
const parameter = (stack: Stack, value: string) => new Parameter(stack, 'VALUE', { description: '', default: value });

describeRule('model/image-variable', 'the variables that a program needs are set to what it takes', {
  broken: [
    broken('a variable that is not set', needs(KEY), 'needs APP_KEY (Dockerfile:7), which is not set'),
    broken('none of several', needs({ ...KEY, alternatives: ['APP_KEY_FILE'] }), 'APP_KEY or APP_KEY_FILE', 'is not set'),
    broken('an empty text', needs(KEY, () => ({ APP_KEY: '' })), 'may be empty'),
    broken('an optional secret', needs(KEY, (stack) => ({ APP_KEY: secret(stack, true) })), 'may be empty'),
    broken('a parameter without a default', needs(KEY, (stack) => ({ APP_KEY: parameter(stack, '') })), 'may be empty'),
    broken('two of them together', needs(KEY, (stack) => ({ APP_KEY: text`${parameter(stack, '')}${parameter2(stack)}` })), 'may be empty'),
    broken('a value that does not match', needs(LONG, () => ({ APP_ID: 'a1' })), 'does not match ^[a-z]{4,}$'),
    broken('a default that does not match', needs(LONG, (stack) => ({ APP_ID: parameter(stack, 'abc') })), 'does not match'),
    broken('an optional one that does not match', needs({ ...LONG, optional: true }, () => ({ APP_ID: 'abc' })), 'does not match'),
  ],
  right: [
    right('a text', needs(KEY, () => ({ APP_KEY: 'x' }))),
    right('a secret', needs(KEY, (stack) => ({ APP_KEY: secret(stack, false) }))),
    right('a text with an optional part', needs(KEY, (stack) => ({ APP_KEY: text`x${secret(stack, true)}` }))),
    right('an alternative', needs({ ...LONG, alternatives: ['APP_ID_FILE'] }, () => ({ APP_ID_FILE: '/run/id' }))),
    right('a value that matches', needs(LONG, () => ({ APP_ID: 'abcd' }))),
    right('a secret, which nobody can compare', needs(LONG, (stack) => ({ APP_ID: secret(stack, false) }))),
    right('an optional one that is not set', needs({ ...LONG, optional: true })),
    right('an optional one that is empty', needs({ ...LONG, optional: true }, () => ({ APP_ID: '' }))),
  ],
});

function parameter2(stack: Stack): Parameter {
  return new Parameter(stack, 'OTHER', { description: '', default: '' });
}
