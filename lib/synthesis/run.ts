import { ApiObject, type Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { reportFaults } from '../checks/faults';
import { applyAcknowledgements } from '../diagnostics/acknowledge';
import { findingsOf, partsOf, severityOf, type Batch } from '../diagnostics/alike';
import { Findings, type Finding } from '../diagnostics/findings';
import { faultsBelow, type Fault } from '../model/fault';
import { grouped } from '../model/graph';
import { Scopes } from '../model/scopes';
import type { OutputFile } from '../targets/output';
import { isCode } from '../targets/targets';
import type { Target } from '../targets/target';
import { agreementUnlessWrong, type Agreement } from './agreement';
import { analyzeAll, type Analysis } from './analysis';
import { finalFiles } from './final-output';
import { stackFiles, targetFiles } from './outputs';
import { overlaysOf } from './overlays';
import { ended } from './phases';
import type { Stack } from './stack';
import { chartsIn } from './stack-mark';
import { examined, renderCharts, writtenOf } from './written';

/** All that comes of one run over an app. */
export interface Run {
  /** All that was found, what is acknowledged as information. */
  readonly found: readonly Batch[];
  /** The same one by one. */
  readonly findings: readonly Finding[];
  /** The construct of a path. */
  readonly originOf: (path: string) => IConstruct | undefined;
  /** What is written if no finding is an error. */
  readonly files: readonly OutputFile[];
}

/** Synthesizes every stack and chart of an app in memory. Everything that is found is in one list before anyone decides. */
export function synthesizeApp(app: IConstruct, targets: readonly Target[]): Run {
  const constructs = app.node.findAll();
  const { stacks, charts } = chartsIn(constructs);
  const found = new Findings();
  for (const construct of constructs) {
    for (const value of construct.node.validate()) found.report('model/validation', construct.node.path, { value });
  }
  reportDuplicateStacks(stacks, found);
  reportFaults(faultsOutside(app, stacks), found);
  const analyses = analyzeAll(stacks);
  const files: OutputFile[] = [];
  for (const { analysis } of analyses) for (const file of targetFiles(analysis, found)) files.push(file);
  ended('emit');
  // cdk8s makes manifests of charts for all of the app at once, and not at all while something is wrong.
  const rendered = found.isEmpty ? renderCharts(charts, targets, found) : undefined;
  for (const { target, chart, objects } of rendered ?? []) files.push(...finalFiles(target, chart.node.path, found, () => target.chartFiles?.(chart, objects) ?? []));
  // Without them nobody knows what is missing.
  const written = writtenOf(analyses, rendered ?? []);
  const told = rendered || charts.length === 0 ? [examined(app, written).together] : [];
  const agreements = new Map(analyses.map(({ stack, analysis }) => [stack, agreementUnlessWrong(stack, analysis, [found.together, ...told])]));
  for (const agreement of agreements.values()) if (agreement) told.push(agreement.found);
  const overlays = analyses.map(({ stack, analysis }) => overlaysOf(stack, analysis, written, told));
  if (!targets.some(({ chartFiles: write }) => write)) reportUnwritten(charts, targets, found);
  files.push(...overlays.flatMap((overlay) => overlay.files));
  reportDuplicateFiles(files, found);
  const all = [found.together, ...analyses.map(({ analysis }) => analysis.found), ...told, ...overlays.map((overlay) => overlay.found)];
  const ofStacks = new Map(analyses.map(({ stack, analysis }) => [stack.node.path, analysis.targets]));
  const settled = applyAcknowledgements(constructs, all, isOutOf(analyses.flatMap(({ analysis }) => analysis.targets), ofStacks));
  const isWrong = settled.some((batch) => batch.some((alike) => severityOf(alike) === 'error'));
  return {
    found: settled,
    get findings() {
      return settled.flatMap(findingsOf);
    },
    originOf: finderOf(constructs),
    files: isWrong ? [] : [...files, ...reports(analyses, settled, agreements)],
  };
}

/** The mistakes that belong to no stack: in the app itself, and in what is in none. */
function faultsOutside(app: IConstruct, stacks: readonly Stack[]): Fault[] {
  const inStacks = new Scopes(stacks.map(({ node }) => node.path));
  return faultsBelow(app).filter(({ path }) => inStacks.innermost(path) === undefined);
}

/** Most runs have nothing to show, and so no path to look for. */
function finderOf(constructs: readonly IConstruct[]): Run['originOf'] {
  let byPath: Map<string, IConstruct> | undefined;
  return (path) => (byPath ??= new Map(constructs.map((construct) => [construct.node.path, construct]))).get(path);
}

/** Without a target that takes charts of cdk8s, what stands in them would be missing without a word. */
function reportUnwritten(charts: readonly Chart[], targets: readonly Target[], findings: Findings): void {
  const value = targets.map(({ title }) => title).join(', ');
  for (const chart of charts.filter(({ node }) => node.findAll().some((construct) => ApiObject.isApiObject(construct)))) {
    findings.report('model/unwritten-chart', chart.node.path, { value });
  }
}

/** What says of each stack what it is, and what was found. */
function reports(analyses: readonly { readonly stack: Stack; readonly analysis: Analysis }[], found: readonly Batch[], agreements: ReadonlyMap<Stack, Agreement | undefined>): OutputFile[] {
  const stacks = new Scopes(analyses.map(({ stack }) => stack.node.path));
  const ofStacks = found.map((batch) => byStack(batch, stacks));
  return analyses.flatMap(({ stack, analysis }) => stackFiles(analysis, ofStacks.map((batches) => batches.get(stack.node.path) ?? []), agreements.get(stack)));
}

/** What was found of each stack, by its path. */
function byStack(batch: Batch, stacks: Scopes): Map<string, Batch> {
  const only = batch.length === 0 ? '' : stacks.innermost(batch[0].paths[0]) ?? '';
  const below = `${only}/`;
  const isOf = (path: string): boolean => path === only || path.slice(0, below.length) === below;
  if (stacks.isLowest(only) && batch.every(({ paths }) => paths.every(isOf))) return new Map([[only, batch]]);
  const stackOf = (path: string): string => stacks.innermost(path) ?? '';
  const parts = partsOf(batch, (alike) => [...grouped(alike.paths, stackOf).values()].map((paths) => ({ ...alike, paths })));
  return grouped(parts, ({ paths: [path] }) => stackOf(path));
}

/**
 * Whether a code is one of a target that takes no part where it is acknowledged, of the judge of one, or of a comparison that nobody makes.
 *
 * @param targets of the run
 * @param ofStacks those of each stack, by its path
 */
export function isOutOf(targets: readonly Target[], ofStacks: ReadonlyMap<string, readonly Target[]> = new Map()): (code: string, path: string) => boolean {
  const stacks = new Scopes([...ofStacks.keys()]);
  const isOf = (code: string, some: readonly Target[]): boolean => some.some(({ name, judge }) => code.startsWith(`${name}/`) || Object.hasOwn(judge?.codes ?? {}, code));
  return (code, path) => {
    if (code.startsWith('model/') || !(isCode(code) || isOf(code, targets))) return false;
    const here = ofStacks.get(stacks.innermost(path) ?? '') ?? targets;
    return code.startsWith('agreement/') ? here.filter(({ comparable }) => comparable).length < 2 : !isOf(code, here);
  };
}

/** Outputs are named by the stack, and everything of a stack lives in its namespace. */
function reportDuplicateStacks(stacks: readonly Stack[], findings: Findings): void {
  for (const [what, nameOf, property] of [['stack', (stack: Stack) => stack.node.id, 'id'], ['namespace of stack', (stack: Stack) => stack.namespace, 'namespace']] as const) {
    for (const [value, [first, ...others]] of grouped(stacks, nameOf)) {
      for (const other of others) findings.report('model/duplicate-name', other.node.path, { what, value, other: `that of ${first.node.path}`, fix: `Give one of the two another ${property}.` });
    }
  }
}

/** Two files of one path, and the second would take the place of the first without a word. */
function reportDuplicateFiles(files: readonly OutputFile[], findings: Findings): void {
  const owners = new Map<string, string>();
  for (const { path, parts } of files) {
    const owner = parts.find(({ object }) => object)?.object?.construct ?? '';
    // Some file systems do not tell `Shop` and `shop` apart.
    const key = path.toLowerCase();
    const other = owners.get(key);
    if (other !== undefined) findings.report('model/duplicate-output', owner, { value: path, other: other || 'another one' });
    owners.set(key, other ?? owner);
  }
}
