/** What the kernel has of a process beside its program, its mounts and its files. */
export interface ObservedKernel {
  /** Missing for what was not told. */
  readonly hostname?: string;
  readonly domainname?: string;
  /** Soft and hard, by the name that a ulimit has; -1 for none. */
  readonly limits: ReadonlyMap<string, { readonly soft: number; readonly hard: number }>;
  /** What namespaces, its directory, its program and its first file are links to: `ns/ipc`, `cwd`, `exe`, `fd/0`. */
  readonly links: ReadonlyMap<string, string>;
  /** Those of the namespaces of the machine: `ns/ipc`. */
  readonly machine: ReadonlyMap<string, string>;
  /** Names of the files of its control groups, such as `memory.max`. */
  readonly cgroup: ReadonlyMap<string, string>;
  /** Values, by name, of those that were asked for. */
  readonly sysctls: ReadonlyMap<string, string>;
  /** Type and numbers, such as `c 10:229`, by path, of those that were asked for. */
  readonly devices: ReadonlyMap<string, string>;
  /** Addresses of its network cards. */
  readonly cards: readonly string[];
  /** Whether there is a way to everywhere. */
  readonly wayOut: boolean;
}

/** What `look.sh` tells of it: lines of words. */
export function observedKernel(lines: readonly (readonly string[])[]): ObservedKernel {
  const said = (word: string): ReadonlyMap<string, string> => new Map(lines.filter(([first]) => first === word).map(([, name, text = '']) => [plain(name), plain(text).replace(/\n$/, '')]));
  const one = (word: string): string | undefined => {
    const found = lines.find(([first]) => first === word)?.[1];
    return found === undefined ? undefined : plain(found).trim();
  };
  return {
    hostname: one('hostname'),
    domainname: one('domainname'),
    limits: limitsIn(one('limits') ?? ''),
    links: said('link'),
    machine: said('machine'),
    cgroup: said('cgroup'),
    sysctls: said('sysctl'),
    devices: said('device'),
    cards: [...said('card').values()],
    // The first network of a route, as the kernel writes it.
    wayOut: (one('route') ?? '').split('\n').some((line) => line.split(/\s+/)[1] === '00000000'),
  };
}

function plain(text: string): string {
  return Buffer.from(text, 'base64').toString();
}

/** Names of ulimits, by what the kernel writes. */
const LIMITS: Readonly<Record<string, string>> = {
  'cpu time': 'cpu', 'file size': 'fsize', 'data size': 'data', 'stack size': 'stack', 'core file size': 'core', 'resident set': 'rss', processes: 'nproc', 'open files': 'nofile',
  'locked memory': 'memlock', 'address space': 'as', 'file locks': 'locks', 'pending signals': 'sigpending', 'msgqueue size': 'msgqueue', 'nice priority': 'nice', 'realtime priority': 'rtprio', 'realtime timeout': 'rttime',
};

/** Lines such as `Max open files            20000                20000                files`. */
function limitsIn(text: string): ObservedKernel['limits'] {
  return new Map([...text.matchAll(/^Max (.+?)\s{2,}(\S+)\s+(\S+)/gm)].flatMap(([, what, soft, hard]) => (LIMITS[what] === undefined ? [] : [[LIMITS[what], { soft: limit(soft), hard: limit(hard) }] as const])));
}

function limit(text: string): number {
  return text === 'unlimited' ? -1 : Number(text);
}
