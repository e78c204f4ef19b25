/*
 * What the Compose Specification knows, for what users write themselves: every attribute, so that a misspelt one does not
 * compile. Values are typed as far as a mistake in them can be told from another way of writing.
 */

/** A number, or a text that is one once variables are put in. */
type Amount = number | string;
type Flag = boolean | string;
type Texts = string | readonly string[];
type Pairs = readonly string[] | Readonly<Record<string, string | number | boolean | null>>;
type Values = Readonly<Record<string, unknown>>;

/** Attributes of the user's own, which Compose passes over. */
export interface Extensions {
  [extension: `x-${string}`]: unknown;
}

/** Every attribute of a service. */
export interface ComposeServiceAttributes extends Extensions {
  annotations?: Pairs;
  attach?: Flag;
  blkio_config?: Values;
  build?: string | Values;
  cap_add?: readonly string[];
  cap_drop?: readonly string[];
  cgroup?: 'host' | 'private';
  cgroup_parent?: string;
  command?: Texts | null;
  configs?: readonly (string | Values)[];
  container_name?: string;
  cpu_count?: Amount;
  cpu_percent?: Amount;
  cpu_period?: Amount;
  cpu_quota?: Amount;
  cpu_rt_period?: Amount;
  cpu_rt_runtime?: Amount;
  cpu_shares?: Amount;
  cpus?: Amount;
  cpuset?: string;
  credential_spec?: Values;
  depends_on?: readonly string[] | Readonly<Record<string, { readonly condition: string; readonly restart?: Flag; readonly required?: boolean }>>;
  deploy?: Values;
  develop?: Values;
  device_cgroup_rules?: readonly string[];
  devices?: readonly (string | Values)[];
  dns?: Texts;
  dns_opt?: readonly string[];
  dns_search?: Texts;
  domainname?: string;
  entrypoint?: Texts | null;
  env_file?: string | readonly (string | Values)[];
  environment?: Pairs;
  expose?: readonly Amount[];
  extends?: string | Values;
  external_links?: readonly string[];
  extra_hosts?: readonly string[] | Readonly<Record<string, Texts>>;
  gpus?: 'all' | readonly Values[];
  group_add?: readonly Amount[];
  healthcheck?: { readonly test?: Texts; readonly interval?: string; readonly timeout?: string; readonly retries?: Amount; readonly start_period?: string; readonly start_interval?: string; readonly disable?: Flag };
  hostname?: string;
  image?: string;
  init?: Flag;
  ipc?: string;
  isolation?: string;
  label_file?: Texts;
  labels?: Pairs;
  links?: readonly string[];
  logging?: { readonly driver?: string; readonly options?: Values };
  mac_address?: string;
  mem_limit?: Amount;
  mem_reservation?: Amount;
  mem_swappiness?: Amount;
  memswap_limit?: Amount;
  models?: readonly string[] | Values;
  network_mode?: string;
  networks?: readonly string[] | Readonly<Record<string, object | null>>;
  oom_kill_disable?: Flag;
  oom_score_adj?: Amount;
  pid?: string | null;
  pids_limit?: Amount;
  platform?: string;
  ports?: readonly (Amount | Values)[];
  post_start?: readonly Values[];
  pre_start?: readonly Values[];
  pre_stop?: readonly Values[];
  privileged?: Flag;
  profiles?: readonly string[];
  provider?: Values;
  pull_policy?: string;
  pull_refresh_after?: string;
  read_only?: Flag;
  restart?: string;
  runtime?: string;
  scale?: Amount;
  secrets?: readonly (string | Values)[];
  security_opt?: readonly string[];
  shm_size?: Amount;
  stdin_open?: Flag;
  stop_grace_period?: string;
  stop_signal?: string;
  storage_opt?: Values;
  sysctls?: Pairs;
  tmpfs?: Texts;
  tty?: Flag;
  ulimits?: Readonly<Record<string, Amount | { readonly soft: Amount; readonly hard: Amount }>>;
  use_api_socket?: boolean;
  user?: string;
  userns_mode?: string;
  uts?: string;
  volumes?: readonly (string | Values)[];
  volumes_from?: readonly string[];
  working_dir?: string;
}

/** The names of those attributes, all of them, or this does not compile. */
export const SERVICE_ATTRIBUTES = Object.keys({
  annotations: 0, attach: 0, blkio_config: 0, build: 0, cap_add: 0, cap_drop: 0, cgroup: 0, cgroup_parent: 0, command: 0, configs: 0, container_name: 0, cpu_count: 0, cpu_percent: 0, cpu_period: 0,
  cpu_quota: 0, cpu_rt_period: 0, cpu_rt_runtime: 0, cpu_shares: 0, cpus: 0, cpuset: 0, credential_spec: 0, depends_on: 0, deploy: 0, develop: 0, device_cgroup_rules: 0, devices: 0, dns: 0, dns_opt: 0,
  dns_search: 0, domainname: 0, entrypoint: 0, env_file: 0, environment: 0, expose: 0, extends: 0, external_links: 0, extra_hosts: 0, gpus: 0, group_add: 0, healthcheck: 0, hostname: 0, image: 0,
  init: 0, ipc: 0, isolation: 0, label_file: 0, labels: 0, links: 0, logging: 0, mac_address: 0, mem_limit: 0, mem_reservation: 0, mem_swappiness: 0, memswap_limit: 0, models: 0, network_mode: 0,
  networks: 0, oom_kill_disable: 0, oom_score_adj: 0, pid: 0, pids_limit: 0, platform: 0, ports: 0, post_start: 0, pre_start: 0, pre_stop: 0, privileged: 0, profiles: 0, provider: 0, pull_policy: 0,
  pull_refresh_after: 0, read_only: 0, restart: 0, runtime: 0, scale: 0, secrets: 0, security_opt: 0, shm_size: 0, stdin_open: 0, stop_grace_period: 0, stop_signal: 0, storage_opt: 0, sysctls: 0,
  tmpfs: 0, tty: 0, ulimits: 0, use_api_socket: 0, user: 0, userns_mode: 0, uts: 0, volumes: 0, volumes_from: 0, working_dir: 0,
} satisfies Record<Exclude<keyof ComposeServiceAttributes, `x-${string}`>, 0>);

/** Every attribute of a network. */
export interface ComposeNetworkAttributes extends Extensions {
  name?: string;
  driver?: string;
  driver_opts?: Values;
  ipam?: Values;
  external?: Flag;
  internal?: Flag;
  enable_ipv4?: Flag;
  enable_ipv6?: Flag;
  attachable?: Flag;
  labels?: Pairs;
}

/** Every attribute of a volume. */
export interface ComposeVolumeAttributes extends Extensions {
  name?: string;
  driver?: string;
  driver_opts?: Values;
  external?: Flag;
  labels?: Pairs;
}

/** Every attribute of a config. */
export interface ComposeConfigAttributes extends Extensions {
  name?: string;
  content?: string;
  environment?: string;
  file?: string;
  external?: Flag;
  labels?: Pairs;
  template_driver?: string;
}

/** Every attribute of a secret. */
export interface ComposeSecretAttributes extends Extensions {
  name?: string;
  environment?: string;
  file?: string;
  external?: Flag;
  labels?: Pairs;
  driver?: string;
  driver_opts?: Values;
  template_driver?: string;
}

/** Every attribute of a language model. */
export interface ComposeModelAttributes extends Extensions {
  name?: string;
  model?: string;
  context_size?: Amount;
  runtime_flags?: readonly string[];
}
