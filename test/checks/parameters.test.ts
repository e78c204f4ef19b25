import { Parameter, Secret, text, type IValue } from 'cdk8s-compose';
import { describeRule, workload, type Build } from './rule-cases';

const by = (value: string): Build => (stack) => new Parameter(stack, 'LEVEL', { default: value, description: 'Some level.' });

/**
 * What `docker compose config` 2.26.1 makes of `T: "${P:-DEFAULT}"` with every `$` of the default doubled: whether T is
 * the default when P is not set, the value of P when it is, and both in the middle of other text with braces of its own.
 */
const CARRIED = [
  '', 'plain', 'a b', ' lead', 'trail ', '\ttab', 'a\rb', '$', '$$', '$$$', 'a$', '$X', '${X}', '${X:-y}', '$${X}', '$-', '$1', ':-', ':?err', 'a:-b', '-', '?', '+',
  "'", '"', "it's", '"quoted"', '\\', 'back\\slash', '#', 'a #c', 'yes', '%s', '$(X)', '`x`', 'ä😀', '[]', '{a}', '{ }', '{a:-b}', '{$}', '{$X}', '{${X}}', '{a}{b}',
  'x{a}y', '{a{b}c}', '{a{b}}', '{"a":{"b":1}}', '{"a":[]}', 'a$b{c}',
];

describeRule('model/parameter-default', 'Compose carries the default to the container as it is', {
  broken: [
    ...['a\nb', '\n', 'a\r\nb'].map((value) => ({ value, rule: 'has a line break' })),
    ...['{', '}', 'a}b', 'a{b', '}{', '$}', '${', 'a{b}c}d', '${X}}', '{"a":"}"}'].map((value) => ({ value, rule: 'has an unpaired brace' })),
    ...['{}', '{{a}}', '{{ a }}', '{{a}b}', '{"a":{}}'].map((value) => ({ value, rule: 'has a brace directly behind "{"' })),
  ].map(({ value, rule }) => ({ when: JSON.stringify(value), build: by(value), at: 'shop/LEVEL', says: ['LEVEL', JSON.stringify(value), rule] })),
  right: CARRIED.map((value) => ({ when: JSON.stringify(value), build: by(value) })),
});

const derived = (value: (stack: Parameters<Build>[0]) => IValue): Build => (stack) => new Parameter(stack, 'LEVEL', { default: value(stack), description: 'Some level.' });
const other = (stack: Parameters<Build>[0], value?: string): Parameter => new Parameter(stack, 'OTHER', { description: 'Another.', ...(value !== undefined && { default: value }) });

describeRule('model/parameter-default', 'Compose would count a brace with those of the variable beside it', {
  broken: [{ when: 'a pair of braces', build: derived((stack) => text`{${other(stack, 'a')}}`), at: 'shop/LEVEL', says: ['LEVEL', 'has a brace beside another parameter'] }],
  right: [{ when: 'other text', build: derived((stack) => text`a-${other(stack, 'b')}:-c`) }],
});

describeRule('model/chosen-text', 'what a default is made of is known where nobody is asked', {
  broken: [
    { when: 'a parameter without a default', build: derived((stack) => text`a-${other(stack)}`), at: 'shop/LEVEL', says: ['The default of LEVEL', 'the parameter OTHER', 'no default'] },
    { when: 'a secret', build: derived((stack) => new Secret(stack, 'KEY', { description: 'Key.' })), at: 'shop/LEVEL', says: ['the secret KEY'] },
    { when: 'a port', build: derived((stack) => workload(stack, 'db').addEndpoint('sql', { port: 5432 }).port), at: 'shop/LEVEL', says: ['the port of shop/db.sql'.slice(0, 15)] },
  ],
  right: [{ when: 'a parameter with a default', build: derived((stack) => other(stack, 'a')) }],
});

const set = (variable: string): Build => (stack) => new Parameter(stack, 'LEVEL_OF_WEB', { variable, default: 'info', description: 'Some level.' });

describeRule('model/invalid-name', 'the variable of a parameter is one that a shell takes', {
  broken: [{ when: 'a dash', build: set('LOG-LEVEL'), at: 'shop/LEVEL_OF_WEB', says: ['LOG-LEVEL'] }],
  right: [{ when: 'one that another parameter has', build: (stack) => [new Parameter(stack, 'LEVEL', { default: 'debug', description: 'Some level.' }), set('LEVEL')(stack)] }],
});

describeRule('model/duplicate-name', 'a parameter and a secret are not set by one variable', {
  broken: [{ when: 'the name of a secret', build: (stack) => [new Secret(stack, 'LEVEL', { description: 'Key.' }), set('LEVEL')(stack)], at: 'shop/LEVEL_OF_WEB', says: ['LEVEL', 'the secret at shop/LEVEL'] }],
  right: [{ when: 'another name', build: (stack) => [new Secret(stack, 'KEY', { description: 'Key.' }), set('LEVEL')(stack)] }],
});

describeRule('compose/reserved-variable', 'the variable of a parameter is the operator\'s alone', {
  broken: [{ when: 'one that a shell sets', build: set('HOME'), at: 'shop/LEVEL_OF_WEB', says: ['HOME'] }],
  right: [{ when: 'one beside a name that a shell sets', build: (stack) => new Parameter(stack, 'HOME', { variable: 'APP_HOME', default: '/', description: 'Home.' }) }],
});
