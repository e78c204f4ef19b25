import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments, Scalar, visit } from 'yaml';
import { isMapping, type Raw } from '../import/raw';
import { withExtended } from './extends';

/** A Compose file as it was read. */
export interface ReadFile {
  readonly name: string;
  /** Directory of the file, below the root of its checkout; `.` is the root. */
  readonly directory: string;
  readonly services: ReadonlyMap<string, Raw>;
  /** Everything beside the services. */
  readonly top: Raw;
}

/** What was found in a directory. */
export interface Corpus {
  readonly files: readonly ReadFile[];
  /** Files that are no Compose files. */
  readonly others: readonly string[];
  /** Files that are no YAML, each with the reason; they count as files of which nothing can be said. */
  readonly unreadable: readonly string[];
  /** Files with the content of another one; they count like any other. */
  readonly duplicates: readonly string[];
}

/** Every Compose file of a directory, as far as its name is wanted. */
export function readCorpus(directory: string, isWanted: (name: string) => boolean = () => true): Corpus {
  const files: ReadFile[] = [];
  const [others, unreadable, duplicates]: string[][] = [[], [], []];
  const contents = new Map<string, string>();
  for (const name of fs.readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file) && isWanted(file)).sort()) {
    const content = fs.readFileSync(path.join(directory, name), 'utf8');
    try {
      const file = readCompose(name, content);
      if (!file) {
        others.push(name);
        continue;
      }
      files.push(file);
      const other = contents.get(content);
      if (other !== undefined) duplicates.push(`${name} is ${other}`);
      else contents.set(content, name);
    } catch (error) {
      unreadable.push(`${name}: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  return { files, others, unreadable, duplicates };
}

/** What stands in a Compose file, with anchors, merge keys and `extends` of services of the same file; undefined for another file. */
export function readCompose(name: string, content: string): ReadFile | undefined {
  const [document] = parseAllDocuments(content, { merge: true, uniqueKeys: false, logLevel: 'silent' });
  if (!document || !('contents' in document)) return undefined;
  if (document.errors.length > 0) throw document.errors[0];
  // What a second file takes away from the first: for this one alone, Compose says nothing of it.
  visit(document, { Node: (_key, node) => (node.tag === '!reset' ? new Scalar('!reset') : undefined) });
  const root: unknown = document.toJS({ maxAliasCount: -1 });
  if (!isMapping(root)) return undefined;
  const { services, ...top } = root;
  const isCompose = isMapping(services) || 'include' in root;
  const found = isMapping(services) ? services : isCompose ? {} : isFirstVersion(root) ? root : undefined;
  if (!found) return undefined;
  const raw = new Map(Object.entries(found).map(([service, said]) => [service, isMapping(said) ? said : {}]));
  return { name, directory: directoryOf(name), services: withExtended(raw), top: isCompose ? top : {} };
}

/** The first format had services at the top. */
function isFirstVersion(root: Raw): boolean {
  const entries = Object.values(root);
  return entries.length > 0 && entries.every((entry) => isMapping(entry) && ('image' in entry || 'build' in entry));
}

/** A file may be named after its path in a repository, with `~` for `/` behind `__`. */
function directoryOf(name: string): string {
  return path.posix.dirname(name.replace(/^.*?__/, '').replaceAll('~', '/'));
}
