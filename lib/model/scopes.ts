/**
 * Some construct paths, asked for those of them that are at or above another one. Going up the tree step by step would
 * read a path once for each of its levels; here it is cut only where one of the known paths could end.
 */
export class Scopes {
  private readonly paths: ReadonlySet<string>;
  private readonly lengths: readonly number[];

  public constructor(paths: Iterable<string>) {
    this.paths = new Set(paths);
    this.lengths = [...new Set([...this.paths].map(({ length }) => length))].sort((a, b) => a - b);
  }

  /** The outermost first. The root of the tree has the path `''` and is above everything. */
  public around(path: string): string[] {
    return this.lengths
      .filter((length) => length === 0 || length === path.length || path[length] === '/')
      .map((length) => path.slice(0, length))
      .filter((scope) => this.paths.has(scope));
  }
}
