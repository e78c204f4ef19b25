import type { IConstruct } from 'constructs';
import { asMeant } from '../checks/profiles';
import { runChecks } from '../checks/run-checks';
import { alone, severityOf, type Batch } from '../diagnostics/alike';
import { Findings, type Finding } from '../diagnostics/findings';
import { beginCalls, callersOf } from '../model/callers';
import { collect, type Collected } from '../model/collect';
import { featureIndex } from '../model/features';
import { chosenGraphs, graphOf, type StackGraph } from '../model/graph';
import type { StackModel } from '../model/stack';
import { statementOf } from '../model/trace';
import { fingerprint } from '../targets/fingerprint';
import type { Lowered, Target } from '../targets/target';
import { acknowledgedIn } from './acknowledge';
import { describeChoices } from './choices';
import { finalObjects, guarded, reportAllLosses } from './final-output';
import { ended } from './phases';
import type { Stack } from './stack';
import { chartsIn, saidOf } from './stack-mark';
import { reportUnusedHatches } from './unused-hatches';

/** What synthesis knows of one stack. */
export interface Analysis {
  readonly model: StackModel;
  /** The same, for looking things up in it. */
  readonly graph: StackGraph;
  readonly targets: readonly Target[];
  /** What each target makes of it, by the target's name; nothing when the model has errors, or it is nothing for that target: it would be nonsense. */
  readonly lowered: ReadonlyMap<string, Lowered>;
  readonly found: Batch;
  readonly constructs: ReadonlyMap<string, IConstruct>;
}

/** The construct that a finding is about; one of cdk8s is in no model. */
export function originOf(stack: Stack, { constructs }: Analysis, path: string): IConstruct {
  return constructs.get(path) ?? stack.node.findAll().find(({ node }) => node.path === path) ?? stack;
}

/**
 * Collects, checks and lowers one stack. Writes nothing and throws nothing: everything that is wrong is in `found`.
 *
 * @param targets in place of the stack's own
 */
export function analyze(stack: Stack, targets: readonly Target[] = stack.targets): Analysis {
  ended('validate');
  // Whom of it the others call is known when they have been looked at, once.
  if (beginCalls(stack.node)) for (const other of chartsIn(stack.node.root.node.findAll()).stacks) if (other !== stack) collectStack(other);
  const { model, faults, constructs } = collectStack(stack);
  ended('collect');
  const findings = new Findings((path, property) => {
    const construct = constructs.get(path);
    return construct && statementOf(construct, property);
  });
  const graph = graphOf(model);
  runChecks(graph, faults, findings, new Map([...stack._choices].map(([name, { trace }]) => [name, trace])));
  checkTargets(targets, model, findings);
  reportUnusedHatches([stack, ...constructs.values()], targets, findings);
  const meant = asMeant(graph);
  for (const target of targets) checkFor(target, meant, findings);
  ended('check');
  const lowered = new Map<string, Lowered>();
  const wrong = findings.errors;
  if (!hasErrors(stack, wrong.filter(({ code }) => code.startsWith('model/')))) {
    const context = { chart: stack, construct: (path: string) => constructs.get(path) };
    const usesOf = featureIndex(model);
    for (const target of targets) {
      reportAllLosses(target, graph, usesOf, findings);
      // What one target cannot do says nothing of the others.
      if (hasErrors(stack, wrong.filter(({ code }) => Object.hasOwn(target.codes, code)))) continue;
      const output = finalObjects(target, graph, context, findings);
      if (output) lowered.set(target.name, output);
    }
  }
  ended('lower');
  return { model, graph, targets, lowered, found: findings.together, constructs };
}

function collectStack(stack: Stack): Collected {
  return collect(stack, {
    namespace: stack.namespace,
    ...saidOf(stack.node, stack._props),
    source: { ...(stack._props.sourceVariable !== undefined && { setting: stack._props.sourceVariable }) },
    choices: describeChoices(stack._choices),
    ...(stack._props.secretStore && { secretStore: stack._props.secretStore._describe() }),
  });
}

/**
 * The stacks of an app, each with what the others call of it: one that turns out to be called by a stack that comes later is
 * analyzed once more.
 */
export function analyzeAll(stacks: readonly Stack[]): { readonly stack: Stack; readonly analysis: Analysis }[] {
  for (const { node } of stacks.slice(0, 1)) beginCalls(node);
  const analyses = stacks.map((stack) => ({ stack, analysis: analyze(stack) }));
  return analyses.map(({ stack, analysis }) => ({ stack, analysis: fingerprint(analysis.model.callers ?? []) === fingerprint(callersOf(stack)) ? analysis : analyze(stack) }));
}

/** A target without profiles judges each choice by itself, as it lowers each. */
function checkFor(target: Target, graph: StackGraph, findings: Findings): void {
  const graphs = target.hasNoProfiles ? chosenGraphs(graph) : [graph];
  findings.takeOver(graphs.map((each) => {
    const own = findings.another();
    guarded(target, graph.model.path, own, () => target.check?.(each, own.for(target.codes)));
    return { choice: each.chosen?.name ?? '', findings: own };
  }));
}

/**
 * Folders of what is written whatever a stack is written for, and what codes begin with that are of no target: of the model, of
 * the judges of what is written, of the team's own policies.
 */
const TAKEN: ReadonlySet<string> = new Set(['model', 'report', 'sandbox', 'manifest', 'project', 'agreement', 'input', 'policy']);

/** A stack is written for something, and for nothing twice: outputs are told apart by the target's name. */
function checkTargets(targets: readonly Target[], { path }: StackModel, findings: Findings): void {
  if (targets.length === 0) findings.report('model/no-target', path, {});
  const seen = new Set<string>();
  for (const { name } of targets) {
    if (seen.has(name)) findings.report('model/duplicate-name', path, { what: 'target', value: name, other: 'one before it in the list', fix: 'Name each target once: all that it is told is told to that one.' });
    if (!/^[a-z][a-z0-9-]*$/.test(name) || TAKEN.has(name)) findings.report('model/invalid-name', path, { what: 'target', value: name, rule: `a lower-case word other than ${[...TAKEN].join(', ')}` });
    seen.add(name);
  }
}

/** Whether anything is wrong that the user has not said is right. */
export function hasErrors(stack: Stack, errors: readonly Finding[]): boolean {
  return errors.length > 0 && acknowledgedIn(stack, [errors.map(alone)]).flat().some((alike) => severityOf(alike) === 'error');
}
