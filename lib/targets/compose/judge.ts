import { PROJECT_CODES } from '../../verify/compose/codes';
import { judges } from '../../verify/late';
import type { Problem } from '../../verify/problem';
import type { JudgedScope, OutputJudge } from '../target';
import { documentOf, type ComposeOutput } from './project';

/** Judges each project as Compose and the engine would. It loads when something has to be judged. */
export const PROJECT_JUDGE: OutputJudge<ComposeOutput> = { codes: PROJECT_CODES, judge: (scopes) => scopes.flatMap(problemsOf) };

function problemsOf({ graph, isBeside, objects }: JudgedScope<ComposeOutput>): Problem[] {
  if (!graph || isBeside || objects.every(({ object }) => object.origin === 'lowered')) return [];
  const ids = new Map(objects.map(({ id, object }) => [object.name, id]));
  const idOf = (name: string): string => ids.get(name) ?? name;
  const only = new Set(objects.flatMap(({ object }) => (object.origin === 'lowered' ? [] : [object.name])));
  return judges().judgeProject(documentOf(objects.map(({ object }) => object), graph), { only }).map((problem) => ({
    ...problem,
    subject: idOf(problem.subject),
    ...(problem.related && { related: problem.related.map(idOf) }),
  }));
}
