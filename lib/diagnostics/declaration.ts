/**
 * `error`: nothing is written. `warning`: something is lost or weaker than it looks, and the user has to say that it
 * is meant. `info`: a difference between the targets that is meant by the design.
 */
export type Severity = 'error' | 'warning' | 'info';

/** What can be found, as data: the reference in `docs/diagnostics.md` is generated from it. */
export interface Declaration<Params> {
  readonly severity: Severity;
  /** What it is about, without any value. */
  readonly title: string;
  /** The finding itself, with the values. */
  readonly says: (params: Params) => string;
  /** What would have been right. Errors only. */
  readonly expected?: string | ((params: Params) => string);
  /** What to do about it. */
  readonly fix: string | ((params: Params) => string);
  /** Whether an error may be acknowledged, because the check can be wrong. */
  readonly waivable?: boolean;
  /** What the outputs differ in by it, where only the values know: of what the model says, `targets/announced.ts` says it. */
  readonly differs?: (params: Params) => readonly Difference[];
}

/** Something that one output has alone, in the words of who compares them. */
export interface Difference {
  /** Name in the outputs of the workload, or of the container of one; empty for what is about none. */
  readonly workload: string;
  /** What of it: `runtime`, `volume data class`. */
  readonly what: string;
  /** What Kubernetes has; missing for nothing. */
  readonly kubernetes?: string;
  /** What Compose has; missing for nothing. */
  readonly compose?: string;
}

/** The findings of one part of the product by their stable names: `model/...`, or those of one target, `<target>/...`. */
export type Codes = Readonly<Record<string, Declaration<never>>>;

/** What a declaration has to be told. */
export type ParamsOf<D> = D extends Declaration<infer Params> ? Params : never;

/** What a feature came to in a target that has no exact counterpart; `detail` says of what. */
export interface Detail {
  readonly detail: string;
}

/** Keeps the parameter type of each declaration while a table of them is checked as a whole. */
export function declare<Params>(declaration: Declaration<Params>): Declaration<Params> {
  return declaration;
}

/** A sentence of a declaration, with the values if it has some. */
export function sentence<Params>(text: string | ((params: Params) => string), params: Params): string {
  return typeof text === 'string' ? text : text(params);
}
