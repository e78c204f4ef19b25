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
  return nearestName(unknown, known) ?? known.find((name) => word.length >= 3 && (name.toLowerCase().startsWith(word) || word.startsWith(name.toLowerCase())));
}

/** The known name that a misspelt one is nearest to, if one is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const [best] = known.map((candidate) => ({ candidate, far: distance(name.toLowerCase(), candidate.toLowerCase()) })).sort((a, b) => a.far - b.far);
  return best && best.far <= Math.max(1, Math.floor(Math.min(name.length, best.candidate.length) / 3)) ? best.candidate : undefined;
}

/** The method that does what an unknown property asks for, if the class that has the properties has such. */
export function methodFor(unknown: string): string | undefined {
  return METHODS[unknown.toLowerCase()];
}

/** How many letters have to be added, left out, replaced or exchanged with the next. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(rows[row - 1][column] + 1, rows[row][column - 1] + 1, rows[row - 1][column - 1] + same);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) least = Math.min(least, rows[row - 2][column - 2] + 1);
      rows[row].push(least);
    }
  }
  return rows[a.length][b.length];
}
