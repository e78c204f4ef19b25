import { load, loadAll } from 'js-yaml';
import { FilesInMemory } from '../../lib/testing/files-in-memory';
import { verifyFiles } from '../../lib/cli/verify';
import { at } from '../../lib/verify/untyped';
import { changesOf, type Change } from './mutants';

/** One change of one of the outputs of a stack. */
export interface Mutant extends Change {
  readonly target: Target;
  /** `Deployment/api`, or the file. */
  readonly subject: string;
}

export type Target = 'kubernetes' | 'compose' | 'files' | 'report';

/** What `verify` says of a mutant beyond what it says of the outputs as they are. */
export interface Judged {
  readonly mutant: Mutant;
  /** None if nobody notices. */
  readonly codes: readonly string[];
}

const NOTHING_NAMED = { kubernetes: [], compose: [], profiles: [], envFiles: [] } as const;

/** The outputs of one stack, as a synthesis writes them, of which each mutant is verified as a whole. */
export class StackOutputs {
  private readonly known: ReadonlySet<string>;
  private readonly manifests: readonly unknown[];
  private readonly texts: readonly string[];

  /** @param files by their paths in the output directory */
  public constructor(public readonly name: string, private readonly files: ReadonlyMap<string, string>) {
    this.manifests = loadAll(files.get(this.manifestFile)!);
    this.texts = this.manifests.map((manifest) => JSON.stringify(manifest));
    this.known = new Set(this.findings(files).map(({ key }) => key));
  }

  private get manifestFile(): string {
    return `kubernetes/${this.name}.k8s.yaml`;
  }

  private get composeFile(): string {
    return `compose/${this.name}/compose.yaml`;
  }

  /** Every single-field mutation of the outputs. */
  public *mutants(): Iterable<Mutant> {
    for (const manifest of this.manifests) {
      const subject = `${String(at(manifest, 'kind'))}/${String(at(manifest, 'metadata', 'name'))}`;
      for (const change of changesOf(manifest)) yield { ...change, target: 'kubernetes', subject };
    }
    for (const change of changesOf(load(this.files.get(this.composeFile)!))) if (change.place.length > 0) yield { ...change, target: 'compose', subject: 'compose.yaml' };
  }

  /** Verifies the outputs with one change. */
  public judge(mutant: Mutant): Judged {
    const found = this.findings(new Map([...this.files, this.fileOf(mutant)]));
    return { mutant, codes: [...new Set(found.filter(({ key }) => !this.known.has(key)).map(({ code }) => code))] };
  }

  private fileOf({ target, subject, make }: Mutant): readonly [string, string] {
    const made = make();
    if (target === 'compose') return [this.composeFile, JSON.stringify(made)];
    const index = this.manifests.findIndex((manifest) => `${String(at(manifest, 'kind'))}/${String(at(manifest, 'metadata', 'name'))}` === subject);
    return [this.manifestFile, (made === undefined ? this.texts.toSpliced(index, 1) : this.texts.with(index, JSON.stringify(made))).join('\n---\n')];
  }

  private findings(files: ReadonlyMap<string, string>): readonly { readonly code: string; readonly key: string }[] {
    return verifyFiles({ ...NOTHING_NAMED, directory: '.' }, new FilesInMemory(files)).findings.map(({ code, subject, message }) => ({ code, key: `${code} ${subject} ${message}` }));
  }
}
