import { at, fields, isFields, items, mappings, text, type Fields } from '../../lib/verify/untyped';
import { ANSWERS, type Answer, type Scored } from './answers';

/** What came of the critical findings of some files. */
export interface Verdict {
  /** How many each answer answers. */
  readonly answered: ReadonlyMap<Answer, number>;
  /** Those that nothing answers, a line each. */
  readonly open: readonly string[];
}

/** How kube-score calls what is critical. */
const CRITICAL = 1;

/** Looks for an answer to each critical finding of kube-score, by its report and the manifests that it read. */
export function judge(report: readonly unknown[], manifests: readonly Fields[], answers: readonly Answer[] = ANSWERS): Verdict {
  const answered = new Map<Answer, number>();
  const open: string[] = [];
  const objects = new Map(manifests.map((manifest) => [nameOf(manifest), manifest]));
  for (const entry of report.filter(isFields)) {
    const name = String(entry['object_name']);
    for (const check of mappings(entry['checks']).filter(({ grade, skipped }) => grade === CRITICAL && skipped !== true)) {
      const id = String(at(check['check'], 'id'));
      const comments = mappings(check['comments']);
      for (const comment of comments.length > 0 ? comments : [{}]) {
        const scored = find(objects.get(name), text(comment['path']) ?? '');
        const answer = scored && answers.find((each) => each.check === id && each.holds(scored));
        if (answer) answered.set(answer, (answered.get(answer) ?? 0) + 1);
        else open.push(`${name}${comment['path'] ? ` (${String(comment['path'])})` : ''}: ${id}: ${String(comment['summary'] ?? '')}`);
      }
    }
  }
  return { answered, open };
}

/** As kube-score does: `Deployment/apps/v1/shop/api`. */
function nameOf({ kind, apiVersion, metadata }: Fields): string {
  const { namespace, name } = fields(metadata);
  return [kind, apiVersion, ...(namespace === undefined ? [] : [namespace]), name].join('/');
}

/** The container of that name; answers are about containers. */
function find(object: Fields | undefined, name: string): Scored | undefined {
  if (object === undefined) return undefined;
  const spec = fields(object['spec']);
  const template = fields(object['kind'] === 'Pod' ? object : at(spec['jobTemplate'], 'spec', 'template') ?? spec['template']);
  const containers = ['containers', 'initContainers'].flatMap((list) => items(at(template, 'spec', list)).filter(isFields));
  const container = containers.find((each) => each['name'] === name);
  return container && { container, template, object };
}
