import type { AnnouncedDifference } from '../diagnostics/report-document';
import { aspectOf } from '../diagnostics/aspects';
import type { Finding } from '../diagnostics/findings';
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

/** Everything in which the outputs of a stack differ, as its findings say: what has to be found where they are compared, and nothing else. */
export function announcedDifferences(graph: StackGraph, findings: readonly Finding[]): AnnouncedDifference[] {
  return togetherOf(announcedByChoice(graph, findings));
}

/** The same for each choice by itself. */
export function announcedByChoice(graph: StackGraph, findings: readonly Finding[]): ChoiceDifferences[] {
  return chosenGraphs(graph).map((chosen) => ({ graph: chosen, differences: differencesIn(chosen, findings) }));
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

function differencesIn(graph: StackGraph, findings: readonly Finding[]): Map<string, AnnouncedDifference> {
  const subjects = subjectsIn(graph, findings);
  const found = new Map<string, AnnouncedDifference>();
  for (const finding of findings) {
    const { code } = finding;
    for (const { of: workload, what, kubernetes, compose } of saidOf(finding, subjects)) {
      const difference = { workload, aspect: aspectOf(what), what, kubernetes, compose, code };
      found.set(keyOf(difference), difference);
    }
  }
  return found;
}

/** Codes of other packages announce nothing: their targets are not compared. */
function saidOf(finding: Finding, subjects: Subjects): readonly Said[] {
  if (!Object.hasOwn(ANNOUNCED, finding.code)) return [];
  const row = ANNOUNCED[finding.code as keyof typeof ANNOUNCED];
  return row === NOTHING ? [] : row(subjects.about(finding));
}
