import { existsSync, lstatSync, readFileSync, realpathSync, unlinkSync } from 'node:fs';
import { dirname, join, posix, resolve, sep, win32 } from 'node:path';
import { removeEmptyFolders, Staging } from './staging';

/** What a write did, as sorted paths relative to the root. */
export interface OutputReport {
  /** Files that are new or have new content. */
  readonly written: string[];
  /** Files that had the right content already and were not touched. */
  readonly unchanged: string[];
  /** Files of the run before that no longer belong. */
  readonly removed: string[];
}

/** What a file is to hold: a text, or the pieces of a large one, in their order. */
export type Content = string | readonly string[];

/** The list of files written by the last run, so that the next one knows which are its own to remove. */
const LIST_FILE = 'outputs.json';

/** A folder of generated files. It may also hold files of the operator's (a `.env`, say): those are never touched. */
export class OutputDirectory {
  private readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  /**
   * Makes the folder hold these files, by path relative to the root with `/` between its parts, and no others of the last run.
   *
   * All new content is first written in full beside its targets and then renamed over them, a new folder as a whole, so that no
   * reader ever sees half a file, and a full disk leaves everything as it was. Files with the right content already are not touched.
   * Files that the last run wrote and this one did not are removed, with the folders that this leaves empty. The list of files is
   * kept in `outputs.json`; while that is missing or damaged nothing is removed.
   *
   * @throws TypeError for a path that is absolute, not normalised, leads out of the root or is the list itself, and for a path that
   * is a file and also the folder of another.
   * @throws Error naming the file that could not be read, written or removed.
   */
  write(files: ReadonlyMap<string, Content>): OutputReport {
    checkPaths(files);
    const stale = this.pathsOfLastRun().filter((path) => !files.has(path));
    const inTheWay = stale.length > 0 ? pathsInTheWay(files) : () => false;

    const removed = this.remove(stale.filter(inTheWay));
    const changed = this.replace(files);
    removed.push(...this.remove(stale.filter((path) => !inTheWay(path))));
    const all = [...files.keys()].sort();
    this.replace(new Map([[LIST_FILE, JSON.stringify(all, undefined, 2) + '\n']]));

    return { written: all.filter((path) => changed.has(path)), unchanged: all.filter((path) => !changed.has(path)), removed: removed.sort() };
  }

  /** Whether the last run wrote a file of this path. */
  isOwn(path: string): boolean {
    return this.pathsOfLastRun().includes(path);
  }

  /** What `outputs.json` lists; nothing if it is not a list such as we write, be it damaged or tampered with. */
  private pathsOfLastRun(): string[] {
    try {
      const list: unknown = JSON.parse(readFileSync(join(this.root, LIST_FILE), 'utf8'));
      return Array.isArray(list) && list.every((path) => typeof path === 'string' && isOutputPath(path)) ? (list as string[]) : [];
    } catch {
      return [];
    }
  }

  /** Writes the files that have other content; gives their paths. */
  private replace(files: ReadonlyMap<string, Content>): Set<string> {
    const staging = new Staging(this.root);
    const changed = new Set<string>();
    let target = this.root;
    try {
      for (const [path, given] of files) {
        target = join(this.root, path);
        const pieces = typeof given === 'string' ? [given] : given;
        if (!staging.isInNewFolder(path) && holds(target, pieces)) continue;
        staging.add(path, pieces);
        changed.add(path);
      }
      staging.commit((next) => (target = next));
    } catch (error) {
      staging.discard();
      throw failure('write', target, error);
    }
    return changed;
  }

  /** Removes files, and the folders this leaves empty; gives the paths of those that were there. */
  private remove(paths: readonly string[]): string[] {
    return paths.filter((path) => {
      const target = join(this.root, path);
      try {
        // A folder may have become a link to a place outside, where nothing is ours; and we never wrote a folder itself.
        if (!this.isWithinRoot(dirname(target)) || lstatSync(target).isDirectory()) return false;
        unlinkSync(target);
      } catch (error) {
        if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
        throw failure('remove', target, error);
      }
      removeEmptyFolders(dirname(target), this.root);
      return true;
    });
  }

  private isWithinRoot(folder: string): boolean {
    return `${realpathSync(folder)}${sep}`.startsWith(`${realpathSync(this.root)}${sep}`);
  }
}

function holds(target: string, pieces: readonly string[]): boolean {
  try {
    return existsSync(target) && readFileSync(target).equals(Buffer.from(pieces.join('')));
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  }
}

/** Whether a path stands where a folder has to be, or below what has to be a file. */
function pathsInTheWay(files: ReadonlyMap<string, Content>): (path: string) => boolean {
  const folders = new Set([...files.keys()].flatMap(foldersOf));
  return (path) => folders.has(path) || foldersOf(path).some((folder) => files.has(folder));
}

function checkPaths(files: ReadonlyMap<string, Content>): void {
  for (const path of files.keys()) {
    if (!isOutputPath(path)) {
      const given = JSON.stringify(path);
      throw new TypeError(`${given} is no path for an output: expected a normalised relative path such as "compose/shop/compose.yaml"`);
    }
    const folder = foldersOf(path).find((each) => files.has(each));
    if (folder !== undefined) {
      throw new TypeError(`${JSON.stringify(folder)} cannot be a file and also the folder of ${JSON.stringify(path)}`);
    }
  }
}

/** Whether a path is one that an output can have: relative, normalised, the same on every system, below the root, and not the list of files. */
export function isOutputPath(path: string): boolean {
  return (
    path === posix.normalize(path) &&
    !/^\.\.?(?:\/|$)|\/$|[\\\p{Cc}\p{Cs}]/u.test(path) &&
    !posix.isAbsolute(path) &&
    !win32.isAbsolute(path) &&
    path.toLowerCase() !== LIST_FILE
  );
}

/** `a/b/c` is in `a` and `a/b`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  // Not `instanceof Error`: in a Jest sandbox the errors of node:fs are of another realm.
  return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}

function failure(action: string, target: string, cause: unknown): Error {
  const reason = typeof cause === 'object' && cause !== null && 'message' in cause ? cause.message : cause;
  return new Error(`cannot ${action} ${target}: ${String(reason)}`, { cause });
}
