import type { StackModel } from '../../lib/model/stack';
import { has, inFirst, servicesUpOf, type Fault, type Service } from './fault';
import { wordFaults } from './planted-word-faults';

/** Faults of a stack; each is planted in the first service that has a place for it. */
export function faultsIn(model: StackModel): readonly Fault[] {
  return [
    inFirst('a volume is not mounted', 'mounts', hasVolume, (service) => { service.volumes = service.volumes?.filter(({ type }) => type !== 'volume'); }),
    inFirst('a volume is mounted read-only', 'mounts', hasVolume, (service) => { for (const volume of service.volumes ?? []) volume.read_only = true; }),
    inFirst('what is in memory is not mounted', 'mounts', has('tmpfs'), (service) => { delete service.tmpfs; }),
    inFirst('what is in memory is smaller', 'memory mounts', has('tmpfs'), (service) => { service.tmpfs = service.tmpfs?.map((mount) => mount.replace(/size=\w+/, 'size=4m')); }),
    inFirst('a file is not there', 'files', has('configs'), (service) => { delete service.configs; }),
    inFirst('a port is not published', 'published ports', has('ports'), (service) => { delete service.ports; }),
    inFirst('a published port leads to another', 'published ports', hasTcpPort, (service) => { for (const port of service.ports!) port.target = 9; }),
    inFirst('a port is published to the machine alone', 'published ports', ({ ports = [] }) => ports.some(({ host_ip: address }) => address === undefined), (service) => { for (const port of service.ports!) port.host_ip = '127.0.0.1'; }),
    inFirst('a variable is missing', 'variables', hasText, (service) => { delete service.environment![textIn(service)!]; }),
    inFirst('a variable has another value', 'variables', hasText, (service) => { service.environment![textIn(service)!] += '-'; }),
    inFirst('there is a variable more', 'variables', has('environment'), (service) => { service.environment!.PLANTED = 'yes'; }),
    inFirst('an argument more', 'arguments', has('command'), (service) => { service.command!.push('--planted'); }),
    inFirst('another user', 'user', has('user'), (service) => { service.user = '12345:12345'; }),
    inFirst('the root file system is writable', 'root file system', has('read_only'), (service) => { delete service.read_only; }),
    inFirst('no privilege is dropped', 'privileges', has('cap_drop'), (service) => { delete service.cap_drop; }),
    inFirst('programs may get more privileges', 'escalation', has('security_opt'), (service) => { delete service.security_opt; }),
    ...ofNetworks(model),
    ...wordFaults(),
  ];
}

function ofNetworks(model: StackModel): readonly Fault[] {
  const names = new Map(model.workloads.map(({ path, name }) => [path, name]));
  // Nobody is asked for what has no port, nor by what has ended.
  const asked = new Set(model.workloads.filter(({ endpoints }) => endpoints.some(({ protocol }) => protocol !== 'udp')).map(({ name }) => name));
  const callers = new Set(model.workloads.filter(({ kind }) => kind !== 'task').map(({ name }) => name));
  const linked = new Set(model.connections.flatMap(({ from, to }) => [`${names.get(from)} ${names.get(to)}`, `${names.get(to)} ${names.get(from)}`]));
  return [
    {
      what: 'a connection is closed',
      by: 'connections',
      plant: (file) => model.connections.some(({ from, to }) => {
        const network = names.get(to)!;
        const service = servicesUpOf(file)[names.get(from)!];
        if (service === undefined || !callers.has(names.get(from)!) || !networksOf(service).includes(network) || networksOf(service).length < 2) return false;
        service.networks = networksOf(service).filter((other) => other !== network);
        return true;
      }),
    },
    {
      what: 'a connection is open',
      by: 'connections',
      plant: (file) => Object.entries(servicesUpOf(file)).some(([name, service]) => {
        const other = Object.entries(servicesUpOf(file)).find(([candidate, { networks }]) => candidate !== name && asked.has(candidate) && networksOf({ networks }).includes(candidate) && !linked.has(`${name} ${candidate}`));
        if (!other || !service.networks || !callers.has(name) || networksOf(service).includes(other[0])) return false;
        service.networks = [...networksOf(service), other[0]];
        return true;
      }),
    },
  ];
}

function networksOf({ networks = [] }: Service): string[] {
  return Array.isArray(networks) ? networks : Object.keys(networks);
}

function hasTcpPort({ ports = [] }: Service): boolean {
  return ports.some(({ protocol }) => protocol === 'tcp');
}

function hasVolume({ volumes = [] }: Service): boolean {
  return volumes.some(({ type }) => type === 'volume');
}

function hasText(service: Service): boolean {
  return textIn(service) !== undefined;
}

/** A variable whose value is a text of the file itself. */
function textIn({ environment = {} }: Service): string | undefined {
  return Object.keys(environment).find((name) => /^[a-z]+$/.test(environment[name] ?? ''));
}
