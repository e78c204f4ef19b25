import { findingsOf, type Batch } from '../diagnostics/alike';
import type { AnnouncedDifference } from '../diagnostics/report-document';
import type { Declaration } from '../diagnostics/declaration';
import { Findings, type Reporter } from '../diagnostics/findings';
import { grouped } from '../model/graph';
import { Scopes } from '../model/scopes';
import { announcedByChoice, keyOf, togetherOf, type ChoiceDifferences } from '../targets/differences';
import type { OutputObject } from '../targets/output';
import type { Comparable, Lowered } from '../targets/target';
import { AGREEMENT_CODES } from '../verify/agreement/codes';
import type { Found } from '../verify/agreement/compare';
import type { Judgement } from '../verify/problem';
import { hasErrors, type Analysis } from './analysis';
import { compared } from './comparison';
import { isTouched, toldTogether } from './judgement';
import type { Stack } from './stack';

/** What the user has made differ in the outputs of one stack. */
export interface Agreement {
  /** Warnings, at what made them differ. */
  readonly found: Batch;
  /**
   * In what the outputs may differ, for the report: what is announced and so, and what the user has accepted.
   *
   * @param settled what was found, after all that was acknowledged
   */
  differences(settled: readonly Batch[]): AnnouncedDifference[];
}

/**
 * The same, unless something is wrong with the stack: what comes of that is not said as well.
 *
 * @param found of the stack, and of others
 */
export function agreementUnlessWrong(stack: Stack, analysis: Analysis, found: readonly Batch[]): Agreement | undefined {
  const inStack = new Scopes([stack.node.path]);
  const errors = [analysis.found, ...found].flatMap((batch) => findingsOf(batch.filter(({ severity }) => severity === 'error'))).filter(({ path }) => inStack.innermost(path) !== undefined);
  return hasErrors(stack, errors) ? undefined : agreementOf(analysis);
}

/**
 * Compares the outputs of a stack where something that no lowering of ours made is in one of them: whatever differs then and is
 * announced by no finding of a target is one itself, and what such a finding announces and is not so any more is announced no longer.
 * Only what the user then accepts may differ: for whoever compares the files, the rest is as wrong as before.
 *
 * @returns undefined where all is our own, or there are no two outputs
 */
function agreementOf(analysis: Analysis): Agreement | undefined {
  const { graph, targets, lowered, found } = analysis;
  const sides = targets.flatMap((target): Side[] => {
    const output = lowered.get(target.name);
    return output && target.comparable ? [{ output, of: (each) => target.comparable!(each.objects, each.graph) }] : [];
  });
  if (sides.length < 2 || !sides.some(({ output }) => [output, ...(output.otherChoices ?? [])].some(isTouched))) return undefined;
  const told = new Findings();
  const [warnings, notes] = [CODES, NOTES].map((codes): Reporter<Record<string, Declaration<Judgement>>> => told.for(codes));
  const each = announcedByChoice(graph, [found]).map((announced): Compared => {
    const objects = sides.map(({ output }) => [output, ...(output.otherChoices ?? [])].find((choice) => choice.graph.chosen?.name === announced.graph.chosen?.name) ?? output);
    const comparison = compared(objects.map((chosen, at) => sides[at].of(chosen)), announced, graph);
    if (!comparison) return { announced, stale: new Set(), own: [] };
    const known = new Map(objects.flatMap((chosen) => chosen.objects).map((object) => [object.name, object]));
    const placed = comparison.unannounced.map((found) => ({ found, problem: found.problem(), culprit: culpritOf(found, known) }));
    const pathOf = (culprit: OutputObject | undefined): string => culprit?.construct ?? graph.model.path;
    for (const [, alike] of grouped(placed, ({ found, problem: { code, subject }, culprit }) => `${code} ${subject} ${culprit?.name ?? ''} ${isOwnNote(found.difference)}`)) {
      const [{ found, problem: { code, subject }, culprit }] = alike;
      (isOwnNote(found.difference) ? notes : warnings).report(code as never, pathOf(culprit), { value: subject === '' ? '' : `in ${subject}`, detail: toldTogether(alike.map(({ problem: { detail } }) => detail)) }, culprit?.trace);
    }
    return { announced, stale: new Set(comparison.stale), own: placed.map(({ found, culprit }) => ({ path: pathOf(culprit), difference: ownDifference(found) })) };
  });
  return {
    found: told.together,
    differences: (settled) => {
      const accepted = new Set(settled.flat().flatMap(({ code, paths, acknowledged }) => (acknowledged === undefined ? [] : paths.map((path) => `${code} ${path}`))));
      return togetherOf(each.map((one) => ({ graph: one.announced.graph, differences: asAccepted(one, accepted) })));
    },
  };
}

/** What has come of the comparison with one choice of profiles. */
interface Compared {
  readonly announced: ChoiceDifferences;
  /** What was announced, and is not so. */
  readonly stale: ReadonlySet<AnnouncedDifference>;
  /** What comes of the user, with the construct that the finding is about. */
  readonly own: readonly { readonly path: string; readonly difference: AnnouncedDifference }[];
}

function ownDifference({ difference: { workload, aspect, what, kubernetes, compose } }: Found): AnnouncedDifference {
  return { workload, aspect, what, ...(kubernetes !== undefined && { kubernetes }), ...(compose !== undefined && { compose }), code: `agreement/${aspect}` };
}

/** @param accepted codes and paths of what the user has accepted */
function asAccepted({ announced, stale, own }: Compared, accepted: ReadonlySet<string>): Map<string, AnnouncedDifference> {
  return new Map([
    ...[...announced.differences].filter(([, difference]) => !stale.has(difference)),
    ...own.filter(({ path, difference }) => isOwnNote(difference) || accepted.has(`${difference.code} ${path}`)).map(({ difference }) => [keyOf(difference), difference] as const),
  ]);
}

interface Side {
  readonly output: Lowered;
  readonly of: (output: Lowered) => Comparable;
}

/** Whoever reaches for a hatch may well mean it: what differs then is said, and stops nobody. */
const CODES = Object.fromEntries(
  Object.entries(AGREEMENT_CODES).map(([code, { title, says, fix }]): [string, Declaration<Judgement>] => [code, { severity: 'warning', title, says, fix: `${String(fix)} If it is meant: acknowledge(construct, '${code}', reason).` }]),
);

/** Labels and annotations are an affair of each output. */
const NOTES: Readonly<Record<string, Declaration<Judgement>>> = { 'agreement/note': { ...CODES['agreement/note'], severity: 'info', fix: 'Nothing.' } };

/** Whether it is a label or an annotation of one side alone. */
function isOwnNote({ aspect, kubernetes, compose }: Pick<AnnouncedDifference, 'aspect' | 'kubernetes' | 'compose'>): boolean {
  return aspect === 'note' && (kubernetes === undefined || compose === undefined);
}

/**
 * What the user has changed and a difference comes of: an object that it is about, the other one first where it is between two; one of the
 * same construct; or the only one that he has changed. Else the object that says it.
 */
function culpritOf({ problem }: Found, known: ReadonlyMap<string, OutputObject>): OutputObject | undefined {
  const { subject, related = [] } = problem();
  const objects = [subject, ...related].flatMap((name) => known.get(name) ?? []);
  const isChanged = ({ origin }: OutputObject): boolean => origin !== 'lowered';
  const changed = [...known.values()].filter(isChanged);
  const paths = new Set(objects.map(({ construct }) => construct));
  return [...objects].reverse().find(isChanged) ?? changed.find(({ construct }) => paths.has(construct)) ?? (changed.length === 1 ? changed[0] : objects[0]);
}
