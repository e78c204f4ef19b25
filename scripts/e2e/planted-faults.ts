import type { StackModel } from '../../lib/model/stack';

/** A change of a Compose file, or of manifests, after which they do not run what the model says. */
export interface Fault {
  readonly what: string;
  /** Whether the file has a place for it. */
  readonly plant: (file: object) => boolean;
}

/** What a fault changes of a service. */
interface Service {
  volumes?: { type: string; read_only?: boolean }[];
  tmpfs?: string[];
  configs?: unknown[];
  secrets?: unknown[];
  ports?: unknown[];
  environment?: Record<string, string | null>;
  networks?: string[] | Record<string, unknown>;
  command?: string[];
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
}

/** Faults of a stack; each is planted in the first service that has a place for it. */
export function faultsIn(model: StackModel): readonly Fault[] {
  return [
    inFirst('a volume is not mounted', hasVolume, (service) => { service.volumes = service.volumes?.filter(({ type }) => type !== 'volume'); }),
    inFirst('a volume is mounted read-only', hasVolume, (service) => { for (const volume of service.volumes ?? []) volume.read_only = true; }),
    inFirst('what is in memory is not mounted', has('tmpfs'), (service) => { delete service.tmpfs; }),
    inFirst('what is in memory is smaller', has('tmpfs'), (service) => { service.tmpfs = service.tmpfs?.map((mount) => mount.replace(/size=\w+/, 'size=4m')); }),
    inFirst('a file is not there', has('configs'), (service) => { delete service.configs; }),
    inFirst('a port is not published', has('ports'), (service) => { delete service.ports; }),
    inFirst('a variable is missing', hasText, (service) => { delete service.environment![textIn(service)!]; }),
    inFirst('a variable has another value', hasText, (service) => { service.environment![textIn(service)!] += '-'; }),
    inFirst('there is a variable more', has('environment'), (service) => { service.environment!.PLANTED = 'yes'; }),
    inFirst('an argument more', has('command'), (service) => { service.command!.push('--planted'); }),
    inFirst('another user', has('user'), (service) => { service.user = '12345:12345'; }),
    inFirst('the root file system is writable', has('read_only'), (service) => { delete service.read_only; }),
    inFirst('no privilege is dropped', has('cap_drop'), (service) => { delete service.cap_drop; }),
    inFirst('programs may get more privileges', has('security_opt'), (service) => { delete service.security_opt; }),
    ...ofNetworks(model),
  ];
}

function ofNetworks(model: StackModel): readonly Fault[] {
  const names = new Map(model.workloads.map(({ path, name }) => [path, name]));
  const linked = new Set(model.connections.flatMap(({ from, to }) => [`${names.get(from)} ${names.get(to)}`, `${names.get(to)} ${names.get(from)}`]));
  return [
    {
      what: 'a connection is closed',
      plant: (file) => model.connections.some(({ from, to }) => {
        const network = names.get(to)!;
        const service = servicesOf(file)[names.get(from)!];
        if (service === undefined || !networksOf(service).includes(network) || networksOf(service).length < 2) return false;
        service.networks = networksOf(service).filter((other) => other !== network);
        return true;
      }),
    },
    {
      what: 'a connection is open',
      plant: (file) => Object.entries(servicesOf(file)).some(([name, service]) => {
        const other = Object.entries(servicesOf(file)).find(([candidate, { networks }]) => candidate !== name && networks && networksOf({ networks }).includes(candidate) && !linked.has(`${name} ${candidate}`));
        if (!other || !service.networks || ![...names.values()].includes(name) || networksOf(service).includes(other[0])) return false;
        service.networks = [...networksOf(service), other[0]];
        return true;
      }),
    },
  ];
}

function inFirst(what: string, isPlace: (service: Service) => boolean, change: (service: Service) => void): Fault {
  return {
    what,
    plant: (file) => {
      // What runs for a moment only has no process that could be looked at.
      const service = Object.entries(servicesOf(file)).find(([name, candidate]) => !name.endsWith('-owner') && isPlace(candidate))?.[1];
      if (service) change(service);
      return service !== undefined;
    },
  };
}

function servicesOf(file: object): Readonly<Record<string, Service>> {
  return (file as { services: Record<string, Service> }).services;
}

function networksOf({ networks = [] }: Service): string[] {
  return Array.isArray(networks) ? networks : Object.keys(networks);
}

function has(key: keyof Service): (service: Service) => boolean {
  return (service) => service[key] !== undefined;
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
