import type { WatchModel } from '../model/word-values';

/** What follows a change of a file. */
export enum WatchAction {
  /** The image is built anew, and the container replaced. */
  REBUILD = 'rebuild',
  /** The container is started again. Needs Compose 2.32 (`compose/newer-version`). */
  RESTART = 'restart',
  /** The file is copied into the container, which takes a root that is writable (`compose/watch-read-only`), and an engine from 28 on, or the image's own user (`compose/watch-user`). */
  SYNC = 'sync',
  /** The file is copied, and the container started again. */
  SYNC_RESTART = 'sync+restart',
}

/** Files of the checkout that `docker compose watch` looks after, and what follows a change. */
export interface WatchRule {
  /** What follows. */
  readonly action: WatchAction;

  /** Directory or file of the checkout, relative to its root. */
  readonly path: string;

  /**
   * Where it is copied to, an absolute path in the container.
   * @default - nowhere: for what is not copied
   */
  readonly target?: string;

  /**
   * Patterns of files below it that are passed over.
   * @default - none
   */
  readonly ignore?: readonly string[];

  /**
   * Patterns of files below it that count; needs Compose 2.34 (`compose/newer-version`).
   * @default - all
   */
  readonly include?: readonly string[];
}

/** What is said of watching, in the words of the model. */
export function describeWatch(rules: readonly WatchRule[] = []): WatchModel[] | undefined {
  return rules.length === 0 ? undefined : rules.map(({ action, path, target, ignore = [], include = [] }) => ({
    action,
    path,
    ...(target !== undefined && { target }),
    ...(ignore.length > 0 && { ignore: [...ignore] }),
    ...(include.length > 0 && { include: [...include] }),
  }));
}
