import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileProblem, type LocatedProblem } from '../verify/input/file-problem';
import { sizeProblem, textOf } from '../verify/input/text';

/** What is judged, by the paths that the one who asked would give it. */
export interface Files {
  /** What could not be read. */
  readonly problems: readonly LocatedProblem[];
  /** A path as it is shown. */
  shown(file: string): string;
  /** The text of a file; undefined for one that is in the problems now. */
  read(file: string): string | undefined;
  /** The same of a file that need be no text: then it is undefined, and no problem. */
  peek(file: string): string | undefined;
  /** Name of the folder that a file is in. */
  folderName(file: string): string;
  isFile(file: string): boolean;
  isFolder(file: string): boolean;
  /** What is in a folder, sorted; nothing if there is none. */
  list(folder: string): string[];
}

/** Files of the machine. */
export class FilesOnDisk implements Files {
  public readonly problems: LocatedProblem[] = [];
  private readonly texts = new Map<string, string | undefined>();

  /** @param directory where relative paths start */
  public constructor(private readonly directory: string) {}

  private resolve(file: string): string {
    return path.resolve(this.directory, file);
  }

  /** Relative where it is below the directory, with `/`. */
  public shown(file: string): string {
    const absolute = this.resolve(file);
    const relative = path.relative(this.directory, absolute);
    const short = relative === '' ? '.' : relative.startsWith('..') || path.isAbsolute(relative) ? absolute : relative;
    return short.split(path.sep).join('/');
  }

  /** Each is read once. */
  public read(file: string): string | undefined {
    const absolute = this.resolve(file);
    if (!this.texts.has(absolute)) {
      const text = this.textOf(file);
      if (typeof text !== 'string') this.problems.push(text);
      this.texts.set(absolute, typeof text === 'string' ? text : undefined);
    }
    return this.texts.get(absolute);
  }

  public peek(file: string): string | undefined {
    const known = this.texts.get(this.resolve(file));
    if (known !== undefined || !this.isFile(file)) return known;
    const text = this.textOf(file);
    return typeof text === 'string' ? text : undefined;
  }

  public folderName(file: string): string {
    return path.basename(path.dirname(this.resolve(file)));
  }

  private textOf(file: string): string | LocatedProblem {
    const shown = this.shown(file);
    try {
      const { size } = fs.statSync(this.resolve(file));
      return sizeProblem(size, shown) ?? textOf(fs.readFileSync(this.resolve(file)), shown);
    } catch (error) {
      return fileProblem('input/unreadable', shown, reasonOf(error));
    }
  }

  public isFile(file: string): boolean {
    return this.stat(file)?.isFile() === true;
  }

  public isFolder(file: string): boolean {
    return this.stat(file)?.isDirectory() === true;
  }

  public list(folder: string): string[] {
    if (!this.isFolder(folder)) return [];
    try {
      return fs.readdirSync(this.resolve(folder)).sort();
    } catch (error) {
      this.problems.push(fileProblem('input/unreadable', this.shown(folder), reasonOf(error)));
      return [];
    }
  }

  private stat(file: string): fs.Stats | undefined {
    try {
      return fs.statSync(this.resolve(file));
    } catch {
      // Who reads it is told why it cannot be read.
      return undefined;
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'the permission to read it is missing',
  EISDIR: 'it is a folder, and has to be a file',
  ELOOP: 'links lead round in a circle',
  ENOENT: 'it is not there',
  ENOTDIR: 'one of its folders is a file',
  EPERM: 'the permission to read it is missing',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return Object.hasOwn(REASONS, code) ? `${REASONS[code]} (${code})` : message;
}
