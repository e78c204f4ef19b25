import { differencesOf, userOf, type Given } from '../../scripts/e2e/inside/differences';
import { observedIn, type Observed } from '../../scripts/e2e/inside/observed';
import type { Stated } from '../../scripts/e2e/inside/stated';
import { groupsIn } from '../../scripts/e2e/inside/kernel';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const STATUS = ['Name:\tagent', 'Uid:\t10001\t10001\t10001\t10001', 'Gid:\t10002\t10002\t10002\t10002', 'Groups:\t20 10002 ', 'CapBnd:\t0000000000000400', 'NoNewPrivs:\t1', 'Seccomp:\t2', ''].join('\n');
const MOUNTS = [
  '100 99 0:50 / / ro,relatime - overlay overlay rw',
  '101 100 0:51 / /proc rw - proc proc rw',
  '102 100 8:1 /volumes/data /data rw,relatime - ext4 /dev/sda1 rw',
  '103 100 0:52 / /tmp\\040dir rw,nosuid - tmpfs tmpfs rw,size=65536k,uid=10001',
  '104 100 8:1 /x /etc/agent/config.json ro - ext4 /dev/sda1 rw',
].join('\n');

const LIMITS = ['Limit                     Soft Limit           Hard Limit           Units', 'Max processes             4096                 8192                 processes', 'Max core file size        0                    unlimited            bytes', ''].join('\n');

/** As `look.sh` tells it. */
function told(id: string, environ: string): string {
  return [
    `container ${id} /proc/4711`,
    `environ ${base64(environ)}`,
    `cmdline ${base64('agent\0--greeting\0\0')}`,
    `status ${base64(STATUS)}`,
    `mountinfo ${base64(MOUNTS)}`,
    `limits ${base64(LIMITS)}`,
    `route ${base64('Iface\tDestination\tGateway\neth0\t00000000\t0100A8C0\n')}`,
    ...[['ns/ipc', 'ipc:[2]'], ['ns/pid', 'pid:[3]'], ['cwd', '/srv'], ['fd/0', '/dev/pts/0']].map(([name, to]) => `link ${base64(name)} ${base64(to)}`),
    ...[['ns/ipc', 'ipc:[1]'], ['ns/pid', 'pid:[1]']].map(([name, to]) => `machine ${base64(name)} ${base64(to)}`),
    `hostname ${base64('agent-1')}`,
    `domainname ${base64('shop.example')}`,
    `card ${base64('eth0')} ${base64('02:42:ac:11:65:43\n')}`,
    ...Object.entries({ 'memory.max': '536870912', 'memory.low': '134217728', 'cpu.max': '50000 100000', 'pids.max': '512' }).map(([name, text]) => `cgroup ${base64(name)} ${base64(`${text}\n`)}`),
    `sysctl ${base64('kernel.sem')} ${base64('250\t32000\t100\t128\n')}`,
    `device ${base64('/dev/fuse')} ${base64('c 10:229')}`,
    `file ${base64('/etc/hosts')} 644:0:0 ${base64('127.0.0.1\tlocalhost\n10.0.0.5\tldap.example.com\n172.17.0.1\thost.docker.internal\n')}`,
    `file ${base64('/etc/resolv.conf')} 644:0:0 ${base64('nameserver 127.0.0.11\nsearch example.com\noptions ndots:2 rotate\n# ExtServers: [10.0.0.53]\n')}`,
    `file ${base64('/etc/group')} 644:0:0 ${base64('root:x:0:\nvideo:x:20:\n')}`,
    `file ${base64('/etc/agent/config.json')} 444:0:0 ${base64('{}')}`,
    `file ${base64('/etc/agent/key')} none`,
    '',
  ].join('\n');
}

const PROCESS = observedIn(`${told('abc', 'PATH=/bin\0GREETING=a=b\nc\0EMPTY=\0')}container gone \n`).get('abc')!;

const STATED: Stated = {
  escalates: false, unfiltered: false, groupNames: ['video'], workingDirectory: '/srv', init: false, stdin: false, tty: true, limits: [{ name: 'nproc', soft: 4096, hard: 8192 }, { name: 'core', soft: 0, hard: -1 }],
  hostIpc: false, hostPid: false, hostNetwork: false, devices: ['/dev/fuse'], sysctls: [{ name: 'kernel.sem', value: '250 32000 100 128' }], hostname: 'agent-1', domainname: 'shop.example', macAddress: '02:42:ac:11:65:43',
  hosts: [{ name: 'ldap.example.com', address: '10.0.0.5' }, { name: 'host.docker.internal', address: 'host-gateway' }],
  dns: { nameservers: ['10.0.0.53'], searches: ['example.com'], options: [{ name: 'ndots', value: '2' }, { name: 'rotate', value: '' }] }, wayOut: true,
  cpu: { request: 100, limit: 500 }, memory: { request: 128 * 1024 ** 2, limit: 512 * 1024 ** 2 }, pids: 512,
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
  groups: groupsIn(PROCESS), argv: ['agent', '--greeting', ''], entrypoint: ['agent'], command: ['--help'],
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
const link = (name: string, to: string): Partial<Observed> => ({ links: new Map([...PROCESS.links, [name, to]]) });
const cgroup = (name: string, text: string): Partial<Observed> => ({ cgroup: new Map([...PROCESS.cgroup, [name, text]]) });
const text = (path: string, content: string): Partial<Observed> => ({ files: new Map([...PROCESS.files, [path, { ...PROCESS.files.get(path)!, content: Buffer.from(content) }]]) });
const file = (change: object): Partial<Observed> => ({ files: new Map([...PROCESS.files, ['/etc/agent/config.json', { ...PROCESS.files.get('/etc/agent/config.json')!, ...change }]]) });

test.each<[string, Partial<Observed>, ...string[]]>([
  ['a variable less', variable('GREETING'), 'GREETING is not set, and has to be "a=b\\nc"'],
  ['a variable of another value', variable('EMPTY', 'x'), 'EMPTY is "x", and has to be ""'],
  ['a variable that has to be absent', variable('ABSENT', ''), 'ABSENT is "", and has to be not set'],
  ['a variable more', variable('MORE', 'x'), 'MORE is "x", and nobody has stated it'],
  ['another user', { user: 0 }, 'its user is 0, and has to be 10001'],
  ['another group', { group: 0 }, 'its group is 0, and has to be 10002'],
  ['a group less', { groups: [992] }, 'it is not of the group 20', 'it is not of the group video'],
  ['another directory', link('cwd', '/'), 'its working directory is "/", and has to be "/srv"'],
  ['an init', { argv: ['/sbin/docker-init'] }, 'its first process is /sbin/docker-init, and has to not reap the children of others'],
  ['no terminal', link('fd/0', '/dev/null'), 'its standard input is "nothing", and has to be "a terminal"'],
  ['another limit', { limits: new Map([...PROCESS.limits, ['nproc', { soft: 1, hard: 2 }]]) }, 'its limit nproc is {"soft":1,"hard":2}, and has to be {"soft":4096,"hard":8192}'],
  ['the IPC namespace of the machine', link('ns/ipc', 'ipc:[1]'), 'ns/ipc is that of the machine, and has to be its own'],
  ['a device less', { devices: new Map() }, 'there is no device /dev/fuse'],
  ['a device that is kept from it', cgroup('devices.list', 'c 1:3 rwm'), 'it may not use the device /dev/fuse'],
  ['another parameter of the kernel', { sysctls: new Map() }, 'kernel.sem is nothing, and has to be ["250","32000","100","128"]'],
  ['another host name', { hostname: 'x' }, 'its host name is "x", and has to be "agent-1"'],
  ['another domain', { domainname: '(none)' }, 'its domain is "(none)", and has to be "shop.example"'],
  ['another address of a host', text('/etc/hosts', '10.0.0.6 ldap.example.com\n172.17.0.1 host.docker.internal\n'), 'ldap.example.com is 10.0.0.6, and has to be 10.0.0.5'],
  ['another name server', text('/etc/resolv.conf', 'search example.com\noptions ndots:2 rotate\n'), '10.0.0.53 is not asked for names'],
  ['another option of the resolver', text('/etc/resolv.conf', 'search example.com\nnameserver 10.0.0.53\noptions rotate\n'), 'the resolver does not have the option ndots:2'],
  ['another network card', { cards: [] }, 'its network cards are , and one has to be 02:42:ac:11:65:43'],
  ['no way out', { wayOut: false }, 'it has no way out, and has to have one'],
  ['more of the processors', cgroup('cpu.max', 'max 100000'), 'it may have all processors, and has to have 500 thousandths of a processor'],
  ['more memory', cgroup('memory.max', 'max'), 'it may have any number of bytes of memory, and has to have 536870912'],
  ['less that is kept', cgroup('memory.low', '1048576'), '1048576 bytes of memory are kept for it, and have to be 134217728'],
  ['more processes', cgroup('pids.max', 'max'), 'it may have max processes, and has to have 512'],
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
  ['a file less', { files: new Map([...PROCESS.files].filter(([path]) => !path.startsWith('/etc/agent'))) }, 'there is no file /etc/agent/config.json'],
  ['other content', file({ content: Buffer.from('[]') }), '/etc/agent/config.json has 2 bytes, of other content than the 2 that it has to have'],
  ['a file that root alone may read', file({ mode: 0o400 }), '/etc/agent/config.json (0:0, 400) cannot be read by the user of the container'],
])('%s is found', (_, change, ...sentences) => {
  expect(differencesOf(STATED, { ...PROCESS, ...change }, GIVEN)).toEqual(sentences);
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

test('an image that says no user runs as root, which is known of a stand-in alone: a server may become another', () => {
  const standIn = { ...PROCESS, argv: ['/stand-in/node', '/stand-in/program.js'] };
  expect([userOf('', standIn), userOf(undefined, standIn), userOf('', PROCESS), userOf('999:998', PROCESS), userOf('node', standIn)]).toEqual([{ user: 0, group: 0 }, { user: 0, group: 0 }, {}, { user: 999, group: 998 }, {}]);
});
