import type { Place } from '../../problem';
import type { ProjectCode } from '../codes';
import { fault, subjectAt } from '../fault';
import { originOf, type Node, type Spot } from './node';
import type { LocatedProblem } from '../../input/file-problem';
import { shownPlace } from '../../place-text';
import type { UsedVariable } from './project';

/** Texts by the names of variables. */
export type Variables = ReadonlyMap<string, string>;

/** What one loading knows, and what it finds. */
export class Context {
  public readonly problems: LocatedProblem[] = [];
  private readonly known = new Set<string>();
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
    const problem = fault(code, subject, inside, path === '' ? detail : `${path}: ${detail}`);
    // A line is looked for where somebody asks: that takes longer than all the rest.
    this.add(spot ? { ...problem, get origin() { return originOf(spot); } } : problem, `${spot?.file ?? ''} ${JSON.stringify(spot?.place)}`);
  }

  /** For what is wrong with a whole file. */
  public reportFile(code: ProjectCode, file: string, detail: string): void {
    this.add({ ...fault(code, file, [], detail), origin: { file } });
  }

  /** @param where what tells it from others of the same words */
  public add(problem: LocatedProblem, where = ''): void {
    const key = `${problem.code} ${problem.subject} ${problem.detail} ${where}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    this.problems.push(problem);
  }
}
