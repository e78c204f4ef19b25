import { ConfigFile, EnvFrom, HealthProbe, HostPath, Image, Parameter, Size, text, Volume } from 'cdk8s-compose';
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
    {
      when: 'in the directory of a volume',
      build: (stack) => workload(stack, 'api', { mounts: { '/d': new Volume(stack, 'd', { size: Size.gibibytes(1), hostPath: `/${NUL}` }) } }),
      at: 'shop/api', says: ['hostPath of d'],
    },
    { when: 'half a pair in a path of the host', build: (stack) => workload(stack, 'api', { mounts: { '/d': HostPath.file(`/${HALF}`, { reason: 'x' }) } }), at: 'shop/api', says: ['path of the host'] },
    { when: 'in the name of a file with variables', build: (stack) => workload(stack, 'api', { envFrom: [EnvFrom.secret('keys', { file: NUL })] }), at: 'shop/api', says: ['file for keys'] },
    { when: 'in a build argument', build: (stack) => workload(stack, 'api', { image: Image.fromBuild('.', { name: 'a/b:1', args: { MODE: NUL } }) }), at: 'shop/api', says: ['build argument MODE'] },
    { when: 'in a reason', build: (stack) => workload(stack, 'api', { privileged: NUL }), at: 'shop/api', says: ['reason for privileged'] },
    { when: 'half a pair in an annotation', build: (stack) => workload(stack, 'api', { annotations: { note: HALF } }), at: 'shop/api', says: ['annotation note'] },
  ],
  right: [
    { when: 'a whole pair', build: (stack) => workload(stack, 'api', { env: { MODE: '\ud83d\ude80' } }) },
    { when: 'other control characters', build: (stack) => workload(stack, 'api', { env: { MODE: '\x01\x1b\x7f\n\r\t' }, command: ['\n'] }) },
    { when: 'other control characters in a default', build: setting('\x01\x1b\x7f\r\t') },
  ],
});
