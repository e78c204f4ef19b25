import { existsSync, lstatSync, readFileSync, realpathSync, renameSync, rmSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { codeOf, ioError, UNCHANGED } from './output-error';
import { isOutputPath, LIST_FILE } from './output-paths';

/** Says what is left to do; only there while it is being done. */
const COMMIT_FILE = '.cdk8s-compose-commit.json';

/** Beside what it becomes; not named *.yaml: `cdk8s synth` and `kubectl apply -f` take every such file in the folder. */
export function temporaryName(index: number): string {
  return `.cdk8s-compose-${process.pid}-${index}.tmp`;
}

const TEMPORARY = /^\.cdk8s-compose-(\d+)-\d+\.tmp$/;

/** The process that works, or has worked, with a file of this name; `undefined` for any other file. */
export function processOfTemporary(name: string): number | undefined {
  const [, pid] = TEMPORARY.exec(name) ?? [];
  return pid === undefined ? undefined : Number(pid);
}

/** A file or folder, complete, that one rename puts where it belongs; relative to the root. */
export interface Move {
  readonly temporary: string;
  readonly target: string;
}

/** What makes the outputs those of this run, once all new content is there in full. */
export interface Commit {
  /** Outputs of the last run that go. */
  readonly removals: readonly string[];
  readonly moves: readonly Move[];
}

/**
 * Makes the outputs those of this run. What is to be done is written down first: if the process is killed midway, the next
 * run finishes it, so that outputs are never a mixture of two runs for longer than until then.
 *
 * @param discard takes back the new content
 * @returns the removals that were there
 * @throws OutputError if the file system refuses something; the next run goes on from there
 */
export function carryOut(root: string, commit: Commit, discard: () => void): string[] {
  const file = join(root, COMMIT_FILE);
  const draft = join(root, temporaryName(commit.moves.length));
  try {
    writeFileSync(draft, JSON.stringify(commit));
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    discard();
    throw ioError('write', file, error, UNCHANGED);
  }
  return finish(root, commit);
}

/** Finishes what a run that was killed has left to do. */
export function recover(root: string): void {
  const file = join(root, COMMIT_FILE);
  if (!existsSync(file)) return;
  const left = commitIn(readFileSync(file, 'utf8'));
  if (!left) rmSync(file);
  else finish(root, { ...left, moves: left.moves.filter(({ temporary }) => existsSync(join(root, temporary))) });
}

function finish(root: string, { removals, moves }: Commit): string[] {
  const state = 'The outputs are a mixture of two runs; the next one finishes this, once that is mended.';
  const removed = removals.filter((path) => remove(root, path, state));
  for (const { temporary, target } of moves) {
    try {
      renameSync(join(root, temporary), join(root, target));
    } catch (error) {
      throw ioError('write', join(root, target), error, state);
    }
  }
  rmSync(join(root, COMMIT_FILE));
  return removed;
}

/** What the file says, unless someone else has written it: it moves and removes files, so nothing of it is taken on trust. */
function commitIn(text: string): Commit | undefined {
  try {
    const { removals, moves } = JSON.parse(text) as { readonly removals: unknown[]; readonly moves: Partial<Record<keyof Move, unknown>>[] };
    const isPath = (path: unknown): path is string => typeof path === 'string' && (isOutputPath(path) || path === LIST_FILE);
    const isTemporary = (path: unknown): boolean => isPath(path) && processOfTemporary(posix.basename(path)) !== undefined;
    return removals.every(isPath) && moves.every(({ temporary, target }) => isTemporary(temporary) && isPath(target)) ? ({ removals, moves } as Commit) : undefined;
  } catch {
    return undefined;
  }
}

/** Removes a file, and the folders this leaves empty; gives whether it was there. */
function remove(root: string, path: string, state: string): boolean {
  const target = join(root, path);
  try {
    // A folder may have become a link to a place outside, where nothing is ours; and we never wrote a folder itself.
    if (!isWithin(root, dirname(target)) || lstatSync(target).isDirectory()) return false;
    unlinkSync(target);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return false;
    throw ioError('remove', target, error, state);
  }
  removeEmptyFolders(dirname(target), root);
  return true;
}

function isWithin(root: string, folder: string): boolean {
  return `${realpathSync(folder)}${sep}`.startsWith(`${realpathSync(root)}${sep}`);
}

/** Removes a folder if it is empty, then the one it was in, and so on, up to but not including `end`. */
export function removeEmptyFolders(folder: string, end: string): void {
  for (let current = folder; current !== end && current.startsWith(end); current = dirname(current)) {
    try {
      rmdirSync(current);
    } catch {
      return;
    }
  }
}
