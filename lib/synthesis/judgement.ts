import type { Declaration } from '../diagnostics/declaration';
import type { Findings } from '../diagnostics/findings';
import { stringifyYaml } from '../emit/yaml';
import { grouped, type StackGraph } from '../model/graph';
import type { StackModel } from '../model/stack';
import type { Trace } from '../model/trace';
import type { OutputObject } from '../targets/output';
import type { JudgedObject, JudgedScope, Lowered, OutputJudge, Target } from '../targets/target';
import type { Judgement, Problem } from '../verify/problem';

/** What one target writes of one stack or chart. */
export interface WrittenScope {
  /** Path of the stack or chart. */
  readonly path: string;
  readonly target: Target;
  /** The stack as a whole; missing for a chart that is none. */
  readonly model?: StackModel;
  /** What is written of it: all, or what the choice leaves that counts where nobody chooses. */
  readonly graph?: StackGraph;
  readonly objects: readonly OutputObject[];
  readonly otherChoices?: readonly Lowered[];
}

/** What is written, and what nobody can tell while something is wrong. */
export interface Written {
  readonly scopes: readonly WrittenScope[];
  /** Namespaces of stacks of which not all is known: what is not there may be. */
  readonly unknown: readonly string[];
  /** Calls of escape hatches in which something is wrong: what comes of it is not said as well. */
  readonly faulty: ReadonlySet<Trace>;
}

/**
 * Has each target judge what is about to be written, where something that its own lowering did not make is in it.
 *
 * @param isAsked whether something is to be found of a scope; of all others only to be referred to
 */
export function judge(written: Written, isAsked: (scope: WrittenScope) => boolean, findings: Findings): void {
  const { scopes, unknown, faulty } = withoutUnwritable(written);
  for (const [, alike] of grouped(scopes, ({ target }) => target.name)) {
    // Stacks may be written for clusters of their own.
    for (const [{ judge: judgeOfTarget }, own] of groupedBy(alike.filter(isAsked), ({ target }) => target)) {
      if (!judgeOfTarget) continue;
      const run = (chosen: readonly WrittenScope[], asked: ReadonlySet<WrittenScope>): Findings => {
        const found = findings.another();
        if (chosen.some(isTouched)) new Judging(judgeOfTarget, chosen, asked, { unknown, faulty }).report(found);
        return found;
      };
      findings.takeOver([
        { choice: '', findings: run(alike, new Set(own)) },
        ...own.flatMap((scope) => (scope.otherChoices ?? []).filter(isTouched).map(({ graph, objects }) => {
          const other: WrittenScope = { ...scope, graph, objects };
          return { choice: graph.chosen?.name ?? '', findings: run(alike.map((each) => (each === scope ? other : each)), new Set([other])) };
        })),
      ]);
    }
  }
}

/** Whether something is in it that no lowering of ours made, or made alone. */
export function isTouched({ objects }: { readonly objects: readonly OutputObject[] }): boolean {
  return objects.some(({ origin }) => origin !== 'lowered');
}

/** What holds something that no file can is no object of the format; that is said where it is written. */
function withoutUnwritable({ scopes, unknown, faulty }: Written): Written {
  const lost = scopes.filter(({ objects }) => objects.some(({ origin, value }) => origin !== 'lowered' && !isWritable(value)));
  if (lost.length === 0) return { scopes, unknown, faulty };
  return { scopes: scopes.filter((scope) => !lost.includes(scope)), unknown: [...unknown, ...lost.flatMap(({ model }) => model?.namespace ?? [])], faulty };
}

function isWritable(value: unknown): boolean {
  try {
    stringifyYaml(value);
    return true;
  } catch {
    return false;
  }
}

function groupedBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** Problems of one kind at one object are told in one finding, which names so many of them. */
const MOST_TOLD = 5;

/** What is wrong in one way with one object, as one sentence. */
export function toldTogether(all: readonly string[]): string {
  const details = [...new Set(all)];
  return (details.length > MOST_TOLD ? [...details.slice(0, MOST_TOLD - 1), `and ${details.length - MOST_TOLD + 1} more of the kind`] : details).join('; ');
}

/** One object, and where it is written. */
interface Known extends JudgedObject {
  readonly scope: WrittenScope;
}

/** One judgement over all that is written for one target. */
class Judging {
  private readonly known = new Map<string, Known>();
  private readonly scopes: readonly JudgedScope[];

  public constructor(
    private readonly judgeOfTarget: OutputJudge,
    scopes: readonly WrittenScope[],
    private readonly asked: ReadonlySet<WrittenScope>,
    private readonly doubts: Pick<Written, 'unknown' | 'faulty'>,
  ) {
    this.scopes = scopes.map((scope): JudgedScope => ({
      ...(scope.graph && { graph: scope.graph }),
      isBeside: !asked.has(scope),
      // Of two with one name it is said that they are, and no more.
      objects: [...new Map([...scope.objects].reverse().map((object) => [object.name, object])).values()].reverse().map((object) => this.know(object, scope)),
    }));
  }

  public report(findings: Findings): void {
    // The judges know formats; what is beside them on a platform they do not, so none of it is final.
    const codes = Object.fromEntries(Object.entries(this.judgeOfTarget.codes).map(([code, declaration]): [string, Declaration<Judgement>] => [code, { ...declaration, waivable: true }]));
    const reporter = findings.for(codes);
    const placed = this.judgeOfTarget.judge(this.scopes).flatMap((problem) => this.placed(problem) ?? []);
    for (const [, alike] of grouped(placed, ({ problem, culprit }) => `${problem.code} ${problem.subject} ${culprit.id}`)) {
      const [{ problem, culprit }] = alike;
      const { construct, trace } = culprit.object;
      reporter.report(problem.code as never, construct, { value: `in ${this.known.get(problem.subject)?.object.name ?? culprit.object.name}`, detail: toldTogether(alike.map((each) => each.problem.detail)) }, trace);
    }
  }

  private know(object: OutputObject, scope: WrittenScope): Known {
    let id = object.name;
    for (let again = 2; this.known.has(id); again++) id = `${object.name} (${scope.path}${again > 2 ? `, ${again}` : ''})`;
    const known = { id, object, scope };
    this.known.set(id, known);
    return known;
  }

  /** A problem and the object that it comes from; undefined for what is not this judgement's, or comes of nothing that a user did. */
  private placed(problem: Problem): { readonly problem: Problem; readonly culprit: Known } | undefined {
    const subject = this.known.get(problem.subject);
    const related = (problem.related ?? []).flatMap((id) => this.known.get(id) ?? []);
    const all = subject ? [subject, ...related] : related;
    if (!all.some(({ scope }) => this.asked.has(scope)) || this.isUnsure(subject)) return undefined;
    const culprit = all.find(({ object }) => object.origin !== 'lowered') ?? (subject && this.changedBeside(subject));
    return culprit && !(culprit.object.trace && this.doubts.faulty.has(culprit.object.trace)) ? { problem, culprit } : undefined;
  }

  /**
   * What has been changed, and so may be what an object of ours lacks: something of the same construct, or else the only one
   * of its stack. Where several have been, nobody knows which.
   */
  private changedBeside(subject: Known): Known | undefined {
    const changed = [...this.known.values()].filter(({ object, scope }) => scope === subject.scope && object.origin !== 'lowered');
    return changed.find(({ object }) => object.construct === subject.object.construct) ?? (changed.length > 1 ? subject : changed[0]);
  }

  /** Whether it may be about what would be there if nothing were wrong elsewhere. */
  private isUnsure(subject: Known | undefined): boolean {
    const { unknown } = this.doubts;
    if (unknown.length === 0 || !subject) return false;
    const text = JSON.stringify(subject.object.value) ?? '';
    return unknown.some((namespace) => text.includes(JSON.stringify(namespace)));
  }
}
