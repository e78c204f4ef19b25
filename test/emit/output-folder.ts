import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { OutputDirectory, type Content } from '../../lib/emit/output-directory';

/** A folder of its own for each test of the file that imports this. */
export let folder: string;

/** The output directory in it, which is not there yet. */
export let root: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'output-directory-')));
  root = join(folder, 'dist');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes outputs. */
export function write(files: Record<string, Content>): ReturnType<OutputDirectory['write']> {
  return new OutputDirectory(root).write(new Map(Object.entries(files)));
}

/** Writes a file of somebody else's. */
export function put(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** Content of a file. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every file and empty folder below the root, but for the list. */
export function tree(of = root): string[] {
  const found = readdirSync(of, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => !entry.isDirectory() || readdirSync(join(entry.parentPath, entry.name)).length === 0)
    .map((entry) => join(entry.parentPath, entry.name).slice(of.length + 1))
    .filter((path) => path !== 'outputs.json')
    .sort();
}
