import * as fs from 'node:fs';
import * as path from 'node:path';
import { App as Cdk8sApp } from 'cdk8s';
import { givenProps, guard, keep } from '../border/guard';
import { findingsOf, severityOf, type Alike } from '../diagnostics/alike';
import { Findings } from '../diagnostics/findings';
import { renderFinding } from '../diagnostics/render';
import { sourceLine } from '../diagnostics/source-line';
import { SynthesisError } from '../diagnostics/synthesis-error';
import { OutputDirectory } from '../emit/output-directory';
import { ioError, OutputError } from '../emit/output-error';
import { captureTrace, setTrace } from '../model/trace';
import { bytesOf, contentOf, type OutputFile } from '../targets/output';
import { DEFAULT_TARGETS } from '../targets/targets';
import type { Target } from '../targets/target';
import { ignoreFile } from './ignore-file';
import { ended } from './phases';
import { addPolicy, type Policy } from './policies';
import { synthesizeApp } from './run';
import { isShown } from './stack';
import { markApp } from './stack-mark';

/** Where an app writes, and what for. */
export interface AppProps {
  /**
   * Directory for all outputs: a folder for each target, `model/` and `report/` below it. Each app of a program has one of
   * its own (`model/shared-directory`): what a run does not write is removed from it.
   * @default 'dist'
   */
  readonly outdir?: string;

  /**
   * What the stacks are written for, unless a stack says otherwise.
   * @default - Kubernetes and Compose, as they come
   */
  readonly targets?: readonly Target[];

  /**
   * Labels of all that belongs to its stacks; a stack that has one of that name says it otherwise.
   *
   * @example
   * new App({ labels: { 'example.com/team': 'payments' } });
   *
   * @default - what the library says itself
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * The same in any text: labels in Compose, annotations on Kubernetes.
   * @default - what the library says itself
   */
  readonly annotations?: { readonly [name: string]: string };

  /**
   * Registries that take the place of others, by the hosts that images name them by; `docker.io` is that of images which name
   * none, `localhost` that of images built under a name that the library made up. An image of such a registry is found below
   * what is given, in all outputs. One whose registry is a parameter stays as it is.
   *
   * @example
   * new App({ registries: { 'docker.io': 'registry.example.com/hub' } });
   *
   * @default - images are found where they say
   */
  readonly registries?: { readonly [host: string]: string };

  /**
   * Whether a warning that nobody has acknowledged stops the synthesis, as an error does: for CI, where nobody reads the
   * terminal.
   * @default - whether the environment variable `CDK8S_COMPOSE_STRICT` is set, to anything but the empty text, `0` and `false`
   */
  readonly strict?: boolean;
}

/**
 * All stacks of a repository. `synth()` writes each for all of its targets; plain cdk8s charts in it get their manifests
 * as usual.
 *
 * Run by `cdk8s synth`, it also hands the manifests to the directory that the CLI asks for. The CLI empties that
 * directory before it runs the app, so give it one of its own (`output: dist/.cdk8s` in `cdk8s.yaml`): then a failed
 * synthesis leaves the outputs of the last good one as they were.
 *
 * @example
 * const app = new App();
 * new AiSociety(app, 'ai-society');
 * app.synth();
 */
export class App extends Cdk8sApp {
  private readonly root: string;
  private readonly targets: readonly Target[];
  private readonly strict: boolean;
  /** The folder of what cdk8s knows. */
  private readonly manifests: string;

  public constructor(props: AppProps = {}) {
    props = givenProps(App, new.target, props);
    const root = props.outdir ?? 'dist';
    const targets = props.targets ?? DEFAULT_TARGETS;
    const manifests = [...targets, ...DEFAULT_TARGETS].find(({ apiObjects }) => apiObjects)!.name;
    super({ outdir: path.join(root, manifests) });
    this.root = root;
    this.targets = targets;
    this.strict = props.strict ?? !['', '0', 'false'].includes(process.env.CDK8S_COMPOSE_STRICT ?? '');
    this.manifests = manifests;
    markApp(this, targets, { labels: props.labels, annotations: props.annotations, registries: props.registries });
    keep(this, props);
    setTrace(this, captureTrace(new.target));
  }

  /**
   * Checks all stacks, then writes all outputs.
   *
   * @throws SynthesisError with the findings of all stacks, if one of them is an error, or, where `strict` says so, a warning that nobody
   * acknowledged; nothing is written then
   * @throws OutputError naming what is not ours and stands in the way, or what the file system has refused
   */
  public override synth(): void {
    const handOver = process.env.CDK8S_OUTDIR;
    if (handOver !== undefined && this.holdsOtherOutputs(path.resolve(handOver))) {
      throw new Error(
        `cdk8s.yaml says "output: ${path.relative('.', handOver) || '.'}", which holds the Compose files too: the CLI would take them for manifests and delete them. Say "output: ${path.join(this.root, '.cdk8s')}".`,
      );
    }
    try {
      this.checkDirectory();
      const files = this.render();
      WRITERS.set(path.resolve(this.root), this);
      this.write(files);
      if (handOver !== undefined) this.handOver(files, handOver);
    } catch (error) {
      if (!(error instanceof SynthesisError || error instanceof OutputError)) throw error;
      if (handOver === undefined) throw withoutOurFrames(error);
      // The CLI's own error says nothing more.
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    }
  }

  /** The Kubernetes side of all stacks and charts as one YAML text. */
  public override synthYaml(): string {
    return this.render().filter((file) => this.isManifest(file)).map(contentOf).join('---\n');
  }

  /**
   * Adds a rule of the team's own: a function over the model and over all that is about to be written, of all stacks and charts.
   * What it finds is in the same list as everything else, at the line of the construct, and stops the synthesis unless it is a
   * warning; `acknowledge(construct, 'policy/<name>', reason)` accepts it. A policy that throws is a finding (`model/policy-failed`).
   *
   * It is asked once a synthesis, when nothing is wrong with the models, and cannot change anything. `Stack.addPolicy` adds one
   * for a single stack.
   *
   * @param name in lower case, with digits and `-`
   *
   * @example
   * app.addPolicy('team', ({ stacks }) =>
   *   stacks.flatMap(({ workloads }) => workloads.filter(({ labels }) => labels?.team === undefined).map(({ path }) => (
   *     { construct: path, message: 'It has no label "team".', fix: "Say whose it is: labels: { team: 'payments' }." }))));
   * @example
   * app.addPolicy('no-node-ports', ({ objects }) =>
   *   objects
   *     .filter(({ target, value }) => target === 'kubernetes' && JSON.stringify(value).includes('"NodePort"'))
   *     .map(({ construct, name }) => ({ construct, message: `${name} opens a port on every node.`, fix: 'Publish it at a host.', severity: 'warning' })));
   */
  public addPolicy(name: string, policy: Policy): void {
    addPolicy(this, name, policy, this.addPolicy);
  }

  private write(files: readonly OutputFile[]): void {
    ended('report');
    const directory = new OutputDirectory(this.root);
    const ignored = ignoreFile(files, directory, this.root);
    directory.write(new Map([...files, ...(ignored.file ? [ignored.file] : [])].map((file) => [file.path, { data: bytesOf(file) ?? (() => file.parts.map(({ text }) => text)), isExecutable: file.isExecutable }])));
    ended('emit');
    if (ignored.notice !== undefined) process.stderr.write(`${ignored.notice}\n`);
  }

  /** Gives the CLI the manifests, and names on the terminal what it knows nothing of. */
  private handOver(files: readonly OutputFile[], directory: string): void {
    const isValidated = process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
    if (path.resolve(directory) !== path.resolve(this.outdir)) copyManifests(directory, files.filter((file) => this.isManifest(file)), isValidated);
    const written = files.filter(({ isMain }) => isMain).map((file) => file.path).sort();
    process.stderr.write(written.map((file) => `wrote ${path.join(this.root, file)}\n`).join(''));
  }

  /** Every output, once nothing is wrong. */
  private render(): readonly OutputFile[] {
    const run = synthesizeApp(this, this.targets);
    const { found, originOf, files } = run;
    const shown = found.flatMap((batch) => findingsOf(batch.filter(isShown))).map((finding) => renderFinding(finding, originOf(finding.path) ?? this));
    const stops = (alike: Alike): boolean => severityOf(alike) === 'error' || (this.strict && severityOf(alike) === 'warning');
    if (found.some((batch) => batch.some(stops))) throw new SynthesisError(run.findings, shown);
    for (const text of shown) process.stderr.write(`${text}\n\n`);
    return files;
  }

  /** The files that a run does not write are removed: those of another app of the same program are not the ones of a run before. */
  private checkDirectory(): void {
    const writer = WRITERS.get(path.resolve(this.root));
    if (writer === undefined || writer === this) return;
    const found = new Findings();
    found.report('model/shared-directory', '', { value: this.root });
    throw new SynthesisError(found.all, found.all.map((finding) => renderFinding(finding, this)));
  }

  /** Whether files that are no manifests would lie in the directory that the CLI deletes and reads. */
  private holdsOtherOutputs(directory: string): boolean {
    const others = new Set([...DEFAULT_TARGETS, ...this.targets].map(({ name }) => name));
    others.delete(this.manifests);
    return [...others].some((name) => {
      const folder = path.join(path.resolve(this.root), name);
      return `${folder}${path.sep}`.startsWith(directory + path.sep) || directory.startsWith(folder + path.sep);
    });
  }

  private isManifest(file: OutputFile): boolean {
    return file.path.startsWith(`${this.manifests}/`);
  }
}

guard(App);

/** The apps of this program that have written, by the directory. */
const WRITERS = new Map<string, App>();

/** What was found is in the message; frames of ours would bury it. */
function withoutOurFrames(error: Error): Error {
  const line = sourceLine({ stack: error.stack?.slice(error.message.length) });
  return Object.defineProperty(error, 'stack', { value: `${error.name}: ${error.message}${line === undefined ? '' : `\n    at ${line}`}` });
}

/** The CLI lists and validates what it finds here; its plug-ins name the construct of what they find, if somebody tells them. */
function copyManifests(directory: string, manifests: readonly OutputFile[], isValidated: boolean): void {
  try {
    fs.mkdirSync(directory, { recursive: true });
    for (const file of manifests) fs.writeFileSync(path.join(directory, path.basename(file.path)), contentOf(file));
    if (isValidated) fs.writeFileSync(path.join(directory, 'construct-metadata.json'), JSON.stringify({ version: '1.0.0', resources: constructsOf(manifests) }));
  } catch (error) {
    throw ioError('write', directory, error, 'The outputs themselves are written.');
  }
}

/** By the names of objects, as cdk8s has them. */
function constructsOf(manifests: readonly OutputFile[]): Record<string, { readonly path: string }> {
  const objects = manifests.flatMap(({ parts }) => parts.flatMap(({ object }) => object ?? []));
  return Object.fromEntries(objects.map(({ construct, value }) => [String((value as { readonly metadata?: { readonly name?: string } }).metadata?.name), { path: construct }]));
}
