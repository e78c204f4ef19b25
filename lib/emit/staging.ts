import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { removeEmptyFolders, temporaryName, type Move } from './commit';
import { dataOf, type FileContent } from './file-content';
import { folderOf, pathIn } from './output-paths';

const FILE_MODE = 0o644;
/** Of a script that containers start. */
const EXECUTABLE_MODE = 0o755;

/** A container of another user finds its config files behind folders that everyone may enter. */
const FOLDER_MODE = 0o555;

/** Of a UTF-16 code unit in UTF-8. */
const MOST_BYTES = 3;

/** What is put together before it is handed to the file system. */
const batch = Buffer.allocUnsafeSlow(256 * 1024);

/** Where the files of a folder are written to, relative to the root, and whether the folder is on its way itself. */
interface Place {
  readonly directory: string;
  readonly isNew: boolean;
}

/**
 * Files on their way into a folder: all are written in full before the first is put in its place, so no reader sees half
 * a file. A folder that is not there yet is put together beside its place and renamed as a whole; one that is there may
 * hold files of others and stays what it is, so in it each file is renamed over the one before.
 */
export class Staging {
  private readonly places = new Map<string, Place>();
  private readonly staged: Move[] = [];
  private outermostNew: string | undefined;
  private isModeNarrowed: boolean | undefined;

  /** @param isThere whether a folder of outputs is there already */
  public constructor(
    private readonly root: string,
    private readonly isThere: (folder: string) => boolean,
  ) {}

  /** What puts everything in its place. */
  public get moves(): readonly Move[] {
    return this.staged;
  }

  public add(path: string, content: FileContent): void {
    const { directory, isNew } = this.placeOf(folderOf(path));
    const file = `${this.root}${sep}${isNew ? pathIn(directory, path.slice(path.lastIndexOf('/') + 1)) : this.temporaryFor(directory, path)}`;
    const data = dataOf(content);
    const { isExecutable } = content;
    if (data instanceof Uint8Array || data.length === 1) writeFileSync(file, data instanceof Uint8Array ? data : data[0], { mode: FILE_MODE, encoding: 'utf8' });
    else writePieces(file, data);
    // A umask narrows the mode, for this file and all others, and a container of another user could not read them.
    this.isModeNarrowed ??= (lstatSync(file).mode & 0o777) !== FILE_MODE;
    if (this.isModeNarrowed || isExecutable) chmodSync(file, isExecutable ? EXECUTABLE_MODE : FILE_MODE);
  }

  /** Removes what was written, with the folders that were made for it. */
  public discard(): void {
    for (const { temporary } of this.staged) rmSync(join(this.root, temporary), { recursive: true, force: true });
    if (this.outermostNew !== undefined) removeEmptyFolders(this.root, dirname(this.outermostNew));
  }

  private placeOf(folder: string): Place {
    const known = this.places.get(folder);
    if (known) return known;
    const place = this.findPlace(folder);
    this.places.set(folder, place);
    return place;
  }

  private findPlace(folder: string): Place {
    if (folder === '.') {
      this.outermostNew = mkdirSync(this.root, { recursive: true });
      if (this.outermostNew !== undefined) open(this.root);
      return { directory: '.', isNew: false };
    }
    const parent = this.placeOf(folderOf(folder));
    if (!parent.isNew && this.isThere(folder)) return { directory: folder, isNew: false };
    const directory = parent.isNew ? posix.join(parent.directory, posix.basename(folder)) : this.temporaryFor(parent.directory, folder);
    mkdirSync(join(this.root, directory));
    open(join(this.root, directory));
    return { directory, isNew: true };
  }

  private temporaryFor(directory: string, target: string): string {
    const temporary = pathIn(directory, temporaryName(this.staged.length));
    // Where the file system takes no such name, it says so now, not when half of the outputs have been moved.
    lstatSync(join(this.root, target), { throwIfNoEntry: false });
    this.staged.push({ temporary, target });
    return temporary;
  }
}

/** Lets everyone into a new folder, as far as a umask has not. */
function open(folder: string): void {
  const mode = lstatSync(folder).mode & 0o777;
  if ((mode & FOLDER_MODE) !== FOLDER_MODE) chmodSync(folder, mode | FOLDER_MODE);
}

/** A file of many pieces is large, and its text as a whole would be there three times: in pieces, joined and as bytes. */
function writePieces(file: string, pieces: readonly string[]): void {
  const descriptor = openSync(file, 'w', FILE_MODE);
  try {
    let length = 0;
    for (const piece of pieces) {
      const most = MOST_BYTES * piece.length;
      if (length + most > batch.length) {
        writeFileSync(descriptor, batch.subarray(0, length));
        length = 0;
      }
      if (most > batch.length) writeFileSync(descriptor, piece);
      else length += batch.write(piece, length);
    }
    writeFileSync(descriptor, batch.subarray(0, length));
  } finally {
    closeSync(descriptor);
  }
}
