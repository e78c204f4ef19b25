import type { AnnouncedDifference } from '../diagnostics/report-document';
import { aspectOf } from '../diagnostics/aspects';
import type { Finding } from '../diagnostics/findings';
import { chosenGraphs, type StackGraph } from '../model/graph';
import { ANNOUNCED, NOTHING } from './announced';
import { subjectsIn, type Said, type Subjects } from './announcing';

/** Everything in which the outputs of a stack differ, as its findings say: what has to be found where they are compared, and nothing else. */
export function announcedDifferences(graph: StackGraph, findings: readonly Finding[]): AnnouncedDifference[] {
  const graphs = chosenGraphs(graph);
  const each = graphs.map((chosen) => ({ choice: chosen.chosen?.name ?? '', differences: differencesIn(chosen, findings) }));
  if (each.length === 1) return [...each[0].differences.values()];
  const all = new Map(each.flatMap(({ differences }) => [...differences]));
  return [...all].flatMap(([key, difference]) => {
    const having = each.filter(({ differences }) => differences.has(key));
    return having.length === each.length ? [difference] : having.map(({ choice }) => ({ ...difference, choice }));
  });
}

function differencesIn(graph: StackGraph, findings: readonly Finding[]): Map<string, AnnouncedDifference> {
  const subjects = subjectsIn(graph);
  const found = new Map<string, AnnouncedDifference>();
  for (const finding of findings) {
    for (const said of saidOf(finding, subjects)) {
      const difference = { workload: said.of, aspect: aspectOf(said.what), what: said.what, ...(said.kubernetes !== undefined && { kubernetes: said.kubernetes }), ...(said.compose !== undefined && { compose: said.compose }), code: finding.code };
      found.set([said.of, said.what, said.kubernetes, said.compose, finding.code].join('\n'), difference);
    }
  }
  return found;
}

/** Codes of other packages announce nothing: their targets are not compared. */
function saidOf(finding: Finding, subjects: Subjects): Iterable<Said> {
  if (!Object.hasOwn(ANNOUNCED, finding.code)) return [];
  const row = ANNOUNCED[finding.code as keyof typeof ANNOUNCED];
  return row === NOTHING ? [] : row(subjects.about(finding));
}
