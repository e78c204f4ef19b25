import { ConfigFile, HealthProbe, Parameter, text } from 'cdk8s-compose';
import { describeRule, workload, type Build } from './rule-cases';

const NUL = 'a\0b';
const HALF = 'a\ud83db';
const setting = (value: string): Build => (stack) => new Parameter(stack, 'LEVEL', { default: value, description: '' });

describeRule('model/invalid-text', 'what a process is given has no NUL character, and no text half of a surrogate pair', {
  broken: [
    { when: 'in a variable', build: (stack) => workload(stack, 'api', { env: { MODE: NUL } }), at: 'shop/api', says: ['environment or the command'] },
    { when: 'in a text of several values', build: (stack) => workload(stack, 'api', { env: { MODE: text`${NUL}${1}` } }), at: 'shop/api', says: ['environment'] },
    { when: 'in a command', build: (stack) => workload(stack, 'api', { command: [NUL] }), at: 'shop/api', says: ['command'] },
    { when: 'in an entry point', build: (stack) => workload(stack, 'api', { entrypoint: [NUL] }), at: 'shop/api', says: ['command'] },
    { when: 'in a health command', build: (stack) => workload(stack, 'api', { health: HealthProbe.fromCommand([NUL]) }), at: 'shop/api', says: ['command'] },
    { when: 'in a default', build: setting(NUL), at: 'shop/LEVEL', says: ['default of LEVEL'] },
    { when: 'half a pair in a variable', build: (stack) => workload(stack, 'api', { env: { MODE: HALF } }), at: 'shop/api', says: ['surrogate'] },
    { when: 'half a pair in a default', build: setting(HALF), at: 'shop/LEVEL', says: ['surrogate'] },
    { when: 'half a pair in a file', build: (stack) => new ConfigFile(stack, 'rules', { content: HALF }), at: 'shop/rules', says: ['file rules'] },
  ],
  right: [
    { when: 'a whole pair', build: (stack) => workload(stack, 'api', { env: { MODE: '\ud83d\ude80' } }) },
    { when: 'other control characters', build: (stack) => workload(stack, 'api', { env: { MODE: '\x01\x1b\x7f\n\r\t' }, command: ['\n'] }) },
    { when: 'other control characters in a default', build: setting('\x01\x1b\x7f\r\t') },
  ],
});
