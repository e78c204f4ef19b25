import type { Trace } from '../model/trace';
import { CATALOGUE, type Code, type Params } from './catalogue';
import type { Declaration, Severity } from './declaration';

/** One thing that was found, ready to be shown. */
export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  /** Construct path. */
  readonly path: string;
  readonly message: string;
  readonly expected?: string;
  readonly fix: string;
  /** The line it comes from, where that is not where the construct was made. */
  readonly trace?: Trace;
  /** Why the user accepts it. */
  readonly acknowledged?: string;
}

/** Collects findings; nobody throws at the first one. */
export class Findings {
  private readonly found = new Map<string, Finding>();

  public report<C extends Code>(code: C, path: string, params: Params<C>, trace?: Trace): void {
    const { severity, says, expected, fix } = CATALOGUE[code] as unknown as Declaration<Params<C>>;
    const text = says(params);
    const message = text.charAt(0).toUpperCase() + text.slice(1);
    this.found.set(`${path}\n${code}\n${message}`, {
      code,
      severity,
      path,
      message,
      ...(expected !== undefined && { expected }),
      fix,
      ...(trace && { trace }),
    });
  }

  /** In the order of the model: by path, errors first, then by code and text; the same on every run. */
  public get all(): Finding[] {
    return [...this.found.entries()]
      .sort(([a, left], [b, right]) => RANK[left.severity] - RANK[right.severity] || (a < b ? -1 : a > b ? 1 : 0))
      .map(([, finding]) => finding);
  }
}

const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
