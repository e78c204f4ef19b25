import { posix } from 'node:path';
import type { Files } from '../cli/files';

/** What a synthesis would write, as if it had. */
export class FilesInMemory implements Files {
  public readonly problems = [];

  /** @param files by their paths in the output directory */
  public constructor(private readonly files: ReadonlyMap<string, string>) {}

  public shown(file: string): string {
    return posix.normalize(file);
  }

  public read(file: string): string | undefined {
    return this.files.get(this.shown(file));
  }

  public peek(file: string): string | undefined {
    return this.read(file);
  }

  public folderName(file: string): string {
    return posix.basename(posix.dirname(this.shown(file)));
  }

  public isFile(file: string): boolean {
    return this.files.has(this.shown(file));
  }

  public isFolder(file: string): boolean {
    return this.list(file).length > 0;
  }

  public list(folder: string): string[] {
    const normal = this.shown(folder);
    const before = normal === '.' ? '' : `${normal}/`;
    const names = [...this.files.keys()].filter((file) => file.startsWith(before)).map((file) => file.slice(before.length).split('/')[0]);
    return [...new Set(names)].sort();
  }
}
