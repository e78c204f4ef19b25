import type { Construct } from 'constructs';
import { guard } from '../../border/guard';
import type { IValue } from '../../model/value';
import type { Image } from '../image';
import { Size, type ISize } from '../quantity';
import type { Volume } from '../storage';
import { Task } from '../task';
import { joinText, type EnvValue } from '../value';
import type { User } from '../container-options';
import { dataVolume, type DataVolumeOptions } from './data-volume';
import { checkWhole } from './server-rules';

const DIRECTORY = '/backups';

/** When a backup is made, and how many are kept. */
export interface BackupOptions extends DataVolumeOptions {
  /**
   * When, as a cron expression in UTC. Compose has no scheduler: `docker compose run --rm <id>` makes one at once.
   * @default '0 3 * * *'
   */
  readonly schedule?: string;

  /** Size of the volume that Kubernetes asks for: all backups that are kept, and one more while it is written. */
  readonly storage: ISize;

  /**
   * Backups that are kept, 1 or more; the oldest goes first.
   * @default 7
   */
  readonly keep?: number;
}

interface DatabaseBackupProps extends BackupOptions {
  readonly image: Image;
  readonly user: User;
  /** Part of the file names, as far as a file can be called so. */
  readonly database: string;
  readonly extension: string;
  /** Shell command that ends well as soon as the server answers, for clients that do not try again. */
  readonly reach?: string;
  /** Shell command that writes the file `$part`; what it writes beside it has to begin with that name. */
  readonly dump: EnvValue;
  readonly env: { readonly [name: string]: EnvValue };
}

/**
 * Dumps a database to a volume of its own, at times of its own, and keeps the latest. Made by `addBackup` of a database;
 * the client comes from the server's image, so that the versions agree.
 *
 * A dump stands in a directory of its own until it is complete: what is there can be restored, and what a run has left
 * unfinished is removed by the next.
 *
 * @example
 * const backup = postgres.addBackup({ storage: Size.gibibytes(20), keep: 14 });
 */
export class DatabaseBackup extends Task {
  /** Where the backups are, for a task that copies them elsewhere. */
  public readonly volume: Volume;

  public constructor(scope: Construct, id: string, props: DatabaseBackupProps) {
    super(scope, id, {
      image: props.image,
      user: props.user,
      entrypoint: ['sh', '-c', script(props)],
      env: { ...props.env, KEEP: props.keep ?? 7 },
      egress: false,
      retries: 2,
      schedule: props.schedule ?? '0 3 * * *',
      resources: { cpu: { request: 0.1, limit: 1 }, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(512) } },
    });
    if (props.keep !== undefined) checkWhole(this, 'keep', props.keep, [1, Infinity], DatabaseBackup);
    this.volume = dataVolume(this, 'data', props.storage, props, false);
    this.addMount(DIRECTORY, this.volume);
  }
}

guard(DatabaseBackup);

/** Seconds in which the server has to answer: a network may refuse a container that it has only just heard of. */
const REACHED_WITHIN = 60;

/** Shell that waits until a command ends well, or goes on without: what comes then says best what is wrong. */
export function untilReached(command: string): string {
  return `waited=0\nuntil ${command} >/dev/null 2>&1 || [ "$waited" -ge ${REACHED_WITHIN} ]; do sleep 2; waited=$((waited + 2)); done`;
}

/** Neither `find` nor `xargs`, which not every image has. */
function script({ database, extension, reach, dump }: DatabaseBackupProps): IValue {
  const backup = `${DIRECTORY}/${database.replace(/[^A-Za-z0-9_.-]+/g, '_')}`;
  return joinText([
    [
      'set -eu',
      `unfinished=${DIRECTORY}/.unfinished`,
      // Older versions left theirs beside the backups.
      `rm -rf "$unfinished" ${DIRECTORY}/*.part ${DIRECTORY}/*.part.sql`,
      `trap 'rm -rf "$unfinished"' EXIT`,
      'mkdir "$unfinished"',
      'part=$unfinished/dump',
      `name=${backup}-$(date -u +%Y%m%dT%H%M%SZ).${extension}`,
      ...(reach === undefined ? [] : [untilReached(reach)]),
      '',
    ].join('\n'),
    dump,
    [
      '',
      'mv "$part" "$name"',
      `set -- ${backup}-*.${extension}`,
      'while [ "$#" -gt "$KEEP" ]; do rm -f "$1"; shift; done',
      'echo "wrote $name"',
    ].join('\n'),
  ]);
}
