/** What of a container, or of a workload, is held against what the model says. */
export type Comparison =
  // What the first process is given, as the kernel has it.
  | 'variables' | 'arguments' | 'working directory' | 'first process' | 'standard input' | 'user' | 'groups' | 'privileges' | 'escalation' | 'system calls' | 'root file system'
  | 'mounts' | 'memory mounts' | 'files' | 'file modes' | 'limits' | 'namespaces' | 'devices' | 'kernel parameters' | 'host name' | 'domain name' | 'hosts' | 'resolver' | 'card' | 'way out'
  | 'processors' | 'memory' | 'processes'
  // What the engine alone knows of it.
  | 'run' | 'restart' | 'image' | 'platform' | 'runtime' | 'name' | 'labels' | 'log' | 'stop' | 'health' | 'health times' | 'requests' | 'mount sources'
  // What a cluster alone has of it.
  | 'resources' | 'claims' | 'services' | 'schedule' | 'update'
  // What shows between several.
  | 'presence' | 'order' | 'connections' | 'aliases' | 'udp' | 'published ports' | 'certificate' | 'routes'
  // What shows when something is done to them.
  | 'build' | 'built at start' | 'pull' | 'watch' | 'hooks' | 'restart with a peer' | 'a missing value';

/** One thing that was compared. */
export interface Compared {
  readonly by: Comparison;
  /** A sentence; missing if it is as the model says. */
  readonly problem?: string;
}

/** The same, with whose it is. */
export interface Noted extends Compared {
  /** Construct path of the container, or of the workload, which is that of its main container. */
  readonly path: string;
}

/** Compares one thing: what it has is what it has to have, or the sentence says what it is. */
export function compared(by: Comparison, isRight: boolean, problem: () => string): Compared {
  return isRight ? { by } : { by, problem: problem() };
}

/** Compares two values of one thing. */
export function same(by: Comparison, what: string, has: unknown, hasTo: unknown): Compared {
  const [is, be] = [JSON.stringify(has) ?? 'nothing', JSON.stringify(hasTo) ?? 'nothing'];
  return compared(by, is === be, () => `${what} is ${is}, and has to be ${be}`);
}

/** The sentences of what is not as the model says. */
export function problemsIn(all: readonly Compared[]): string[] {
  return all.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
}
