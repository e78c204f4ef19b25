import {
  chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, rmdirSync, unlinkSync, writeFileSync,
} from 'node:fs';
import { dirname, join, posix, resolve, sep, win32 } from 'node:path';

/** What a write did, as sorted paths relative to the root. */
export interface OutputReport {
  /** Files that are new or have new content. */
  readonly written: string[];
  /** Files that had the right content already and were not touched. */
  readonly unchanged: string[];
  /** Files of the run before that no longer belong. */
  readonly removed: string[];
}

/** The list of files written by the last run, so that the next one knows which are its own to remove. */
const LIST_FILE = 'outputs.json';

const FILE_MODE = 0o644;

interface StagedFile {
  readonly target: string;
  readonly temporary: string;
}

/** A folder of generated files. It may also hold files of the operator's (a `.env`, say): those are never touched. */
export class OutputDirectory {
  private readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  /**
   * Makes the folder hold these files, by path relative to the root with `/` between its parts, and no others of the last run.
   *
   * All new content is first written in full beside its targets and then renamed over them, so that no reader ever sees half a
   * file, and a full disk leaves everything as it was. Files with the right content already are not touched. Files that the last
   * run wrote and this one did not are removed, with the folders that this leaves empty. The list of files is kept in
   * `outputs.json`; while that is missing or damaged nothing is removed.
   *
   * @throws TypeError for a path that is absolute, not normalised, leads out of the root or is the list itself, and for a path that
   * is a file and also the folder of another.
   * @throws Error naming the file that could not be read, written or removed.
   */
  write(files: ReadonlyMap<string, string>): OutputReport {
    checkPaths(files);
    const stale = this.pathsOfLastRun().filter((path) => !files.has(path));
    const folders = new Set([...files.keys()].flatMap(foldersOf));
    const inTheWay = (path: string): boolean => folders.has(path) || foldersOf(path).some((folder) => files.has(folder));

    const removed = this.remove(stale.filter(inTheWay));
    const changed = new Map([...files].filter(([path, content]) => !this.holds(path, content)));
    this.replace(changed);
    removed.push(...this.remove(stale.filter((path) => !inTheWay(path))));
    this.saveList([...files.keys()].sort());

    const unchanged = [...files.keys()].filter((path) => !changed.has(path));
    return { written: [...changed.keys()].sort(), unchanged: unchanged.sort(), removed: removed.sort() };
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

  private saveList(paths: readonly string[]): void {
    const content = JSON.stringify(paths, undefined, 2) + '\n';
    if (!this.holds(LIST_FILE, content)) this.replace(new Map([[LIST_FILE, content]]));
  }

  private holds(path: string, content: string): boolean {
    const target = join(this.root, path);
    try {
      return existsSync(target) && readFileSync(target).equals(Buffer.from(content));
    } catch (error) {
      // A file where a folder should be is reported when the folder is made.
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
      throw failure('write', target, error);
    }
  }

  private replace(files: ReadonlyMap<string, string>): void {
    const staged: StagedFile[] = [];
    const newFolders: { readonly outermost: string; readonly innermost: string }[] = [];
    let target = this.root;
    try {
      for (const [path, content] of files) {
        target = join(this.root, path);
        const innermost = dirname(target);
        const outermost = mkdirSync(innermost, { recursive: true });
        if (outermost !== undefined) newFolders.push({ outermost, innermost });
        // Not named *.yaml: `cdk8s synth` and `kubectl apply -f` take every such file in the folder.
        const temporary = join(innermost, `.cdk8s-compose-${process.pid}-${staged.length}.tmp`);
        staged.push({ target, temporary });
        writeFileSync(temporary, content);
        // The mode given to writeFileSync would be narrowed by the umask, and a container of another user could not read the file.
        chmodSync(temporary, FILE_MODE);
      }
      for (const file of staged) {
        target = file.target;
        renameSync(file.temporary, target);
      }
    } catch (error) {
      for (const file of staged) rmSync(file.temporary, { force: true });
      for (const { outermost, innermost } of newFolders.reverse()) removeEmptyFolders(innermost, dirname(outermost));
      throw failure('write', target, error);
    }
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

/** Removes a folder if it is empty, then the one it was in, and so on, up to but not including `end`. */
function removeEmptyFolders(folder: string, end: string): void {
  for (let current = folder; current !== end && current.startsWith(end); current = dirname(current)) {
    try {
      rmdirSync(current);
    } catch {
      return;
    }
  }
}

function checkPaths(files: ReadonlyMap<string, string>): void {
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
