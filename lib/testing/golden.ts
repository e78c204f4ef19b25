import * as fs from 'node:fs';
import * as path from 'node:path';
import { lineDiff } from './line-diff';

/**
 * What happens to a golden that is not as it should be, in jest's terms: `all` (`jest -u`) writes and removes whatever
 * differs, `new` writes those that do not exist yet, `none` (`jest --ci`) writes nothing at all.
 */
export type GoldenMode = 'all' | 'new' | 'none';

/**
 * Fails unless a folder holds exactly these files. The goldens are real files: a reviewer reads them in the diff, and
 * `docker compose` and `kubectl` can be run on them, which nobody can do with a `.snap`.
 *
 * A golden that differs fails with what would have to change; so does an orphan, a file of the folder that was not
 * produced. A golden that is missing is written, but fails under `jest --ci`. `jest -u` writes and removes what is
 * needed. The golden proves that nothing changed, never that it is right: read it before it is committed.
 *
 * @param folder absolute path, or relative to the working directory; nothing else may be kept in it
 * @param files content by path relative to the folder, such as `synthesize(stack).files`
 * @param mode what to do about differences; read from jest unless it is given
 * @throws Error that names every file that is not as it should be
 *
 * @example
 * test('the shop', () => {
 *   const { files } = synthesize(new Shop(new App(), 'shop'));
 *   expectGoldenFolder(`${__dirname}/expected`, files);
 * });
 */
export function expectGoldenFolder(folder: string, files: ReadonlyMap<string, string>, mode: GoldenMode = goldenMode()): void {
  const problems: string[] = [];
  for (const [file, content] of files) {
    const target = pathInside(folder, file);
    const golden = contentOf(target);
    if (golden === content) continue;
    if (mode === 'all' || (mode === 'new' && golden === undefined)) {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, content);
    } else if (golden === undefined) problems.push(`${file} does not exist, and with --ci it is not written.`);
    else problems.push(`${file} differs (- golden, + new):\n${lineDiff(golden, content)}`);
  }
  for (const file of filesBelow(folder)) {
    if (files.has(file)) continue;
    if (mode === 'all') remove(folder, file);
    else problems.push(`${file} is an orphan: nothing has produced it.`);
  }
  if (problems.length === 0) return;
  const error = new Error(`the goldens in ${path.relative('.', folder) || '.'} are not what was produced; jest -u accepts it\n\n${problems.join('\n\n')}\n`);
  // What failed is the test that called, so that is the line to show.
  Error.captureStackTrace(error, expectGoldenFolder);
  throw error;
}

/** What jest was told on its command line. Elsewhere a variable `CI` counts as `--ci`, as it does for jest itself. */
export function goldenMode(): GoldenMode {
  const { expect: matchers } = globalThis as { expect?: { getState?: () => { snapshotState?: { _updateSnapshot?: unknown } } } };
  const mode = matchers?.getState?.().snapshotState?._updateSnapshot;
  if (mode === 'all' || mode === 'new' || mode === 'none') return mode;
  const ci = process.env.CI ?? '';
  return ci === '' || ci === 'false' ? 'new' : 'none';
}

function pathInside(folder: string, file: string): string {
  const target = path.resolve(folder, file);
  if (!target.startsWith(path.resolve(folder) + path.sep)) throw new Error(`${JSON.stringify(file)} is not a path inside ${folder}`);
  return target;
}

function contentOf(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
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
