import type { ComposeSecretAttributes, ComposeServiceAttributes } from './specification';

/** A Compose file as this library writes it: the part of the Compose Specification that it uses. */
export interface ComposeDocument {
  name: string;
  services: Record<string, ComposeService>;
  configs?: Record<string, ComposeConfig>;
  networks?: Record<string, ComposeNetwork>;
  volumes?: Record<string, ComposeVolume>;
  /** Those that containers have as files; any other secret of the model is a variable. */
  secrets?: Record<string, ComposeSecretAttributes>;
}

/** The sections that have entries by name, in the order in which they are written. */
export const SECTIONS = ['services', 'configs', 'networks', 'volumes', 'secrets'] as const;

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
  depends_on?: Record<string, { condition: ComposeCondition; restart?: boolean }>;
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
  logging?: { driver: 'json-file'; options: { 'max-size': string; 'max-file': string } };
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
  type: 'volume' | 'bind';
  source?: string;
  target: string;
  read_only?: boolean;
  bind?: { create_host_path: boolean; propagation?: 'rshared' | 'rslave' };
  volume?: { nocopy: boolean };
}

export interface ComposeHealthcheck {
  test: string[];
  interval: string;
  timeout: string;
  retries: number;
  start_period?: string;
  start_interval?: string;
}

export type ComposeCondition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

export interface ComposeDeploy {
  /** Of what runs on every node. */
  mode?: 'global';
  /** Missing for what runs on every node. */
  replicas?: number;
  restart_policy?: { condition: 'on-failure'; delay: string; max_attempts: number };
  update_config?: { parallelism: number; order: 'start-first' | 'stop-first'; delay: string };
  resources: {
    limits?: { cpus?: string; memory?: string; pids?: number };
    reservations: { cpus: string; memory: string; devices?: { driver: string; count: number | 'all'; capabilities: string[] }[] };
  };
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
