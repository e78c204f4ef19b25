import { chmodSync, closeSync, existsSync, lstatSync, mkdirSync, openSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const FILE_MODE = 0o644;

/** Characters that are put together before they are handed to the file system. */
const BATCH = 64 * 1024;

/** Where the files of a folder are written to, and whether the folder is on its way itself. */
interface Place {
  readonly directory: string;
  readonly isNew: boolean;
}

/** A file or folder, complete, that one rename puts where it belongs. */
interface Move {
  readonly temporary: string;
  readonly target: string;
}

/**
 * Files on their way into a folder: all are written in full before the first is put in its place, so no reader sees half
 * a file. A folder that is not there yet is put together beside its place and renamed as a whole; one that is there may
 * hold files of others and stays what it is, so in it each file is renamed over the one before.
 */
export class Staging {
  private readonly places = new Map<string, Place>();
  private readonly moves: Move[] = [];
  private outermostNew: string | undefined;
  private isModeNarrowed: boolean | undefined;

  public constructor(private readonly root: string) {}

  /** Whether nothing can be at a path yet, for want of a folder. */
  public isInNewFolder(path: string): boolean {
    return this.placeOf(posix.dirname(path)).isNew;
  }

  public add(path: string, pieces: readonly string[]): void {
    const { directory, isNew } = this.placeOf(posix.dirname(path));
    const file = isNew ? join(directory, posix.basename(path)) : this.temporaryFor(directory, path);
    if (pieces.length === 1) writeFileSync(file, pieces[0], { mode: FILE_MODE });
    else writePieces(file, pieces);
    // A umask narrows the mode, for this file and all others, and a container of another user could not read them.
    this.isModeNarrowed ??= (lstatSync(file).mode & 0o777) !== FILE_MODE;
    if (this.isModeNarrowed) chmodSync(file, FILE_MODE);
  }

  /** Puts everything in its place; `onMove` is told what comes next. */
  public commit(onMove: (target: string) => void): void {
    for (const { temporary, target } of this.moves) {
      onMove(target);
      renameSync(temporary, target);
    }
  }

  /** Removes what was written, with the folders that were made for it. */
  public discard(): void {
    for (const { temporary } of this.moves) if (existsSync(temporary)) rmSync(temporary, { recursive: true });
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
      return { directory: this.root, isNew: false };
    }
    const parent = this.placeOf(posix.dirname(folder));
    const directory = join(parent.directory, posix.basename(folder));
    if (parent.isNew) {
      mkdirSync(directory);
      return { directory, isNew: true };
    }
    // A link that leads nowhere is there too, and no place for a folder.
    if (lstatSync(directory, { throwIfNoEntry: false })) return { directory, isNew: false };
    const temporary = this.temporaryFor(parent.directory, folder);
    mkdirSync(temporary);
    return { directory: temporary, isNew: true };
  }

  private temporaryFor(directory: string, path: string): string {
    // Not named *.yaml: `cdk8s synth` and `kubectl apply -f` take every such file in the folder.
    const temporary = join(directory, `.cdk8s-compose-${process.pid}-${this.moves.length}.tmp`);
    this.moves.push({ temporary, target: join(this.root, path) });
    return temporary;
  }
}

/** A file of many pieces is large, and its text as a whole would be there three times: in pieces, joined and as bytes. */
function writePieces(file: string, pieces: readonly string[]): void {
  const descriptor = openSync(file, 'w', FILE_MODE);
  try {
    let batch = '';
    for (const piece of pieces) {
      batch += piece;
      if (batch.length < BATCH) continue;
      writeFileSync(descriptor, batch);
      batch = '';
    }
    writeFileSync(descriptor, batch);
  } finally {
    closeSync(descriptor);
  }
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
