import type { Place } from '../../problem';
import type { ProjectCode } from '../codes';
import { fault, shownPlace, subjectAt } from '../fault';
import { originOf, type Node, type Spot } from './node';
import type { LocatedProblem, UsedVariable } from './project';

/** Texts by the names of variables. */
export type Variables = ReadonlyMap<string, string>;

/** What one loading knows, and what it finds. */
export class Context {
  public readonly problems: LocatedProblem[] = [];
  /** Contents of the files beside the project. */
  public readonly files = new Map<string, string>();
  public readonly used = new Map<string, UsedVariable>();

  public constructor(
    public readonly read: (path: string) => string | undefined,
    /** For `~` at the beginning of a path. */
    public readonly home: string | undefined,
  ) {}

  /** @param at the place in the project, or where it was written */
  public report(code: ProjectCode, place: Place, detail: string, at?: Node | Spot): void {
    const { subject, place: inside } = subjectAt(place);
    const path = shownPlace(inside);
    const spot = at && 'document' in at ? at : at?.spot;
    const origin = originOf(spot);
    this.add({ ...fault(code, subject, inside, path === '' ? detail : `${path}: ${detail}`), ...(origin && { origin }) });
  }

  /** For what is wrong with a whole file. */
  public reportFile(code: ProjectCode, file: string, detail: string): void {
    this.add({ ...fault(code, file, [], detail), origin: { file } });
  }

  public add(problem: LocatedProblem): void {
    const isKnown = this.problems.some(({ code, subject, detail, origin }) => code === problem.code && subject === problem.subject && detail === problem.detail && origin?.file === problem.origin?.file && origin?.line === problem.origin?.line);
    if (!isKnown) this.problems.push(problem);
  }
}
