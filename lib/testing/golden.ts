import * as fs from 'node:fs';
import * as path from 'node:path';
import { inDetail, inShort, type GoldenProblem } from './golden-report';
import { objectDifferences } from './object-differences';

/**
 * What happens to a golden that is not as it should be, in the terms of Jest and Vitest: `all` (`-u`) writes and removes whatever
 * differs, `new` writes those that do not exist yet, `none` (`jest --ci`, and Vitest where `CI` is set) writes nothing at all.
 */
export type GoldenMode = 'all' | 'new' | 'none';

/** How goldens are compared. */
export interface GoldenOptions {
  /**
   * What to do about goldens that are not as they should be.
   * @default - what Jest or Vitest was told on its command line
   */
  readonly mode?: GoldenMode;

  /**
   * Path of the construct that an object comes from, by the object's name as a difference shows it: `Deployment/api`,
   * `services.api`. `synthesize(stack).origins` is such a table.
   * @default - a difference names the object alone
   */
  readonly origins?: ReadonlyMap<string, string>;
}

/** Failures that show lines, of all in one run of this module, which for jest is one test file; the others name the objects. */
const MOST_DETAILED = 3;
let failures = 0;

/**
 * Fails unless a folder holds exactly these files. The goldens are real files: a reviewer reads them in the diff, and
 * `docker compose` and `kubectl` can be run on them, which nobody can do with a `.snap`.
 *
 * A golden that differs fails with the first objects in it that would change, and how; the first failures of a test file
 * show the lines, the others are short, so that a change that many goldens feel can be read. An orphan, a file of the
 * folder that was not produced, fails too. A golden that is missing is written, but fails in CI (`jest --ci`, Vitest where `CI` is set). `-u`
 * writes and removes what is needed. The golden proves that nothing changed, never that it is right: read it before it
 * is committed.
 *
 * @param folder absolute path, or relative to the working directory; nothing else may be kept in it
 * @param files content by path relative to the folder, such as `synthesize(stack).files`; bytes for what is no text, such as
 * `binaryFiles` beside it
 * @throws Error that names the files that are not as they should be
 *
 * @example
 * test('the shop', () => {
 *   const { files, origins } = synthesize(new Shop(new App(), 'shop'));
 *   expectGoldenFolder(`${__dirname}/expected`, files, { origins });
 * });
 */
export function expectGoldenFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>, options: GoldenOptions = {}): void {
  const { mode = goldenMode(), origins = new Map<string, string>() } = options;
  const problems: GoldenProblem[] = [];
  for (const [file, content] of files) {
    const target = pathInside(folder, file);
    const golden = contentOf(target);
    if (golden !== undefined && golden.equals(Buffer.from(content))) continue;
    if (mode === 'all' || (mode === 'new' && golden === undefined)) {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, content);
    } else if (golden === undefined) problems.push({ file, says: 'does not exist, and in CI it is not written.' });
    else if (typeof content === 'string') problems.push({ file, differences: objectDifferences(file, golden.toString('utf8'), content) });
    else problems.push({ file, says: 'has other bytes.' });
  }
  for (const file of filesBelow(folder)) {
    if (files.has(file)) continue;
    if (mode === 'all') remove(folder, file);
    else problems.push({ file, says: 'is an orphan: nothing has produced it.' });
  }
  if (problems.length === 0) return;
  throw failure(path.relative('.', folder) || '.', problems, origins);
}

function failure(folder: string, problems: readonly GoldenProblem[], origins: ReadonlyMap<string, string>): Error {
  failures += 1;
  const title = `the goldens in ${folder} are not what was produced`;
  if (failures <= MOST_DETAILED) {
    const error = new Error(`${title}; ${updateCommand()} accepts it\n\n${inDetail(problems, origins)}\n`);
    // What failed is the test that called, so that is the line to show.
    Error.captureStackTrace(error, expectGoldenFolder);
    return error;
  }
  const error = new Error(`${title}; run this test alone to see the lines\n${inShort(problems, origins)}`);
  // The line to show would be that of the failures before.
  error.stack = `Error: ${error.message}`;
  return error;
}

/** What Jest and Vitest keep of a run, also where their `expect` is imported and no global. */
interface MatcherState {
  readonly state?: { readonly snapshotState?: { readonly _updateSnapshot?: unknown } };
}

const MATCHERS = Symbol.for('$$jest-matchers-object');

/** What Jest or Vitest was told on its command line. Elsewhere a variable `CI` counts as `--ci`, as it does for them. */
export function goldenMode(): GoldenMode {
  const mode = (globalThis as { [MATCHERS]?: MatcherState })[MATCHERS]?.state?.snapshotState?._updateSnapshot;
  if (mode === 'all' || mode === 'new' || mode === 'none') return mode;
  const ci = process.env.CI ?? '';
  return ci === '' || ci === 'false' ? 'new' : 'none';
}

/** How the one who runs the tests accepts what differs. */
function updateCommand(): string {
  return (process.env.VITEST ?? '') === '' ? 'jest -u' : 'vitest -u';
}

function pathInside(folder: string, file: string): string {
  const target = path.resolve(folder, file);
  if (!target.startsWith(path.resolve(folder) + path.sep)) throw new Error(`${JSON.stringify(file)} is not a path inside ${folder}`);
  return target;
}

function contentOf(file: string): Buffer | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file) : undefined;
}

/** Paths relative to the folder, with `/`. */
function filesBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => !fs.lstatSync(path.join(folder, file)).isDirectory())
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}

/** Removes a file and the folders that it leaves empty. */
function remove(folder: string, file: string): void {
  fs.rmSync(path.join(folder, file));
  for (let parent = path.posix.dirname(file); parent !== '.'; parent = path.posix.dirname(parent)) {
    if (fs.readdirSync(path.join(folder, parent)).length > 0) return;
    fs.rmdirSync(path.join(folder, parent));
  }
}
