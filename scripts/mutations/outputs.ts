import { load, loadAll } from 'js-yaml';
import { FilesInMemory } from '../../lib/testing/files-in-memory';
import { verifySynthesis } from '../../lib/cli/verify';
import { at } from '../../lib/verify/untyped';
import { changesOf, changesOfText, type Change } from './mutants';

/** One change of one of the outputs of a stack. */
export interface Mutant extends Change {
  readonly target: Target;
  /** `Deployment/api`, or the file. */
  readonly subject: string;
  /** What it is a change of, as it was. */
  readonly document: unknown;
}

export type Target = 'kubernetes' | 'compose' | 'files' | 'report';

/** What `verify` says of a mutant beyond what it says of the outputs as they are. */
export interface Judged {
  readonly mutant: Mutant;
  /** None if nobody notices. */
  readonly codes: readonly string[];
}

/** Of which output, and where in it: `Deployment spec.replicas`. Numbers stand for items of lists, services and files by their own names. */
export function placeOf({ target, subject, place }: Mutant): string {
  const path = place.map((step) => (typeof step === 'number' ? '#' : step)).join('.');
  return `${target === 'kubernetes' ? subject.split('/')[0] : target} ${path}`;
}

/** The outputs of one stack, as a synthesis writes them, of which each mutant is verified as a whole. */
export class StackOutputs {
  /** What `verify` says of the outputs as they are. */
  public readonly known: ReadonlySet<string>;
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

  private get filesBeside(): string {
    return `compose/${this.name}/files/`;
  }

  private get reportFile(): string {
    return `report/${this.name}.json`;
  }

  private get composeFile(): string {
    return `compose/${this.name}/compose.yaml`;
  }

  /** Every single-field mutation of the outputs. */
  public *mutants(): Iterable<Mutant> {
    for (const manifest of this.manifests) {
      const subject = `${String(at(manifest, 'kind'))}/${String(at(manifest, 'metadata', 'name'))}`;
      for (const change of changesOf(manifest)) yield { ...change, target: 'kubernetes', subject, document: manifest };
    }
    const project = load(this.files.get(this.composeFile)!);
    for (const change of changesOf(project)) if (change.place.length > 0) yield { ...change, target: 'compose', subject: 'compose.yaml', document: project };
    for (const [file, content] of this.files) if (file.startsWith(this.filesBeside)) for (const change of changesOfText(content)) yield { ...change, target: 'files', subject: file, document: content };
    const { differences } = JSON.parse(this.files.get(this.reportFile)!) as { readonly differences: unknown };
    for (const change of changesOf(differences)) if (change.place.length > 0) yield { ...change, target: 'report', subject: 'differences', document: differences };
  }

  /** Verifies the outputs with one change. */
  public judge(mutant: Mutant): Judged {
    const found = this.findings(new Map([...this.files, this.fileOf(mutant)]));
    return { mutant, codes: [...new Set(found.filter(({ key }) => !this.known.has(key)).map(({ code }) => code))] };
  }

  private fileOf({ target, subject, make }: Mutant): readonly [string, string] {
    const made = make();
    if (target === 'files') return [subject, String(made)];
    if (target === 'report') return [this.reportFile, JSON.stringify({ ...JSON.parse(this.files.get(this.reportFile)!) as object, differences: made })];
    if (target === 'compose') return [this.composeFile, JSON.stringify(made)];
    const index = this.manifests.findIndex((manifest) => `${String(at(manifest, 'kind'))}/${String(at(manifest, 'metadata', 'name'))}` === subject);
    return [this.manifestFile, (made === undefined ? this.texts.toSpliced(index, 1) : this.texts.with(index, JSON.stringify(made))).join('\n---\n')];
  }

  private findings(files: ReadonlyMap<string, string>): readonly { readonly code: string; readonly key: string }[] {
    return verifySynthesis('.', new FilesInMemory(files)).findings.map(({ code, subject, message }) => ({ code, key: `${code} ${subject} ${message}` }));
  }
}
