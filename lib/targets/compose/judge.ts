import { PROJECT_CODES } from '../../verify/compose/codes';
import type * as Projects from '../../verify/compose/judge';
import type { JudgedScope, OutputJudge } from '../target';
import { documentOf, type ComposeOutput } from './project';
import type { ComposeSettings } from './settings';
import type { Problem } from '../../verify/problem';

/** Judges each project as the engine would that runs it. It loads when something has to be judged. */
export function projectJudge(settings: ComposeSettings): OutputJudge<ComposeOutput> {
  return { codes: PROJECT_CODES, judge: (scopes) => scopes.flatMap((scope) => problemsOf(scope, settings)) };
}

function problemsOf({ graph, isBeside, objects }: JudgedScope<ComposeOutput>, { engine }: ComposeSettings): Problem[] {
  if (!graph || isBeside || objects.every(({ object }) => object.origin === 'lowered')) return [];
  const ids = new Map(objects.map(({ id, object }) => [object.name, id]));
  const idOf = (name: string): string => ids.get(name) ?? name;
  const { judgeProject } = require('../../verify/compose/judge') as typeof Projects;
  return judgeProject(documentOf(objects.map(({ object }) => object), graph), { engine }).map((problem) => ({
    ...problem,
    subject: idOf(problem.subject),
    ...(problem.related && { related: problem.related.map(idOf) }),
  }));
}
