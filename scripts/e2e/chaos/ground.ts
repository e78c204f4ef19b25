import type { StackModel } from '../../../lib/model/stack';
import type { Fault, Target } from './schedule';

/** How much fits on a volume where it is given a limit, in bytes; on a new one, a database takes a fifth of it. */
export const VOLUME_SIZE = 512 * 1024 ** 2;

/** A stack that is up on an engine, and what can be done to it there. */
export interface Ground {
  readonly targets: readonly Target[];
  /** Starts what writes records through the public entrance, see `writes.js`. */
  start(): void;
  /** What that has said up to now. */
  readonly log: string;
  /** Ends that, and what faults have left behind. */
  stop(): void;
  /** Lets it happen; an error says why it cannot. */
  begin(fault: Fault): void;
  /** Ends it, if it does not do so by itself. */
  end(fault: Fault): void;
  /** Names of what is not healthy. */
  readonly unwell: readonly string[];
  /** Numbers of the records that the database has. */
  readonly kept: readonly number[];
}

/** How a record gets from outside into a database, and how that is asked for it there. */
export interface Way {
  /** The workload that is called from outside, and the path below which it passes requests on to one that keeps records. */
  readonly entrance: string;
  readonly path: string;
  /** The workload that has them in the end, and what lists their numbers in its own shell. */
  readonly database: string;
  readonly list: string;
}

const WAYS: { readonly [stack: string]: Way } = {
  'ai-society': {
    entrance: 'frontend', path: '/api',
    database: 'postgres', list: 'psql -At -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "SELECT number FROM stand_in_records"',
  },
  'astron-agent': {
    entrance: 'gateway', path: '/console-api',
    database: 'mysql', list: 'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysql --host=127.0.0.1 --user=root -N -e "SELECT number FROM astron_console.stand_in_records"',
  },
};

/** An error that says which there are, for a stack without one. */
export function wayIn(stack: string): Way {
  const way = WAYS[stack];
  if (!way) throw new Error(`how a record gets into the database of ${stack} is not known; it is of ${Object.keys(WAYS).join(', ')}`);
  return way;
}

/** These stacks, or all from outside of which there is a way. */
export function stacksWithWay(names: readonly string[]): readonly string[] {
  for (const name of names) wayIn(name);
  return names.length > 0 ? names : Object.keys(WAYS);
}

/** Below which records are written, by their numbers. */
export function recordsAt(origin: string, { path }: Way): string {
  return `${origin}${path}/stand-in-records`;
}

/** What is there to stay, with what it writes to that has a limit: what is in memory, and these volumes. */
export function targetsIn({ workloads }: StackModel, limited: ReadonlySet<string>): readonly Target[] {
  return workloads.filter(({ kind }) => kind !== 'task').map(({ name: workload, containers: [{ mounts }] }) => ({
    workload, places: mounts.flatMap((mount) => (mount.kind === 'scratch' || (mount.kind === 'volume' && limited.has(mount.volume)) ? [mount.target] : [])),
  }));
}
