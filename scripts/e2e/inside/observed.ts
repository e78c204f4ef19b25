import { observedKernel, type ObservedKernel } from './observed-kernel';

/** What the first process of a container is given, as the kernel has it. */
export interface Observed extends ObservedKernel {
  /** Missing if the program has written its title over it, as nginx does. */
  readonly environment?: ReadonlyMap<string, string>;
  readonly argv: readonly string[];
  readonly user: number;
  readonly group: number;
  /** Further groups, in order. */
  readonly groups: readonly number[];
  /** Names of the privileges that it, or a program that it starts, can ever have, in the order of the kernel's numbers. */
  readonly capabilities: readonly string[];
  /** Whether no program that it starts gets more than it has itself. */
  readonly noNewPrivileges: boolean;
  /** Whether system calls are filtered. */
  readonly filtered: boolean;
  /** By target. */
  readonly mounts: ReadonlyMap<string, ObservedMount>;
  /** Those that were asked for, by path; nothing for one that is not there. */
  readonly files: ReadonlyMap<string, ObservedFile | undefined>;
}

/** Whether it is a stand-in's own program, which the base gives it. */
export function isStandIn({ argv }: Pick<Observed, 'argv'>): boolean {
  return argv[0]?.startsWith('/stand-in/') === true;
}

export interface ObservedMount {
  readonly readOnly: boolean;
  readonly fileSystem: string;
  /** Of the file system, such as `size=65536k`. */
  readonly options: readonly string[];
  /** What is hidden below it, at the same place. */
  readonly hides?: ObservedMount;
}

export interface ObservedFile {
  readonly mode: number;
  readonly user: number;
  readonly group: number;
  readonly content: Buffer;
}

/** By the numbers of the kernel: `include/uapi/linux/capability.h`. */
const CAPABILITIES = [
  'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP', 'LINUX_IMMUTABLE', 'NET_BIND_SERVICE',
  'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN',
  'SYS_BOOT', 'SYS_NICE', 'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP', 'MAC_OVERRIDE',
  'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF', 'CHECKPOINT_RESTORE',
];

/** What `look.sh` tells, by the ids of containers; of one without a process nothing. */
export function observedIn(told: string): ReadonlyMap<string, Observed> {
  const found = new Map<string, Observed>();
  for (const part of told.split(/^container /m).slice(1)) {
    const [head, ...lines] = part.trimEnd().split('\n');
    const [id, process] = head.split(' ');
    if (process) found.set(id, observed(lines));
  }
  return found;
}

function observed(lines: readonly string[]): Observed {
  const words = lines.map((line) => line.split(' '));
  const bytes = (name: string): Buffer => Buffer.from(words.find(([word]) => word === name)?.[1] ?? '', 'base64');
  const status = new Map([...bytes('status').toString().matchAll(/^(\w+):\s*(.*)$/gm)].map(([, name, value]) => [name, value]));
  const numbers = (name: string): number[] => (status.get(name) ?? '').split(/\s+/).filter(Boolean).map(Number);
  const allowed = BigInt(`0x${status.get('CapBnd') ?? '0'}`);
  const variables = withoutEnd(bytes('environ'));
  return {
    ...observedKernel(words),
    ...(variables.every((entry) => /^[^\s=]+=/.test(entry)) && { environment: new Map(variables.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)])) }),
    argv: withoutEnd(bytes('cmdline')),
    user: numbers('Uid')[1],
    group: numbers('Gid')[1],
    groups: numbers('Groups').sort((a, b) => a - b),
    capabilities: CAPABILITIES.filter((_, bit) => (allowed >> BigInt(bit)) & 1n),
    noNewPrivileges: status.get('NoNewPrivs') === '1',
    filtered: status.get('Seccomp') === '2',
    mounts: mountsIn(bytes('mountinfo').toString().split('\n').filter(Boolean).map(mountOf)),
    files: new Map(words.filter(([word]) => word === 'file').map(([, name, said, content]) => [Buffer.from(name, 'base64').toString(), fileOf(said, content)])),
  };
}

/** Each of them ends with a zero, an empty one too. */
function withoutEnd(bytes: Buffer): string[] {
  return bytes.toString().split('\0').slice(0, -1);
}

/** Of several at one place the last one counts. */
function mountsIn(entries: readonly (readonly [string, ObservedMount])[]): Map<string, ObservedMount> {
  const mounts = new Map<string, ObservedMount>();
  for (const [target, mount] of entries) {
    const hides = mounts.get(target);
    mounts.set(target, hides ? { ...mount, hides } : mount);
  }
  return mounts;
}

/** `36 35 98:0 /inside /target ro,noatime shared:1 - tmpfs tmpfs rw,size=1k`. */
function mountOf(line: string): [string, ObservedMount] {
  const [before, after] = line.split(' - ');
  const [, , , , target, own] = before.split(' ');
  const [fileSystem, , options = ''] = after.split(' ');
  return [target.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8))), { readOnly: own.split(',').includes('ro'), fileSystem, options: options.split(',') }];
}

function fileOf(said: string, content: string = ''): ObservedFile | undefined {
  if (said === 'none') return undefined;
  const [mode, user, group] = said.split(':');
  return { mode: parseInt(mode, 8), user: Number(user), group: Number(group), content: Buffer.from(content, 'base64') };
}
