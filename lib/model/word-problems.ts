import { isIP } from 'node:net';
import type { HookModel, MetadataModel, UlimitModel, WatchActionName } from './word-values';

/*
 * Why a text or number cannot be the value of a word, in the words of a finding; undefined if it can.
 */

const RESOURCE_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const SYSCTL = /^(net\.[a-z0-9_.\/-]+|fs\.mqueue\.[a-z_]+|kernel\.(shm[a-z_]+|msg[a-z_]+|sem))$/;
const ULIMITS = new Set(['core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss', 'rtprio', 'rttime', 'sigpending', 'stack']);

/** Who says what under which names. */
const OWNERS: readonly (readonly [string, RegExp])[] = [
  ['this library', /^(app\.kubernetes\.io\/(component|managed-by|name|part-of)$|cdk8s-compose\/|checksum\/)/],
  ['Compose', /^com\.docker\.compose\./],
  ['the property metrics', /^prometheus\.io\/(path|port|scrape)$/],
];

type Problem = string | undefined;

const LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(`^(?=.{1,253}$)${LABEL}(\\.${LABEL})*$`);

/** One part of a host name. */
export function labelProblem(text: string): Problem {
  if (text === 'localhost') return 'that name is the loopback address of every container';
  return new RegExp(`^${LABEL}$`).test(text) ? undefined : 'it has to be a label of at most 63 lower-case letters, digits and "-"';
}

/** What a kernel takes as the name of a machine, and a resolver as one that it may be found by. */
export function hostnameProblem(text: string): Problem {
  if (text === 'localhost') return labelProblem(text);
  return /^(?=.{1,63}$)[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?)*$/.test(text)
    ? undefined
    : 'it has to be at most 63 letters, digits, "-" and "_", with or without dots between them';
}

/** A name with or without dots. */
export function domainProblem(text: string): Problem {
  return DOMAIN.test(text) ? undefined : 'it has to be a DNS name in lower case';
}

/** An IPv4 or IPv6 address. */
export function addressProblem(text: string): Problem {
  return isIP(text) === 0 ? 'it has to be an IP address' : undefined;
}

/** Another name of a workload, which a Service of Kubernetes has to be able to have. */
export function aliasProblem(text: string): Problem {
  const isName = /^[a-z]/.test(text) && domainProblem(text) === undefined && (text.includes('.') || text.length <= 63);
  return isName ? undefined : 'it has to be a DNS name in lower case that begins with a letter';
}

/** The address of one network card. */
export function macAddressProblem(text: string): Problem {
  if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(text)) return 'it has to be six bytes in hexadecimal, with ":" between them, such as 02:42:ac:11:65:43';
  return parseInt(text.slice(0, 2), 16) % 2 === 1 ? 'its first byte is odd, which is the address of a group, not of a card' : undefined;
}

export function wholeProblem(value: number, minimum: number, maximum = Number.MAX_SAFE_INTEGER): Problem {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return undefined;
  return maximum === Number.MAX_SAFE_INTEGER ? `it has to be a whole number of at least ${minimum}` : `it has to be a whole number from ${minimum} to ${maximum}`;
}

/** What is said of an object under a name that nobody else says anything under. */
export function metadataProblem(metadata: MetadataModel): Problem {
  return firstOf(Object.keys(metadata), (name) => {
    if (name === '') return 'a name has at least one character';
    const owner = OWNERS.find(([, names]) => names.test(name))?.[0];
    return owner === undefined ? undefined : `${name}: that is said by ${owner}`;
  });
}

/** As a device plugin advertises it: `smarter-devices/fuse`. */
export function resourceProblem(text: string): Problem {
  return RESOURCE_NAME.test(text) ? undefined : 'it has to be a domain, "/" and a name, such as "smarter-devices/fuse"';
}

/** A file below /dev. */
export function deviceProblem(path: string): Problem {
  const isDevice = /^\/dev(\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/.test(path);
  return isDevice ? undefined : 'it has to be a path below /dev, of letters, digits, ".", "_" and "-"';
}

/** What Compose takes for a profile, except for those of scheduled tasks. */
export function profileProblem(name: string): Problem {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) return `${name}: it has to be at least 2 letters, digits, "_", "." and "-", beginning with a letter or digit`;
  return /(^|-)scheduled$/.test(name) ? `${name}: that is for scheduled tasks in Compose` : undefined;
}

/** A parameter that belongs to a namespace; all others are the machine's, and no engine sets them for a container. */
export function sysctlProblem(name: string): Problem {
  return SYSCTL.test(name) ? undefined : 'only parameters below net., fs.mqueue. and kernel.shm*, kernel.msg*, kernel.sem can be set for a container; the others are the machine\'s';
}

/** A limit that the engine of Compose takes. */
export function ulimitProblem({ name, soft, hard }: UlimitModel): Problem {
  if (!ULIMITS.has(name)) return `the kernel has no such limit, only ${[...ULIMITS].join(', ')}`;
  const bound = (value: number): number => (value === -1 ? Infinity : value);
  return within('soft', wholeProblem(soft, -1)) ?? within('hard', wholeProblem(hard, -1)) ?? (bound(soft) > bound(hard) ? 'soft is above hard' : undefined);
}

/** The problem of a part of a value. */
export function within(field: string, problem: Problem): Problem {
  return problem === undefined ? undefined : `${field}: ${problem}`;
}

/** The first problem of several. */
export function firstOf<T>(items: readonly T[], problem: (item: T) => Problem): Problem {
  for (const item of items) {
    const found = problem(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is copied goes somewhere. */
export function watchProblem(action: WatchActionName, target: string | undefined): string | undefined {
  if (target === undefined) return action.startsWith('sync') ? 'what is copied has to have a target in the container' : undefined;
  return target.startsWith('/') ? undefined : `its target ${target} has to be absolute`;
}

/** One thing happens: a command, or time passes. */
export function hookProblem({ command, sleep }: HookModel): Problem {
  if (sleep === undefined) return command.length > 0 && command[0] !== '' ? undefined : 'it has to have a command, or `sleep`';
  if (command[0] !== 'sleep' || command[1] !== String(sleep)) return 'it has either a command or `sleep`';
  return Number.isInteger(sleep) && sleep >= 1 ? undefined : `sleep: ${sleep} s is not a whole number of seconds from 1 on`;
}
