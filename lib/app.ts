import * as fs from 'node:fs';
import * as path from 'node:path';
import { App as Cdk8sApp, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyAcknowledgements } from './diagnostics/acknowledge';
import { Findings, type Finding } from './diagnostics/findings';
import { renderFinding } from './diagnostics/render';
import { SynthesisError } from './diagnostics/synthesis-error';
import { OutputDirectory } from './emit/output-directory';
import { stringifyDocuments } from './emit/yaml';
import { grouped } from './model/graph';
import { COMPOSE_FOLDER, KUBERNETES_FOLDER, outputFiles } from './outputs';
import { overlaysOf } from './overlays';
import { isShown, markApp, Stack } from './stack';
import { analyze, type Analysis } from './synthesis';

export interface AppProps {
  /**
   * Directory for all outputs: `kubernetes/`, `compose/<stack>/`, `model/` and `report/` below it.
   * @default 'dist'
   */
  readonly outdir?: string;
}

/**
 * All stacks of a repository. `synth()` writes both sides of each; plain cdk8s charts in it get their manifests as usual.
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

  public constructor(props: AppProps = {}) {
    const root = props.outdir ?? 'dist';
    super({ outdir: path.join(root, KUBERNETES_FOLDER) });
    this.root = root;
    markApp(this);
  }

  /**
   * Checks all stacks, then writes all outputs.
   *
   * @throws SynthesisError with the findings of all stacks, if one of them is an error; nothing is written then
   */
  public override synth(): void {
    const handOver = process.env.CDK8S_OUTDIR;
    if (handOver !== undefined && holdsComposeFiles(path.resolve(handOver), path.resolve(this.root))) {
      throw new Error(
        `cdk8s.yaml says "output: ${path.relative('.', handOver) || '.'}", which holds the Compose files too: the CLI would take them for manifests and delete them. Say "output: ${path.join(this.root, '.cdk8s')}".`,
      );
    }
    let files: Map<string, string>;
    try {
      files = this.render();
    } catch (error) {
      // The CLI's own error says nothing more, and a JavaScript stack would bury what was found.
      if (handOver === undefined || !(error instanceof SynthesisError)) throw error;
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    }
    new OutputDirectory(this.root).write(files);
    if (handOver === undefined) return;
    if (path.resolve(handOver) !== path.resolve(this.outdir)) this.handOver(handOver, files);
    // The CLI lists the manifests that it was handed, and knows nothing of the rest.
    const written = [...files.keys()].filter((file) => /\.k8s\.yaml$|compose\.yaml$/.test(file)).sort();
    process.stderr.write(written.map((file) => `wrote ${path.join(this.root, file)}\n`).join(''));
  }

  /** The Kubernetes side of all stacks and charts as one YAML text. */
  public override synthYaml(): string {
    return [...this.render()].filter(([file]) => file.startsWith(`${KUBERNETES_FOLDER}/`)).map(([, content]) => content).join('---\n');
  }

  /** Every output by its path. */
  private render(): Map<string, string> {
    const stacks = this.node.findAll().filter((construct) => Stack.isStack(construct));
    const analyses = new Map<Stack, Analysis>();
    const findings: Finding[] = [...this.userValidations(), ...duplicateStacks(stacks)];
    const origins = new Map(this.node.findAll().map((construct): [string, IConstruct] => [construct.node.path, construct]));
    for (const stack of stacks) {
      const analysis = analyze(stack);
      analyses.set(stack, analysis);
      for (const finding of analysis.findings) findings.push(finding);
    }
    this.stopAtErrors(findings, origins);
    for (const [stack, analysis] of analyses) {
      const complete = stack._withKubernetesOnly(analysis);
      analyses.set(stack, complete);
      findings.push(...complete.findings.slice(analysis.findings.length));
    }
    const overlays = [...analyses].map(([stack, analysis]) => overlaysOf(stack, analysis));
    findings.push(...overlays.flatMap((overlay) => overlay.findings));
    const settled = this.stopAtErrors(findings, origins);
    for (const finding of settled.filter(isShown)) process.stderr.write(`${renderFinding(finding, origins.get(finding.path))}\n\n`);
    const files = this.files(analyses, settled);
    for (const overlay of overlays) for (const [file, content] of overlay.files) files.set(file, content);
    return files;
  }

  private files(analyses: ReadonlyMap<Stack, Analysis>, findings: readonly Finding[]): Map<string, string> {
    const stacks = new Set([...analyses.keys()].map((stack) => stack.node.path));
    const byStack = grouped(findings, ({ path: at }) => enclosing(at, stacks));
    const files = new Map<string, string>();
    for (const [stack, analysis] of analyses) {
      for (const [file, content] of outputFiles(analysis, byStack.get(stack.node.path) ?? [])) files.set(file, content);
    }
    // To find its charts in order, cdk8s sorts all constructs of the app.
    if (!this.node.findAll().some(isPlainChart)) return files;
    for (const chart of this.charts.filter(isPlainChart)) {
      files.set(`${KUBERNETES_FOLDER}/${chart.node.id}.k8s.yaml`, stringifyDocuments(chart.toJson()));
    }
    return files;
  }

  private userValidations(): Finding[] {
    const findings = new Findings();
    for (const construct of this.node.findAll()) {
      for (const value of construct.node.validate()) findings.report('model/validation', construct.node.path, { value });
    }
    return findings.all;
  }

  private stopAtErrors(findings: readonly Finding[], origins: ReadonlyMap<string, IConstruct>): Finding[] {
    const settled = applyAcknowledgements(this, findings);
    if (!settled.some(({ severity }) => severity === 'error')) return settled;
    throw new SynthesisError(settled, settled.filter(isShown).map((finding) => renderFinding(finding, origins.get(finding.path) ?? this)));
  }

  /** The CLI lists and validates what it finds here. */
  private handOver(directory: string, files: ReadonlyMap<string, string>): void {
    fs.mkdirSync(directory, { recursive: true });
    for (const [file, content] of files) {
      if (file.startsWith(`${KUBERNETES_FOLDER}/`)) fs.writeFileSync(path.join(directory, path.basename(file)), content);
    }
  }
}

/** Whether a construct is a chart that knows nothing of Compose. */
function isPlainChart(construct: IConstruct): construct is Chart {
  return Chart.isChart(construct) && !Stack.isStack(construct);
}

/** Whether Compose files would lie in the directory that the CLI deletes and reads. */
function holdsComposeFiles(directory: string, root: string): boolean {
  const folder = path.join(root, COMPOSE_FOLDER);
  return `${folder}${path.sep}`.startsWith(directory + path.sep) || directory.startsWith(folder + path.sep);
}

/** Outputs are named by the stack, and everything of a stack lives in its namespace. */
function duplicateStacks(stacks: readonly Stack[]): Finding[] {
  const findings = new Findings();
  for (const [what, nameOf] of [['stack', (stack: Stack) => stack.node.id], ['namespace of stack', (stack: Stack) => stack.namespace]] as const) {
    for (const [value, [first, ...others]] of grouped(stacks, nameOf)) {
      for (const other of others) findings.report('model/duplicate-name', other.node.path, { what, value, other: `that of ${first.node.path}` });
    }
  }
  return findings.all;
}

/** The nearest of the given construct paths at or above another one. */
function enclosing(at: string, paths: ReadonlySet<string>): string {
  for (let candidate = at; candidate !== ''; candidate = candidate.slice(0, Math.max(0, candidate.lastIndexOf('/')))) {
    if (paths.has(candidate)) return candidate;
  }
  return '';
}
