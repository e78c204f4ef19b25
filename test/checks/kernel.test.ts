import { HostPath, Scratch, Size, text, type WorkloadProps } from 'cdk8s-compose';
import { describeRule, workload, type Build } from './rule-cases';

const api = (props: Partial<WorkloadProps>): Build => (stack) => workload(stack, 'api', props);
const mountedAt = (path: string): Build => api({ mounts: { [path]: Scratch.ofSize(Size.mebibytes(1)) } });
const startedIn = (workingDirectory: string): Build => api({ workingDirectory });
const long = (length: number): string => 'a'.repeat(length);

describeRule('model/invalid-path', 'a path is one that the kernel and the engine take', {
  broken: [
    ...['/proc', '/proc/self', '/sys', '/sys/fs/cgroup'].map((path) => ({ when: `a mount at ${path}`, build: mountedAt(path), at: 'shop/api', says: [`"${path}"`, 'outside of /proc and /sys'] })),
    { when: 'a mount at /dev', build: mountedAt('/dev'), at: 'shop/api', says: ['"/dev"', '/dev/null'] },
    { when: 'another directory at /dev', build: api({ mounts: { '/dev': HostPath.directory('/srv/dev', { reason: 'looks for accelerators' }) } }), at: 'shop/api', says: ['"/dev"', '/dev/null'] },
    { when: 'a name of 256 bytes', build: mountedAt(`/${long(256)}`), at: 'shop/api', says: ['mount path', '255 bytes'] },
    { when: 'a name of 86 characters with three bytes each', build: mountedAt(`/${'ä€'.repeat(52)}`), at: 'shop/api', says: ['255 bytes'] },
    { when: 'a path of 4096 bytes', build: mountedAt(`/${long(250)}`.repeat(17)), at: 'shop/api', says: ['4095 bytes'] },
    { when: 'a working directory below /proc', build: startedIn('/proc/self'), at: 'shop/api', says: ['working directory', '/proc'] },
    { when: 'a long name in the working directory', build: startedIn(`/srv/${long(300)}`), at: 'shop/api', says: ['working directory', '255 bytes'] },
    { when: 'no program', build: api({ entrypoint: ['', 'run'] }), at: 'shop/api', says: ['program to start', 'name of a program'] },
  ],
  right: [
    { when: 'the /dev of the machine', build: api({ mounts: { '/dev': HostPath.directory('/dev', { reason: 'looks for accelerators' }) } }) },
    ...['/dev/mqueue', '/process', '/system', '/srv/proc', `/${long(255)}`].map((path) => ({ when: path.slice(0, 20), build: mountedAt(path) })),
    { when: 'a working directory of /', build: startedIn('/') },
    { when: 'an empty argument', build: api({ entrypoint: ['run', ''] }) },
  ],
});

describeRule('model/invalid-quantity', 'arguments and variables are as large as Linux takes them', {
  broken: [
    { when: 'an argument of 128 KiB', build: api({ command: ['run', long(131_072)] }), at: 'shop/api', says: ['131072 bytes', 'what Linux takes'] },
    { when: 'a variable of 128 KiB', build: api({ env: { DATA: text`${long(70_000)}${long(70_000)}` } }), at: 'shop/api', says: ['140005 bytes'] },
    { when: 'many variables', build: api({ env: Object.fromEntries(Array.from({ length: 22 }, (_, at) => [`DATA_${at}`, long(100_000)])) }), at: 'shop/api', says: ['command and the environment', 'together'] },
  ],
  right: [
    { when: 'an argument just below', build: api({ command: ['run', long(131_071)] }) },
    { when: 'many variables just below', build: api({ env: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`DATA_${at}`, long(100_000)])) }) },
  ],
});
