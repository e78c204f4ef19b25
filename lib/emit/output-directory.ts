import { lstatSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { carryOut, processOfTemporary, recover } from './commit';
import type { FileContent } from './file-content';
import { Ground } from './ground';
import { codeOf, ioError, UNCHANGED } from './output-error';
import { checkPaths, foldersOf, LIST_FILE, listOf, pathsInList } from './output-paths';
import { Staging } from './staging';

/** What a write did, as sorted paths relative to the root. */
export interface OutputReport {
  /** Files that are new or have new content. */
  readonly written: string[];
  /** Files that had the right content already and were not touched. */
  readonly unchanged: string[];
  /** Files of the run before that no longer belong. */
  readonly removed: string[];
}

/** What a file is to hold: a text, or the pieces of a large one, in their order; or bytes, or something that can be executed. */
export type Content = string | readonly string[] | FileContent;

/** A temporary file of a process that runs is left alone for so long; then it is that of another process of this number. */
const LONGEST_RUN_MS = 10 * 60 * 1000;

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
   * reader ever sees half a file, and a full disk leaves everything as it was. Who is killed in the middle of the renames has
   * written down what is left; the next run does it first. Files with the right content already are not touched, files that are
   * not ours neither, and nothing is written through a link. Files that the last run wrote and this one did not are removed, with
   * the folders that this leaves empty. The list of files is kept in `outputs.json`; while that is missing nothing is ours.
   *
   * @throws TypeError for a path that is absolute, not normalised, leads out of the root or is the list itself, and for a path that
   * is a file and also the folder of another.
   * @throws OutputError naming all that is not ours and stands in the way, or what the file system has refused.
   */
  write(files: ReadonlyMap<string, Content>): OutputReport {
    checkPaths(files);
    return this.inWords(() => this.update(files));
  }

  /** Whether the last run wrote a file of this path. */
  isOwn(path: string): boolean {
    return this.inWords(() => this.pathsOfLastRun()?.includes(path) ?? false);
  }

  /** What the file system refuses before the first output is changed, as a sentence. */
  private inWords<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw isRefusal(error) ? ioError('write', error.path ?? this.root, error, UNCHANGED) : error;
    }
  }

  private update(files: ReadonlyMap<string, Content>): OutputReport {
    recover(this.root);
    const all = [...files.keys()].sort();
    const last = this.pathsOfLastRun();
    const stale = (last ?? []).filter((path) => !files.has(path));
    const ground = new Ground(this.root, new Set(last && [...last, LIST_FILE]), new Set(stale));
    const changed = new Map<string, FileContent>();
    for (const [path, content] of [...files, [LIST_FILE, listOf(all)] as const]) {
      const file = fileOf(content);
      if (ground.needs(path, file)) changed.set(path, file);
    }
    ground.check();
    this.clearStrays([...all, ...stale], ground);
    const removed = changed.size > 0 ? this.replace(changed, stale, ground) : [];
    return { written: all.filter((path) => changed.has(path)), unchanged: all.filter((path) => !changed.has(path)), removed: removed.sort() };
  }

  /** What `outputs.json` lists; `undefined` if it is not there, or none of ours. */
  private pathsOfLastRun(): readonly string[] | undefined {
    const file = join(this.root, LIST_FILE);
    return lstatSync(file, { throwIfNoEntry: false })?.isFile() ? pathsInList(readFileSync(file, 'utf8')) : undefined;
  }

  /** Puts new content in its place; gives the paths of stale files that were there. */
  private replace(changed: ReadonlyMap<string, FileContent>, stale: readonly string[], ground: Ground): string[] {
    const staging = new Staging(this.root, (folder) => ground.isThere(folder));
    for (const [path, content] of changed) {
      try {
        staging.add(path, content);
      } catch (error) {
        staging.discard();
        throw ioError('write', join(this.root, path), error, UNCHANGED);
      }
    }
    return carryOut(this.root, { removals: stale, moves: staging.moves }, () => staging.discard());
  }

  /** Removes what a run that was killed has left in the folders of outputs. */
  private clearStrays(paths: readonly string[], ground: Ground): void {
    const folders = new Set(['.']);
    for (const path of paths) for (const folder of foldersOf(path)) folders.add(folder);
    for (const folder of folders) {
      if (!ground.isThere(folder)) continue;
      const directory = join(this.root, folder);
      for (const name of readdirSync(directory)) {
        const pid = processOfTemporary(name);
        if (pid !== undefined && !isAtWork(pid, join(directory, name))) rmSync(join(directory, name), { recursive: true });
      }
    }
  }
}

function fileOf(content: Content): FileContent {
  if (typeof content === 'string') return { data: [content] };
  return 'data' in content ? content : { data: content };
}

/** Whether the process that has made a temporary file may still need it. */
function isAtWork(pid: number, file: string): boolean {
  if (pid === process.pid || Date.now() - lstatSync(file).mtimeMs > LONGEST_RUN_MS) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Whether the file system has refused something. */
function isRefusal(error: unknown): error is { readonly path?: string } {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
