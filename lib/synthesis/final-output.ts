import { objectIn } from '../border/brand';
import type { Codes } from '../diagnostics/declaration';
import type { Findings, Reporter } from '../diagnostics/findings';
import type { ModelCodes } from '../diagnostics/model-codes';
import { isOutputPath } from '../emit/output-paths';
import { featureIndex, type Feature, type FeatureUse } from '../model/features';
import { chosenGraphs, type StackGraph } from '../model/graph';
import { UnwritableObject, type OutputFile, type OutputObject } from '../targets/output';
import type { Lowered, LoweringContext, Target } from '../targets/target';
import { reportLosses } from './losses';

type AnyReporter = Reporter<ModelCodes & Codes>;

/**
 * Everything that one target is about to write for one stack: lowered, changed by escape hatches, or written by the user.
 * Nothing reaches a file by another way, so names, hashes and duplicates are decided here, of the last word.
 *
 * @returns undefined if the target failed; that is in the findings
 */
export function finalObjects(
  target: Target,
  graph: StackGraph,
  context: Omit<LoweringContext, 'findings'>,
  findings: Findings,
): Lowered | undefined {
  const reporter: AnyReporter = findings.for(target.codes);
  return guarded(target, graph.model.path, findings, () => {
    const graphs = target.hasNoProfiles ? chosenGraphs(graph) : [graph];
    const [main, ...others] = graphs.map((each): Lowered => {
      const lowered = target.lower(each, { ...context, findings: reporter });
      const objects = target.settle?.(lowered, each) ?? lowered;
      reportDuplicates(target, objects, reporter);
      reportStrangers(objects, reporter);
      return { graph: each, objects };
    });
    const all = others.length > 0 ? { ...main, otherChoices: others } : main;
    const steps = target.steps?.(all);
    return steps ? { ...all, steps } : all;
  });
}

/** What a target has no counterpart for in a stack, with any choice. */
export function reportAllLosses(target: Target, graph: StackGraph, usesOf: (feature: Feature) => readonly FeatureUse[], findings: Findings): void {
  guarded(target, graph.model.path, findings, () => {
    reportLosses(target, graph, usesOf, findings.for(target.codes));
    if (target.hasNoProfiles) for (const other of chosenGraphs(graph).slice(1)) reportLossesOf(other, target, findings);
  });
}

/** What is lost with the values of another choice alone. */
function reportLossesOf(graph: StackGraph, target: Target, findings: Findings): void {
  const own = findings.another();
  reportLosses(target, graph, featureIndex(graph.model), own.for(target.codes));
  findings.addOf(graph.chosen?.name ?? '', own);
}

/** The files of one target; none if it failed. */
export function finalFiles(target: Target, path: string, findings: Findings, files: () => OutputFile[]): OutputFile[] {
  const checked = (): OutputFile[] => {
    const made = files();
    for (const file of made) checkFile(file);
    return made;
  };
  return guarded(target, path, findings, checked) ?? [];
}

/** A target of another package may not have been compiled at all. */
function checkFile({ path, parts }: { readonly path?: unknown; readonly parts?: unknown }): void {
  if (typeof path !== 'string' || !isOutputPath(path)) throw new Error(`${JSON.stringify(path)} is no path for an output: it has to be relative, normalised and within the output directory`);
  const isText = Array.isArray(parts) && (parts as unknown[]).every((part) => typeof (part as { readonly text?: unknown } | undefined)?.text === 'string');
  if (!isText) throw new Error(`the file ${JSON.stringify(path)} is not made of parts with a text`);
}

/** What a target throws is a finding of that target alone: the others, and other stacks, are gone on with. */
export function guarded<T>(target: Target, path: string, findings: Findings, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof UnwritableObject) {
      const { name, construct, origin, trace } = error.object;
      findings.report('model/unwritable', construct, { value: name, target: target.title, origin, detail: error.message }, trace);
    } else {
      findings.report('model/target-failed', path, { value: target.title, detail: error instanceof Error ? error.message : String(error) });
    }
    return undefined;
  }
}

/** What the user wrote into an output may have an object of ours in a text, which no constructor has seen. */
function reportStrangers(objects: readonly OutputObject[], findings: AnyReporter): void {
  for (const { name, construct, origin, value, trace } of objects) {
    const found = origin === 'lowered' ? undefined : objectInside(value);
    if (found !== undefined) findings.report('model/stringified-value', construct, { value: `${found} in ${name}` }, trace);
  }
}

function objectInside(value: unknown): string | undefined {
  try {
    return objectIn(JSON.stringify(value) ?? '');
  } catch {
    // It cannot be written either, which is said when it is.
    return undefined;
  }
}

function reportDuplicates(target: Target, objects: readonly OutputObject[], findings: AnyReporter): void {
  const seen = new Set<string>();
  for (const { name, construct, trace } of objects) {
    if (seen.has(name)) findings.report(target.duplicateCode, construct, { detail: name } as never, trace);
    seen.add(name);
  }
}
