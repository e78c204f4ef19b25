import type { ComposeSecretAttributes, ComposeServiceAttributes } from './specification';

/** A Compose file as this library writes it: the part of the Compose Specification that it uses. */
export interface ComposeDocument {
  name: string;
  services: Record<string, ComposeService>;
  configs?: Record<string, ComposeConfig>;
  networks?: Record<string, ComposeNetwork>;
  volumes?: Record<string, ComposeVolume>;
  models?: Record<string, ComposeModel>;
  /** Those that images are built with, and those that containers have as files; any other secret of the model is a variable. */
  secrets?: Record<string, ComposeSecretAttributes>;
}

/** The sections that have entries by name, in the order in which they are written. */
export const SECTIONS = ['services', 'configs', 'networks', 'volumes', 'secrets', 'models'] as const;

export type Section = (typeof SECTIONS)[number];

/** The attributes of a service that this library writes. */
export interface WrittenService {
  image: string;
  build?: ComposeBuild;
  entrypoint?: string[];
  command?: string[];
  working_dir?: string;
  /** Null hands on the variable of that name, which stays unset when there is none. */
  environment?: Record<string, string | null>;
  env_file?: { path: string; required: boolean }[];
  ports?: ComposePort[];
  configs?: { source: string; target: string }[];
  secrets?: { source: string; target: string }[];
  volumes?: ComposeMount[];
  tmpfs?: string[];
  shm_size?: string;
  healthcheck?: ComposeHealthcheck;
  depends_on?: Record<string, { condition: ComposeCondition; restart?: boolean; required?: boolean }>;
  networks?: string[] | Record<string, { aliases?: string[] }>;
  hostname?: string;
  network_mode?: string;
  labels?: Record<string, string>;
  user?: string;
  group_add?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  devices?: string[];
  security_opt?: string[];
  init?: boolean;
  ulimits?: Record<string, { soft: number; hard: number }>;
  logging?: { driver: string; options?: Record<string, string> };
  models?: Record<string, { endpoint_var: string; model_var: string }>;
  post_start?: ComposeHook[];
  pre_stop?: ComposeHook[];
  use_api_socket?: boolean;
  develop?: { watch: ComposeWatch[] };
  domainname?: string;
  profiles?: string[];
  restart?: string;
  stop_signal?: string;
  stop_grace_period?: string;
  deploy?: ComposeDeploy;
}

/** A service as it is written, with the rest of the specification, which `compose.customize` may add. */
export interface ComposeService extends WrittenService, Omit<ComposeServiceAttributes, keyof WrittenService> {}

export interface ComposeBuild {
  context: string;
  dockerfile?: string;
  target?: string;
  args?: Record<string, string>;
  dockerfile_inline?: string;
  additional_contexts?: Record<string, string>;
  cache_from?: string[];
  cache_to?: string[];
  tags?: string[];
  platforms?: string[];
  secrets?: { source: string; target: string }[];
  ssh?: string[];
  entitlements?: string[];
  labels?: Record<string, string>;
  network?: string;
  extra_hosts?: string[];
  shm_size?: string;
  no_cache?: boolean;
  pull?: boolean;
}

export interface ComposePort {
  name?: string;
  target: number;
  /** Missing for a free one. */
  published?: string;
  host_ip?: string;
  protocol: 'tcp' | 'udp';
}

export interface ComposeMount {
  type: 'volume' | 'bind' | 'image';
  source?: string;
  target: string;
  read_only?: boolean;
  bind?: { create_host_path: boolean; propagation?: 'rshared' | 'rslave'; selinux?: 'z' | 'Z' };
  volume?: { nocopy: boolean };
  image?: { subpath: string };
}

export interface ComposeHealthcheck {
  /** Whether that of the image is not made. */
  disable?: boolean;
  /** Missing, like whatever else is, for what the image says. */
  test?: string[];
  interval?: string;
  timeout?: string;
  retries?: number | string;
  start_period?: string;
  start_interval?: string;
}

export type ComposeCondition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

export interface ComposeDeploy {
  /** A text with a variable is a number once it is resolved. */
  replicas?: number | string;
  /** Once on each machine. */
  mode?: 'global';
  restart_policy?: { condition: 'on-failure'; delay: string; max_attempts: number };
  update_config?: { parallelism: number; order: 'start-first' | 'stop-first'; delay: string };
  resources: {
    limits?: { cpus?: string; memory?: string; pids?: number };
    reservations: { cpus: string; memory: string; devices?: { driver: string; count: number | 'all'; capabilities: string[] }[] };
  };
}

/** What is run in a container after it has started, or before it is stopped. */
export interface ComposeHook {
  command: string[];
  user?: string;
  privileged?: boolean;
  working_dir?: string;
  environment?: Record<string, string>;
}

/** What follows a change in the checkout. */
export interface ComposeWatch {
  action: string;
  path: string;
  target?: string;
  ignore?: string[];
  include?: string[];
}

/** A language model that the engine serves. */
export interface ComposeModel {
  model: string;
  context_size?: number;
  runtime_flags?: string[];
}

export interface ComposeConfig {
  file: string;
}

export interface ComposeNetwork {
  name?: string;
  external?: boolean;
  internal?: boolean;
  labels?: Record<string, string>;
}

export interface ComposeVolume {
  name?: string;
  external?: boolean;
  labels?: Record<string, string>;
}
