/**
 * Some construct paths, asked for one of them that is at or above another path. Going up the tree step by step would
 * read a path once for each of its levels; here it is cut only where one of the known paths could end.
 */
export class Scopes {
  private readonly paths: ReadonlySet<string>;
  private readonly lengths: readonly number[];

  public constructor(paths: Iterable<string>) {
    this.paths = new Set(paths);
    this.lengths = [...new Set([...this.paths].map(({ length }) => length))].sort((a, b) => a - b);
  }

  /** The one nearest to the root of the tree, which has the path `''` and is above everything. */
  public outermost(path: string): string | undefined {
    for (const length of this.lengths) if (this.isAbove(path, length)) return path.slice(0, length);
    return undefined;
  }

  /** The one nearest to the path. */
  public innermost(path: string): string | undefined {
    const length = this.lengths.findLast((each) => this.isAbove(path, each));
    return length === undefined ? undefined : path.slice(0, length);
  }

  /** Whether none of the others is below one of them. */
  public isLowest(scope: string): boolean {
    return ![...this.paths].some((path) => path.startsWith(`${scope}/`));
  }

  private isAbove(path: string, length: number): boolean {
    return (length === 0 || length === path.length || path[length] === '/') && this.paths.has(path.slice(0, length));
  }
}
