import type { Trace } from '../model/trace';
import { apart, findingsOf, onceEach, ordered, type Alike, type Batch } from './alike';
import { sentence, type Codes, type Difference, type Declaration, type ParamsOf, type Severity } from './declaration';
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
  /** What the outputs differ in by it, where the finding alone knows. */
  readonly differs?: readonly Difference[];
}

/** Takes what is found, in terms of the codes that it knows. */
export interface Reporter<C extends Codes> {
  /** @param path of the construct, or of each one that the same is found of */
  report<K extends keyof C & string>(code: K, path: string | readonly string[], params: ParamsOf<C[K]>, trace?: Trace): void;
}

/** Collects findings; nobody throws at the first one. */
export class Findings implements Reporter<ModelCodes> {
  private readonly found: Alike[] = [];

  /** @param saidAt where a property was said of the construct at a path, if not where the construct was made */
  public constructor(private readonly saidAt: (path: string, property: string) => Trace | undefined = () => undefined) {}

  /** An empty collection for the same constructs. */
  public another(): Findings {
    return new Findings(this.saidAt);
  }

  public report<K extends keyof ModelCodes>(code: K, path: string | readonly string[], params: ParamsOf<ModelCodes[K]>, trace?: Trace): void {
    this.add(code, MODEL_CODES[code], path, params as never, trace);
  }

  /** The same collection, for someone with codes of their own. */
  public for<C extends Codes>(codes: C): Reporter<ModelCodes & C> {
    const known = withThoseOfTheModel(codes);
    return {
      report: (code, path, params, trace) => {
        if (!Object.hasOwn(known, code)) throw new Error(`it reports "${code}", a code that it does not declare`);
        this.add(code, known[code], path, params as never, trace);
      },
    };
  }

  /**
   * Takes what was found of each choice of a stack, unless it is known. Of an error that the first choice does not have, it
   * says with which ones it is one.
   */
  public takeOver([first, ...others]: readonly { readonly choice: string; readonly findings: Findings }[]): void {
    for (const alike of first.findings.found) this.found.push(alike);
    if (others.length === 0) return;
    const known = new Set(this.found.flatMap(apart).map(identity));
    const choices = new Map<string, { readonly finding: Alike; readonly of: Set<string> }>();
    for (const { choice, findings } of others) {
      for (const finding of findings.found.flatMap(apart)) {
        const key = identity(finding);
        if (known.has(key)) continue;
        if (!choices.has(key)) choices.set(key, { finding, of: new Set() });
        choices.get(key)!.of.add(`"${choice}"`);
      }
    }
    for (const { finding, of } of choices.values()) {
      this.found.push(finding.severity === 'error' ? { ...finding, message: `${finding.message} That is so with the choice ${[...of].join(', ')}.` } : finding);
    }
  }

  /** Takes what was found with another choice, unless the same, whatever its details are, is known of that place. */
  public addOf(choice: string, { found }: Findings): void {
    const known = new Set(this.found.flatMap(({ code, paths }) => paths.map((path) => `${code} ${path}`)));
    for (const alike of found) {
      const paths = alike.paths.filter((path) => !known.has(`${alike.code} ${path}`));
      if (paths.length > 0) this.found.push({ ...alike, paths, message: `${alike.message} That is so with the choice "${choice}".` });
    }
  }

  public get isEmpty(): boolean {
    return this.found.length === 0;
  }

  /** In the order of the model, what is found alike of several constructs once. */
  public get together(): Batch {
    return ordered(onceEach(this.found));
  }

  /** The same one by one. */
  public get all(): Finding[] {
    return findingsOf(this.together);
  }

  /** Those that are errors, in no order. */
  public get errors(): Finding[] {
    return findingsOf(this.found.filter(({ severity }) => severity === 'error'));
  }

  private add(code: string, declaration: Declaration<never>, path: string | readonly string[], params: never, trace: Trace | undefined): void {
    const { message, expected, fix, waivable, differs } = saidOf(declaration, params);
    const traceOf = this.traceOf(params, trace);
    const paths = typeof path === 'string' ? [path] : [...path];
    if (paths.length > 0) this.found.push({ code, severity: declaration.severity, paths, message, expected, fix, waivable, differs, traceOf });
  }

  /** Where it was said, if something else knows than the construct. */
  private traceOf(params: never, trace: Trace | undefined): Alike['traceOf'] {
    if (trace) return () => trace;
    const property = propertyIn(params);
    return property === undefined ? undefined : (path) => this.saidAt(path, property);
  }
}

/** What a finding says wherever it is found. */
type Said = Pick<Finding, 'message' | 'expected' | 'fix' | 'waivable' | 'differs'>;

function saidOf({ says, expected, fix, waivable, differs }: Declaration<never>, params: never): Said {
  const text = says(params);
  return {
    message: text.charAt(0).toUpperCase() + text.slice(1),
    expected: expected === undefined ? undefined : sentence(expected, params),
    fix: sentence(fix, params),
    waivable: waivable === true ? waivable : undefined,
    differs: differs?.(params),
  };
}

/** The property that a finding is about: `restart` of `restart.attempts`, and of `the property restart`. */
function propertyIn({ field, value }: { readonly field?: unknown; readonly value?: unknown }): string | undefined {
  const text = field ?? value;
  return typeof text === 'string' ? /^(?:the property )?(\w+)/.exec(text)?.[1] : undefined;
}

/** By the codes of a target, of which each stack asks several times. */
const KNOWN = new WeakMap<Codes, Codes>();

function withThoseOfTheModel(codes: Codes): Codes {
  let known = KNOWN.get(codes);
  if (!known) KNOWN.set(codes, (known = { ...MODEL_CODES, ...codes }));
  return known;
}

function identity({ code, paths: [path], message }: Alike): string {
  return `${code} ${path} ${message}`;
}
