import { findingsOf, type Batch } from '../diagnostics/alike';
import { aspectOf } from '../diagnostics/aspects';
import type { Finding } from '../diagnostics/findings';
import type { AnnouncedDifference } from '../diagnostics/report-document';
import { chosenGraphs, type StackGraph } from '../model/graph';
import { ANNOUNCED, NOTHING } from './announced';
import { subjectsIn, type Said, type Subjects } from './announcing';

/** In what the outputs differ with one choice of profiles. */
export interface ChoiceDifferences {
  /** What the choice leaves of the stack. */
  readonly graph: StackGraph;
  /** By {@link keyOf}. */
  readonly differences: ReadonlyMap<string, AnnouncedDifference>;
}

/** Everything in which the outputs of a stack differ, as what was found says: what has to be found where they are compared, and nothing else. */
export function announcedDifferences(graph: StackGraph, found: readonly Batch[]): AnnouncedDifference[] {
  return togetherOf(announcedByChoice(graph, found));
}

/** The same for each choice by itself. */
export function announcedByChoice(graph: StackGraph, found: readonly Batch[]): ChoiceDifferences[] {
  return chosenGraphs(graph).map((chosen) => ({ graph: chosen, differences: differencesIn(chosen, found) }));
}

/** One list, which names the choice where something is not so with all of them. */
export function togetherOf(each: readonly ChoiceDifferences[]): AnnouncedDifference[] {
  if (each.length === 1) return [...each[0].differences.values()];
  const all = new Map(each.flatMap(({ differences }) => [...differences]));
  return [...all].flatMap(([key, difference]) => {
    const having = each.filter(({ differences }) => differences.has(key));
    return having.length === each.length ? [difference] : having.map(({ graph: { chosen } }) => ({ ...difference, choice: chosen?.name ?? '' }));
  });
}

/** What makes it another difference. */
export function keyOf({ workload, what, kubernetes, compose, code }: AnnouncedDifference): string {
  return `${workload}\n${what}\n${kubernetes}\n${compose}\n${code}`;
}

function differencesIn(graph: StackGraph, found: readonly Batch[]): Map<string, AnnouncedDifference> {
  const subjects = subjectsIn(graph, found);
  const differences = new Map<string, AnnouncedDifference>();
  for (const finding of found.flatMap((batch) => findingsOf(batch.filter(announces)))) {
    for (const { of: workload, what, kubernetes, compose } of saidOf(finding, subjects)) {
      const difference = { workload, aspect: aspectOf(what), what, kubernetes, compose, code: finding.code };
      differences.set(keyOf(difference), difference);
    }
  }
  return differences;
}

/** Codes of other packages announce nothing: their targets are not compared. */
function announces({ code }: { readonly code: string }): boolean {
  return Object.hasOwn(ANNOUNCED, code) && ANNOUNCED[code as keyof typeof ANNOUNCED] !== NOTHING;
}

function saidOf(finding: Finding, subjects: Subjects): readonly Said[] {
  return ANNOUNCED[finding.code as keyof typeof ANNOUNCED](subjects.about(finding));
}
