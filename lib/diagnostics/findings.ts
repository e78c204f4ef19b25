import type { Trace } from '../model/trace';
import type { Codes, Declaration, ParamsOf, Severity } from './declaration';
import { MODEL_CODES, type ModelCodes } from './model-codes';

/** One thing that was found, ready to be shown. */
export interface Finding {
  /** Stable name, such as `compose/liveness`. */
  readonly code: string;
  readonly severity: Severity;
  /** Construct path. */
  readonly path: string;
  readonly message: string;
  readonly expected?: string;
  readonly fix: string;
  /** Set for an error that may be acknowledged, because the check can be wrong. */
  readonly waivable?: true;
  /** The line it comes from, where that is not where the construct was made. */
  readonly trace?: Trace;
  /** Why the user accepts it. */
  readonly acknowledged?: string;
}

/** Takes what is found, in terms of the codes that it knows. */
export interface Reporter<C extends Codes> {
  report<K extends keyof C & string>(code: K, path: string, params: ParamsOf<C[K]>, trace?: Trace): void;
}

/** Collects findings; nobody throws at the first one. */
export class Findings implements Reporter<ModelCodes> {
  private readonly found = new Map<string, Finding>();

  public report<K extends keyof ModelCodes>(code: K, path: string, params: ParamsOf<ModelCodes[K]>, trace?: Trace): void {
    this.add(code, MODEL_CODES[code], path, params as never, trace);
  }

  /** The same collection, for someone with codes of their own. */
  public for<C extends Codes>(codes: C): Reporter<ModelCodes & C> {
    const known: Codes = { ...MODEL_CODES, ...codes };
    return {
      report: (code, path, params, trace) => {
        if (!Object.hasOwn(known, code)) throw new Error(`it reports "${code}", a code that it does not declare`);
        this.add(code, known[code], path, params as never, trace);
      },
    };
  }

  /** In the order of the model: by path, errors first, then by code and text; the same on every run. */
  public get all(): Finding[] {
    return [...this.found.entries()]
      .sort(([a, left], [b, right]) => RANK[left.severity] - RANK[right.severity] || (a < b ? -1 : a > b ? 1 : 0))
      .map(([, finding]) => finding);
  }

  private add(code: string, { severity, says, expected, fix, waivable }: Declaration<never>, path: string, params: never, trace: Trace | undefined): void {
    const text = says(params);
    const message = text.charAt(0).toUpperCase() + text.slice(1);
    this.found.set(`${path}\n${code}\n${message}`, {
      code,
      severity,
      path,
      message,
      ...(expected !== undefined && { expected }),
      fix,
      ...(waivable === true && { waivable }),
      ...(trace && { trace }),
    });
  }
}

const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
