import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

const TRACE = Symbol.for('cdk8s-compose.trace');

/** Where in the user's program something was made; formatted only if a finding has to name it. */
export interface Trace {
  readonly stack?: string;
}

const MAX_FRAMES = 25;

/** A function or constructor that is on the call stack. */
export type OnStack = ((...args: never[]) => unknown) | (abstract new (...args: never[]) => unknown);

/** Remembers the calling line. `below` and the frames above it are left out. */
export function captureTrace(below: OnStack): Trace {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = MAX_FRAMES;
  const trace: Trace = {};
  Error.captureStackTrace(trace, below);
  Error.stackTraceLimit = limit;
  return trace;
}

export function setTrace(construct: IConstruct, trace: Trace): void {
  Object.defineProperty(construct, TRACE, { value: trace });
}

/**
 * The trace of the construct, or of the nearest scope that has one. An object of cdk8s has none, and the line that made its
 * stack would send people to the wrong place.
 */
export function traceOf(construct: IConstruct): Trace | undefined {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    if (ApiObject.isApiObject(construct) && Chart.isChart(at)) return undefined;
    const trace = (at as { [TRACE]?: Trace })[TRACE];
    if (trace) return trace;
  }
  return undefined;
}

const STATEMENTS = Symbol.for('cdk8s-compose.statements');

type Stated = IConstruct & { [STATEMENTS]?: Map<string, Trace> };

/** Remembers where properties were said of a construct that was there already. */
export function noteStatements(construct: IConstruct, properties: object, trace: Trace): void {
  const stated = construct as Stated;
  if (!stated[STATEMENTS]) Object.defineProperty(stated, STATEMENTS, { value: new Map<string, Trace>() });
  for (const [property, value] of Object.entries(properties)) if (value !== undefined) stated[STATEMENTS]!.set(property, trace);
}

/** Where a property was said last, unless that is where the construct was made. */
export function statementOf(construct: IConstruct, property: string): Trace | undefined {
  return (construct as Stated)[STATEMENTS]?.get(property);
}
