import { win32 } from 'node:path';

/** The list of files written by the last run, so that the next one knows which are its own to replace and to remove. */
export const LIST_FILE = 'outputs.json';

/** Whether a path is one that an output can have: relative, normalised, the same on every system, below the root, and not the list of files. */
export function isOutputPath(path: string): boolean {
  return !REFUSED.test(path) && !win32.isAbsolute(path) && path.toLowerCase() !== LIST_FILE;
}

/** A step that is empty, `.` or `..`, as in a path that is absolute or ends in `/`; or a character that some system cannot take. */
const REFUSED = /(?:^|\/)\.{0,2}(?:\/|$)|[\\\p{Cc}\p{Cs}]/u;

/** The folder of a path; `.` is that of all. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '.' : path.slice(0, end);
}

/** What lies in a folder under a name. */
export function pathIn(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`;
}

/** `a/b/c` is in `a` and `a/b`. */
export function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) folders.push(path.slice(0, end));
  return folders;
}

/** @throws TypeError for the first path that no output can have, or that is a file and also the folder of another */
export function checkPaths(files: ReadonlyMap<string, unknown>): void {
  for (const path of files.keys()) {
    if (!isOutputPath(path)) {
      throw new TypeError(`${JSON.stringify(path)} is no path for an output: expected a normalised relative path such as "compose/shop/compose.yaml"`);
    }
    const folder = foldersOf(path).find((each) => files.has(each));
    if (folder !== undefined) throw new TypeError(`${JSON.stringify(folder)} cannot be a file and also the folder of ${JSON.stringify(path)}`);
  }
}

/** What git leaves in a file that two branches have changed. */
const CONFLICT = /^(?:<{7}|\|{7}|={7}|>{7})/;

/** An entry of the list, on a line of its own. */
const ENTRY = /^ *(".*"),?$/;

/**
 * The paths of a list of outputs. One with the marks of a merge in it holds those of both sides.
 *
 * @returns undefined for a text that is no such list
 */
export function pathsInList(text: string): readonly string[] | undefined {
  const list = text === '' ? [] : (parsed(text) ?? linesOf(text));
  return Array.isArray(list) && list.every((path) => typeof path === 'string' && isOutputPath(path)) ? [...new Set(list as string[])] : undefined;
}

/** The paths as a list. */
export function listOf(paths: readonly string[]): string {
  return `${JSON.stringify(paths, undefined, 2)}\n`;
}

function linesOf(text: string): unknown {
  const lines = text.split('\n').filter((line) => !CONFLICT.test(line) && !/^[[\]]?$/.test(line.trim()));
  return lines.length > 0 && lines.map((line) => parsed(ENTRY.exec(line)?.[1] ?? ''));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
