import { differencesOf, type Given } from '../../scripts/e2e/inside/differences';
import { observedIn, type Observed } from '../../scripts/e2e/inside/observed';
import type { Stated } from '../../scripts/e2e/inside/stated';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const STATUS = ['Name:\tagent', 'Uid:\t10001\t10001\t10001\t10001', 'Gid:\t10002\t10002\t10002\t10002', 'Groups:\t20 10002 ', 'CapBnd:\t0000000000000400', 'NoNewPrivs:\t1', 'Seccomp:\t2', ''].join('\n');
const MOUNTS = [
  '100 99 0:50 / / ro,relatime - overlay overlay rw',
  '101 100 0:51 / /proc rw - proc proc rw',
  '102 100 8:1 /volumes/data /data rw,relatime - ext4 /dev/sda1 rw',
  '103 100 0:52 / /tmp\\040dir rw,nosuid - tmpfs tmpfs rw,size=65536k,uid=10001',
  '104 100 8:1 /x /etc/agent/config.json ro - ext4 /dev/sda1 rw',
].join('\n');

/** As `look.sh` tells it. */
function told(id: string, environ: string): string {
  return [
    `container ${id} /proc/4711`,
    `environ ${base64(environ)}`,
    `cmdline ${base64('agent\0--greeting\0\0')}`,
    `status ${base64(STATUS)}`,
    `mountinfo ${base64(MOUNTS)}`,
    `file ${base64('/etc/agent/config.json')} 444:0:0 ${base64('{}')}`,
    `file ${base64('/etc/agent/key')} none`,
    '',
  ].join('\n');
}

const PROCESS = observedIn(`${told('abc', 'PATH=/bin\0GREETING=a=b\nc\0EMPTY=\0')}container gone \n`).get('abc')!;

const STATED: Stated = {
  parts: new Map(),
  environment: new Map([['GREETING', 'a=b\nc'], ['EMPTY', ''], ['ABSENT', undefined]]),
  command: ['--greeting', ''], user: 10001, group: 10002, groups: [20], capabilities: ['NET_BIND_SERVICE'], privileged: false, readOnlyRoot: true, fuse: false,
  mounts: [
    { kind: 'volume', target: '/data', volume: 'data', readOnly: false },
    { kind: 'scratch', target: '/tmp dir', size: 64 * 1024 ** 2 },
    { kind: 'config', target: '/etc/agent/config.json', config: 'config' },
  ],
  files: new Map([['/etc/agent/config.json', { content: Buffer.from('{}') }]]),
};

const GIVEN: Given = {
  image: new Map([['PATH', '/bin']]), isOfEngine: (name) => name === 'HOSTNAME', isMounted: (target) => target === '/' || target === '/proc',
  argv: ['agent', '--greeting', ''], entrypoint: ['agent'], command: ['--help'],
};

test('what the script tells is what the kernel has', () => {
  expect(PROCESS).toMatchObject({ argv: ['agent', '--greeting', ''], user: 10001, group: 10002, groups: [20, 10002], capabilities: ['NET_BIND_SERVICE'], noNewPrivileges: true, filtered: true });
  expect([...PROCESS.environment!]).toEqual([['PATH', '/bin'], ['GREETING', 'a=b\nc'], ['EMPTY', '']]);
  expect(PROCESS.mounts.get('/tmp dir')).toEqual({ readOnly: false, fileSystem: 'tmpfs', options: ['rw', 'size=65536k', 'uid=10001'] });
  expect(PROCESS.files.get('/etc/agent/config.json')).toEqual({ mode: 0o444, user: 0, group: 0, content: Buffer.from('{}') });
  expect([PROCESS.files.has('/etc/agent/key'), PROCESS.files.get('/etc/agent/key')]).toEqual([true, undefined]);
});

test('a container without a process has nothing, and a program that writes its title over its variables has none', () => {
  expect([...observedIn('container gone \n').keys()]).toEqual([]);
  expect(observedIn(told('nginx', 'nginx: master process\0\0\0')).get('nginx')?.environment).toBeUndefined();
});

test('a process that has what is stated has no differences', () => {
  expect(differencesOf(STATED, PROCESS, GIVEN)).toEqual([]);
});

const without = (mount: string): Partial<Observed> => ({ mounts: new Map([...PROCESS.mounts].filter(([target]) => target !== mount)) });
const mounted = (target: string, change: object): Partial<Observed> => ({ mounts: new Map([...PROCESS.mounts, [target, { readOnly: false, fileSystem: 'ext4', options: [], ...PROCESS.mounts.get(target), ...change }]]) });
const variable = (name: string, value?: string): Partial<Observed> => ({ environment: new Map([...PROCESS.environment!].filter(([known]) => known !== name).concat(value === undefined ? [] : [[name, value]])) });
const file = (change: object): Partial<Observed> => ({ files: new Map([['/etc/agent/config.json', { ...PROCESS.files.get('/etc/agent/config.json')!, ...change }]]) });

test.each<[string, Partial<Observed>, string]>([
  ['a variable less', variable('GREETING'), 'GREETING is not set, and has to be "a=b\\nc"'],
  ['a variable of another value', variable('EMPTY', 'x'), 'EMPTY is "x", and has to be ""'],
  ['a variable that has to be absent', variable('ABSENT', ''), 'ABSENT is "", and has to be not set'],
  ['a variable more', variable('MORE', 'x'), 'MORE is "x", and nobody has stated it'],
  ['another user', { user: 0 }, 'its user is 0, and has to be 10001'],
  ['another group', { group: 0 }, 'its group is 0, and has to be 10002'],
  ['a group less', { groups: [] }, 'it is not of the group 20'],
  ['a privilege more', { capabilities: ['CHOWN', 'NET_BIND_SERVICE'] }, 'its privileges are "CHOWN NET_BIND_SERVICE", and have to be "NET_BIND_SERVICE"'],
  ['more privileges to get', { noNewPrivileges: false }, 'programs that it starts may get more privileges'],
  ['no filter', { filtered: false }, 'its system calls are not filtered'],
  ['a writable root', mounted('/', { readOnly: false }), 'its root file system is writable, and has to be read-only'],
  ['a mount less', without('/data'), 'nothing is mounted at /data'],
  ['a mount more', mounted('/more', {}), '/more is mounted (ext4), and nobody has stated it'],
  ['a volume that is read-only', mounted('/data', { readOnly: true }), '/data is read-only, and has to be writable'],
  ['a file that is writable', mounted('/etc/agent/config.json', { readOnly: false }), '/etc/agent/config.json is writable, and has to be read-only'],
  ['another size', mounted('/tmp dir', { options: ['size=1024k'] }), '/tmp dir takes 1024 KiB, and has to take 65536 KiB'],
  ['a disk in place of memory', mounted('/tmp dir', { fileSystem: 'ext4' }), '/tmp dir is ext4, and has to be in memory'],
  ['a file less', { files: new Map() }, 'there is no file /etc/agent/config.json'],
  ['other content', file({ content: Buffer.from('[]') }), '/etc/agent/config.json has 2 bytes, of other content than the 2 that it has to have'],
  ['a file that root alone may read', file({ mode: 0o400 }), '/etc/agent/config.json (0:0, 400) cannot be read by the user of the container'],
])('%s is found', (_, change, sentence) => {
  expect(differencesOf(STATED, { ...PROCESS, ...change }, GIVEN)).toEqual([sentence]);
});

test('a bucket that a container mounts hides what is mounted for it, if it is to mount anything', () => {
  const bucket = `${MOUNTS}\n105 103 0:60 / /tmp\\040dir rw - fuse.s3fs s3fs rw`;
  const process = observedIn(told('abc', 'PATH=/bin\0GREETING=a=b\nc\0EMPTY=\0').replace(base64(MOUNTS), base64(bucket))).get('abc')!;
  expect(differencesOf({ ...STATED, fuse: true }, process, GIVEN)).toEqual([]);
  expect(differencesOf(STATED, process, GIVEN)[0]).toBe('/tmp dir is fuse.s3fs, and has to be in memory');
});

test('another argument is found, and the command of the image counts without an entry point alone', () => {
  expect(differencesOf(STATED, PROCESS, { ...GIVEN, argv: ['agent'] })).toEqual(['it is started as ["agent"], and has to be as ["agent","--greeting",""]']);
  const { command: _, ...silent } = STATED;
  expect(differencesOf(silent, PROCESS, { ...GIVEN, argv: ['agent', '--help'] })).toEqual([]);
  expect(differencesOf({ ...silent, entrypoint: ['other'] }, PROCESS, { ...GIVEN, argv: ['other'] })).toEqual([]);
});
