import { lstatSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OutputError, UNCHANGED } from './output-error';
import { dataOf, type FileContent } from './file-content';
import { folderOf, LIST_FILE } from './output-paths';

/** What a folder of outputs is before they are written. */
type FolderState = 'there' | 'missing' | 'refused';

/** What is said of all that stands in the way, before anything is changed. */
const REFUSAL = 'Move it away, or delete it if it is an output of an earlier run.';

/**
 * What stands where outputs are to be written. It is looked at as a whole before anything is changed: what is not ours is
 * neither overwritten nor written through, be it a file, a folder or a link.
 */
export class Ground {
  private readonly folders = new Map<string, FolderState>();
  private readonly problems: string[] = [];

  /**
   * @param own what the last run wrote
   * @param stale those of them that go
   */
  public constructor(
    private readonly root: string,
    private readonly own: ReadonlySet<string>,
    private readonly stale: ReadonlySet<string>,
  ) {}

  /** Whether a file has to be written: it is not there, or it is ours and has other content. What stands in its way is remembered. */
  public needs(path: string, content: FileContent): boolean {
    const { isExecutable = false } = content;
    const state = this.stateOf(folderOf(path));
    if (state !== 'there') return state === 'missing';
    const target = join(this.root, path);
    const found = lstatSync(target, { throwIfNoEntry: false });
    if (found === undefined) return true;
    if (found.isDirectory()) return this.isOnlyStale(path) || this.refuse(target, 'a folder stands there, where a file belongs');
    if (found.isSymbolicLink()) return this.refuse(target, 'it is a link, and what it leads to is not ours');
    if (!found.isFile()) return this.refuse(target, 'it is no file');
    const data = dataOf(content);
    const isSame = readFileSync(target).equals(data instanceof Uint8Array ? data : Buffer.from(data.join('')));
    // The mode of a file that is not ours is not ours to change.
    if (isSame && (((found.mode & 0o100) !== 0) === isExecutable || !this.own.has(path))) return false;
    if (this.own.has(path)) return true;
    return this.refuse(target, path === LIST_FILE ? 'it is no list of outputs that a synthesis has written' : `no synthesis has written it, ${LIST_FILE} does not know it`);
  }

  /** Whether a folder is there already. */
  public isThere(folder: string): boolean {
    return this.stateOf(folder) === 'there';
  }

  /** @throws OutputError with all that stands in the way */
  public check(): void {
    const { problems } = this;
    if (problems.length === 0) return;
    const [first, ...others] = problems;
    if (others.length === 0) throw new OutputError(`cannot write ${first}. ${REFUSAL} ${UNCHANGED}`);
    throw new OutputError(`cannot write ${problems.length} outputs. ${REFUSAL} ${UNCHANGED}\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
  }

  private stateOf(folder: string): FolderState {
    const known = this.folders.get(folder);
    if (known) return known;
    const state = this.findState(folder);
    this.folders.set(folder, state);
    return state;
  }

  private findState(folder: string): FolderState {
    const parent = folder === '.' ? 'there' : this.stateOf(folderOf(folder));
    if (parent !== 'there') return parent;
    const target = join(this.root, folder);
    // The output directory itself may be a link: the user has named it.
    const found = folder === '.' ? statSync(this.root, { throwIfNoEntry: false }) : lstatSync(target, { throwIfNoEntry: false });
    // A file of the last run makes room for the folder.
    if (found === undefined || (found.isFile() && this.stale.has(folder))) return 'missing';
    if (found.isDirectory()) return 'there';
    this.refuse(target, found.isSymbolicLink() ? 'it is a link, and what it leads to is not ours' : 'a file stands there, where a folder belongs');
    return 'refused';
  }

  /** Whether all that a folder holds was written by the last run, and goes. */
  private isOnlyStale(folder: string): boolean {
    const entries = readdirSync(join(this.root, folder), { withFileTypes: true });
    return entries.every((entry) => (entry.isDirectory() ? this.isOnlyStale(`${folder}/${entry.name}`) : this.stale.has(`${folder}/${entry.name}`)));
  }

  private refuse(target: string, reason: string): false {
    this.problems.push(`${target}: ${reason}`);
    return false;
  }
}
