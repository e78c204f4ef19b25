import type { KnownFields } from './kubernetes-fields';

/**
 * What is known of a mapping of a Compose project, by where it stands; `*` is any name. `unnoticed` is what Swarm or somebody who
 * looks on takes notice of, and no container.
 */
export const COMPOSE_FIELDS: Readonly<Record<string, KnownFields>> = {
  '': { read: 'name services networks volumes configs secrets models', unnoticed: 'version' },
  'services.*': {
    read: 'image scale mem_limit mem_reservation cpus build entrypoint command stop_signal working_dir environment env_file labels ports volumes tmpfs configs secrets shm_size user read_only group_add cap_add cap_drop security_opt devices privileged restart deploy profiles stop_grace_period depends_on healthcheck network_mode networks hostname domainname mac_address container_name extra_hosts dns dns_search dns_opt runtime platform pull_policy sysctls ipc pid ulimits pids_limit stdin_open tty use_api_socket models post_start pre_stop develop init logging',
    unnoticed: 'annotations attach expose pull_refresh_after label_file',
  },
  'services.*.deploy': { read: 'mode replicas resources restart_policy', unnoticed: 'update_config rollback_config placement endpoint_mode labels' },
  'services.*.deploy.resources': { read: 'limits reservations' },
  'services.*.deploy.resources.limits': { read: 'cpus memory pids' },
  'services.*.deploy.resources.reservations': { read: 'cpus memory devices', unnoticed: 'generic_resources' },
  'services.*.deploy.resources.reservations.devices': { read: 'capabilities driver count' },
  'services.*.deploy.restart_policy': { read: 'condition delay max_attempts', unnoticed: 'window' },
  'services.*.networks.*': { read: 'aliases', unnoticed: 'priority' },
  'services.*.ports': { read: 'name target published host_ip protocol', unnoticed: 'mode app_protocol' },
  'services.*.volumes': { read: 'type source target read_only bind volume image', unnoticed: 'consistency' },
  'services.*.volumes.bind': { read: 'create_host_path propagation selinux' },
  'services.*.volumes.image': { read: 'subpath' },
  'services.*.volumes.volume': { read: 'nocopy subpath', unnoticed: 'labels' },
  'services.*.configs': { read: 'source target' },
  'services.*.secrets': { read: 'source target' },
  'services.*.env_file': { read: 'path required' },
  'networks.*': { read: 'name external internal', unnoticed: 'labels attachable' },
  'volumes.*': { read: 'name external', unnoticed: 'labels' },
  'configs.*': { read: 'file content environment external', unnoticed: 'name labels' },
  'secrets.*': { read: 'environment file', unnoticed: 'name labels' },
};
