import type { Comparison } from './inside/compared';

/** A change of a Compose file, or of manifests, after which they do not run what the model says. */
export interface Fault {
  readonly what: string;
  /** The comparison that finds it, if Compose or the cluster takes it at all. */
  readonly by: Comparison;
  /** Whether the file has a place for it. */
  readonly plant: (file: object) => boolean;
  /** Set where it shows, or Compose takes notice of it, only when nothing is there yet, or makes what only the file with the fault removes. */
  readonly anew?: true;
}

/** What a fault changes of a service. */
export interface Service {
  volumes?: { type: string; read_only?: boolean }[];
  tmpfs?: string[];
  configs?: unknown[];
  secrets?: unknown[];
  ports?: { target: number; host_ip?: string; protocol?: string }[];
  environment?: Record<string, string | null>;
  networks?: string[] | Record<string, unknown>;
  command?: string[];
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  image?: string;
  entrypoint?: string[];
  working_dir?: string;
  stdin_open?: boolean;
  tty?: boolean;
  group_add?: string[];
  ulimits?: object;
  ipc?: string;
  pid?: string;
  devices?: string[];
  sysctls?: object;
  hostname?: string;
  domainname?: string;
  extra_hosts?: string[];
  dns?: string[];
  mac_address?: string;
  runtime?: string;
  platform?: string;
  container_name?: string;
  labels?: Record<string, string>;
  logging?: object;
  stop_signal?: string;
  stop_grace_period?: string;
  restart?: string;
  profiles?: string[];
  pull_policy?: string;
  healthcheck?: { test?: string[]; retries?: number | string; interval?: string };
  depends_on?: Record<string, { condition: string; restart?: boolean }>;
  network_mode?: string;
  develop?: object;
  post_start?: Hook[];
  pre_stop?: Hook[];
  build?: { args?: object };
  deploy?: { resources: { limits?: { cpus?: string; memory?: string; pids?: number | string } } };
}

interface Hook {
  environment?: object;
}

/** Changes something, and says whether it is another now: what is so anyway is no place for a fault. */
export function changes<Of>(of: Of, change: (of: Of) => void): boolean {
  const before = JSON.stringify(of);
  change(of);
  return JSON.stringify(of) !== before;
}

/** A fault of the first service that has a place for it. */
export function inFirst(what: string, by: Comparison, isPlace: (service: Service) => boolean, change: (service: Service) => void): Fault {
  return {
    what,
    by,
    // What runs for a moment only has no process that could be looked at.
    plant: (file) => Object.entries(servicesUpOf(file)).some(([name, service]) => !name.endsWith('-owner') && isPlace(service) && changes(service, change)),
  };
}

/** The services of a Compose file. */
export function servicesOf(file: object): Readonly<Record<string, Service>> {
  return (file as { services: Record<string, Service> }).services;
}

/** Those that are there: what belongs to a profile is not, as none is active. */
export function servicesUpOf(file: object): Readonly<Record<string, Service>> {
  return Object.fromEntries(Object.entries(servicesOf(file)).filter(([, { profiles }]) => !profiles));
}

/** Whether a service says something. */
export function has(key: keyof Service): (service: Service) => boolean {
  return (service) => service[key] !== undefined;
}
