/** What of a running system two outputs can differ in. Each has a code of its own, `agreement/<aspect>`. */
export const ASPECTS = [
  'workload', 'image', 'argv', 'environment', 'file', 'mount', 'volume', 'user', 'privilege', 'limit', 'health', 'order', 'reachability', 'isolation', 'port', 'entrance', 'replicas', 'restart',
  'setting', 'note',
] as const;

/** One of them. */
export type Aspect = (typeof ASPECTS)[number];

/** The aspect of a fact, by the first word of what it is about. */
const OF_FACTS: Readonly<Record<string, Aspect>> = {
  image: 'image',
  build: 'image',
  pulled: 'image',
  'entry point': 'argv',
  command: 'argv',
  'working directory': 'argv',
  env: 'environment',
  'variables from': 'environment',
  mount: 'mount',
  source: 'mount',
  routes: 'entrance',
  peers: 'isolation',
  entrance: 'entrance',
  port: 'port',
  object: 'workload',
  objects: 'workload',
  workload: 'workload',
  volume: 'volume',
  'owner of': 'volume',
  user: 'user',
  groups: 'user',
  'groups by name': 'user',
  'root file system': 'privilege',
  capabilities: 'privilege',
  'privilege escalation': 'privilege',
  privileged: 'privilege',
  privilegeEscalation: 'privilege',
  unconfinedSeccomp: 'privilege',
  unconfinedAppArmor: 'privilege',
  hostIpc: 'privilege',
  hostPid: 'privilege',
  hostNetwork: 'privilege',
  devices: 'privilege',
  apiSocket: 'privilege',
  kernel: 'privilege',
  'cpu limit': 'limit',
  'cpu request': 'limit',
  'memory limit': 'limit',
  'memory request': 'limit',
  limits: 'limit',
  processes: 'limit',
  'open files': 'limit',
  'graphics processors': 'limit',
  check: 'health',
  'liveness probe': 'health',
  'start interval': 'health',
  'no check': 'health',
  'check of the image': 'health',
  'starts after': 'order',
  'again with': 'order',
  scheduled: 'restart',
  schedule: 'restart',
  runs: 'restart',
  restart: 'restart',
  'started again': 'restart',
  'stop grace period': 'restart',
  'stop signal': 'restart',
  update: 'restart',
  replicas: 'replicas',
  autoscaling: 'replicas',
  disruption: 'replicas',
  'called by': 'isolation',
  'joined by': 'isolation',
  egress: 'isolation',
  'let in': 'isolation',
  'wait for': 'order',
  'privileges of': 'privilege',
  'token of': 'privilege',
  'names of': 'reachability',
  'shared networks': 'isolation',
  'other names': 'reachability',
  outside: 'entrance',
  published: 'entrance',
  note: 'note',
  'system name': 'workload',
};

/** The aspect of what a fact is about: `env PORT` is of the environment. What nothing else is said of is a setting. */
export function aspectOf(what: string): Aspect {
  for (let end = what.length; end > 0; end = what.lastIndexOf(' ', end - 1)) {
    const aspect = OF_FACTS[what.slice(0, end)];
    if (aspect !== undefined) return aspect;
  }
  return 'setting';
}
