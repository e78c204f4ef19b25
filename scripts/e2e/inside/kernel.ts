import { compared, same, type Compared } from './compared';
import type { Given } from './differences';
import type { Observed } from './observed';
import type { Stated } from './stated';
import { processorsOf, memoryOf, processesOf } from './cgroup';

/** What has to be asked for, since not everybody has it: lines of a word and a name for `look.sh`. */
export function askedOf({ files, sysctls, devices, hosts, dns, groupNames }: Stated): readonly string[] {
  const more = [...(hosts.length > 0 ? ['/etc/hosts'] : []), ...(dns ? ['/etc/resolv.conf'] : []), ...(groupNames.length > 0 ? ['/etc/group'] : [])];
  return [...[...files.keys(), ...more].map((file) => `file ${file}`), ...sysctls.map(({ name }) => `sysctl ${name}`), ...devices.map((path) => `device ${path}`)];
}

/** Numbers of groups by name, as an image has them. */
export function groupsIn({ files }: Observed): ReadonlyMap<string, number> {
  return new Map([...(files.get('/etc/group')?.content.toString() ?? '').matchAll(/^([^:\n]+):[^:\n]*:(\d+):/gm)].map(([, name, number]) => [name, Number(number)]));
}

/** What belongs to the machine's IPC namespace, as who has that one has no say in it. */
const KERNEL = /^kernel\./;

/** What the kernel has of a process, but for its program, its mounts and its files. */
export function kernelComparisons(stated: Stated, observed: Observed, given: Given): Compared[] {
  return [
    ...ofProcess(stated, observed, given),
    ...ofNamespaces(stated, observed),
    ...ofLimits(stated, observed),
    ...ofNames(stated, observed),
    ...ofNetwork(stated, observed),
  ];
}

function* ofProcess({ workingDirectory, init, stdin, tty, groupNames }: Stated, { links, groups, group, argv }: Observed, { groups: named, workingDirectory: given }: Given): Iterable<Compared> {
  if (workingDirectory !== undefined) yield same('working directory', 'its working directory', given ?? links.get('cwd'), workingDirectory);
  if (init !== undefined) yield compared('first process', /\b(?:docker-init|tini)$/.test(argv[0] ?? '') === init, () => `its first process is ${argv[0]}, and has to ${init ? '' : 'not '}reap the children of others`);
  const input = links.get('fd/0') ?? '';
  const kind = /^\/dev\/(?:pts\/|console)/.test(input) ? 'a terminal' : input === '/dev/null' ? 'nothing' : 'open';
  if (stdin || tty) yield same('standard input', 'its standard input', kind, tty ? 'a terminal' : 'open');
  for (const name of groupNames) {
    const number = named?.get(name);
    yield compared('groups', number !== undefined && (number === group || groups.includes(number)), () => `it is not of the group ${name}`);
  }
}

function* ofNamespaces({ hostIpc, hostPid, devices }: Stated, { links, machine, devices: has, cgroup }: Observed): Iterable<Compared> {
  for (const [name, hasTo] of [['ns/ipc', hostIpc], ['ns/pid', hostPid]] as const) {
    const [own, ofMachine] = [links.get(name), machine.get(name)];
    if (own !== undefined && ofMachine !== undefined) yield compared('namespaces', (own === ofMachine) === hasTo, () => `${name} is ${own === ofMachine ? '' : 'not '}that of the machine, and has to be ${hasTo ? 'that' : 'its own'}`);
  }
  for (const path of devices) {
    const device = has.get(path) ?? '';
    const allowed = cgroup.get('devices.list')?.split('\n');
    const isAllowed = allowed === undefined || allowed.includes(`${device} rwm`) || allowed.includes('a *:* rwm');
    yield compared('devices', device !== '' && isAllowed, () => (device === '' ? `there is no device ${path}` : `it may not use the device ${path}`));
  }
}

function* ofLimits({ limits, cpu, memory, pids, sysctls, hostIpc }: Stated, { limits: has, cgroup, sysctls: values }: Observed): Iterable<Compared> {
  for (const { name, soft, hard } of limits) yield same('limits', `its limit ${name}`, has.get(name), { soft, hard });
  yield* processorsOf(cpu, cgroup);
  yield* memoryOf(memory, cgroup);
  if (pids !== undefined) yield* processesOf(pids, cgroup);
  for (const { name, value } of sysctls) {
    if (hostIpc && KERNEL.test(name)) continue;
    yield same('kernel parameters', name, values.get(name)?.trim().split(/\s+/), value.trim().split(/\s+/));
  }
}

function* ofNames({ hostname, domainname, hosts }: Stated, observed: Observed): Iterable<Compared> {
  if (hostname !== undefined) yield same('host name', 'its host name', observed.hostname, hostname);
  if (domainname !== undefined) yield same('domain name', 'its domain', observed.domainname, domainname);
  const known = linesOf(observed, '/etc/hosts');
  for (const { name, address } of hosts) {
    const found = known.filter(([, ...names]) => names.includes(name)).map(([at]) => at);
    const isRight = address === 'host-gateway' ? found.some((at) => /^\d+(?:\.\d+){3}$/.test(at)) : found.includes(address);
    yield compared('hosts', isRight, () => `${name} is ${found.join(', ') || 'not known'}, and has to be ${address}`);
  }
}

function* ofNetwork({ dns, macAddress, wayOut }: Stated, observed: Observed): Iterable<Compared> {
  if (macAddress !== undefined) yield compared('card', observed.cards.includes(macAddress), () => `its network cards are ${observed.cards.join(', ')}, and one has to be ${macAddress}`);
  if (wayOut !== undefined) yield compared('way out', observed.wayOut === wayOut, () => `it has ${observed.wayOut ? 'a' : 'no'} way out, and has to have ${wayOut ? 'one' : 'none'}`);
  if (!dns) return;
  const lines = linesOf(observed, '/etc/resolv.conf');
  const said = (word: string): readonly string[] => lines.filter(([first]) => first === word).flatMap(([, ...rest]) => rest);
  // Docker asks them itself, and says so in a comment: its own server stands in their place.
  const servers = [...said('nameserver'), ...lines.flatMap((words) => (words[1] === 'ExtServers:' ? words.slice(2).map((word) => word.replace(/[[\]]|host\(|\)/g, '')) : []))];
  for (const server of dns.nameservers ?? []) yield compared('resolver', servers.includes(server), () => `${server} is not asked for names`);
  for (const domain of dns.searches ?? []) yield compared('resolver', said('search').includes(domain), () => `${domain} is not searched for names`);
  for (const { name, value } of dns.options ?? []) {
    const option = value === undefined || value === '' ? name : `${name}:${value}`;
    yield compared('resolver', said('options').includes(option), () => `the resolver does not have the option ${option}`);
  }
}

function linesOf({ files }: Observed, path: string): readonly (readonly string[])[] {
  return (files.get(path)?.content.toString() ?? '').split('\n').map((line) => line.trim().split(/\s+/));
}
