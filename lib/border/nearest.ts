import { nearestName } from '../model/nearest-name';

/** What the same thing is called elsewhere: in Compose, Docker and Kubernetes. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  arg: 'command', args: 'command', argv: 'command', cmd: 'command', run: 'command',
  environment: 'env', envs: 'env', envvars: 'env', variables: 'env', env_file: 'env', envfile: 'env',
  volume: 'mounts', volumes: 'mounts', volumemounts: 'mounts', binds: 'mounts', configs: 'mounts',
  healthcheck: 'health', probe: 'health', readiness: 'health', readinessprobe: 'health', liveness: 'health', livenessprobe: 'health', startup: 'health', startupprobe: 'health',
  workdir: 'workingDirectory', workingdir: 'workingDirectory', working_dir: 'workingDirectory', cwd: 'workingDirectory',
  scale: 'replicas', instances: 'replicas', deploy: 'replicas',
  limits: 'resources', cpu: 'resources', memory: 'resources', mem_limit: 'resources', cpus: 'resources',
  shm_size: 'sharedMemory', shmsize: 'sharedMemory', cap_add: 'capabilities', capadd: 'capabilities', read_only: 'readOnlyRoot', readonly: 'readOnlyRoot', readonlyrootfilesystem: 'readOnlyRoot',
  stop_grace_period: 'stopGracePeriod', terminationgraceperiodseconds: 'stopGracePeriod', stop_signal: 'stopSignal',
  runas: 'user', runasuser: 'user', uid: 'user', group_add: 'supplementalGroups', fsgroup: 'supplementalGroups',
  logging: 'logRotation', ulimits: 'openFiles', cron: 'schedule', backofflimit: 'retries', domain: 'host', hostname: 'host',
  tag: 'image', build: 'image',
};

/** What has a method of its own: by the names under which people look for a property. */
const METHODS: Readonly<Record<string, string>> = {
  port: 'addEndpoint(name, { port })', ports: 'addEndpoint(name, { port })', expose: 'addEndpoint(name, { port })', endpoints: 'addEndpoint(name, { port })',
  dependson: 'startAfter(other)', depends_on: 'startAfter(other)', links: 'connectTo(endpoint)', sidecars: 'addSidecar(id, props)',
  initcontainers: 'addInitContainer(id, props)', networks: 'connectTo(endpoint)', privileged: 'runAsRoot(reason)',
};

/** The property that somebody meant by an unknown one: the nearest by its letters, or by what it is called elsewhere. */
export function nearestProperty(unknown: string, known: readonly string[]): string | undefined {
  const word = unknown.toLowerCase();
  const exact = known.find((name) => name.toLowerCase() === word.replaceAll(/[-_]/g, ''));
  if (exact !== undefined) return exact;
  const elsewhere = ELSEWHERE[word];
  if (elsewhere !== undefined && known.includes(elsewhere)) return elsewhere;
  return nearestName(unknown, known) ?? known.find((name) => word.length >= 3 && areParts(name.toLowerCase(), word));
}

/** `store` and `storageClass` of `storage`, `modelStorage` of it as well. */
function areParts(name: string, word: string): boolean {
  return name.startsWith(word) || word.startsWith(name) || (name.length >= 4 && word.endsWith(name));
}

/** The method that does what an unknown property asks for, if the class that has the properties has such. */
export function methodFor(unknown: string): string | undefined {
  return METHODS[unknown.toLowerCase()];
}
