import { compareTexts } from '../model/connections';
import { grouped } from '../model/graph';
import type { Trace } from '../model/trace';
import type { Severity } from './declaration';
import type { Finding } from './findings';

/**
 * The same, found of one construct or of many, as nearly all is that is found of a large stack. It is a finding of each of
 * them only where somebody asks for findings.
 */
export interface Alike extends Omit<Finding, 'path' | 'trace'> {
  /** As it was found: what the user accepts is information, see {@link severityOf}. */
  readonly severity: Severity;
  /** Of the constructs, in order. */
  readonly paths: readonly string[];
  /** See {@link Finding.trace}. */
  readonly traceOf?: ((path: string) => Trace | undefined) | undefined;
}

/** What was found in one go, in the order of the model. */
export type Batch = readonly Alike[];

export function severityOf({ severity, acknowledged }: Alike): Severity {
  return acknowledged === undefined ? severity : 'info';
}

/** In the order of the model: by the first path, errors first, then by code and text; the same on every run. */
export function ordered(found: readonly Alike[]): Batch {
  return [...found].sort(inOrder);
}

/** Each once, with its paths in order. Of what was found twice the last word counts; then, and where it has another fix at another place, it is told path by path. */
export function onceEach(found: readonly Alike[]): readonly Alike[] {
  if (areDistinct(found)) return found.map(withPathsOnce);
  const byText = grouped(found, ({ severity, code, message }) => `${severity}\n${code}\n${message}`);
  return [...byText.values()].flatMap((same) => (same.length === 1 ? same.map(withPathsOnce) : [...new Map(same.flatMap(apart).map((each) => [each.paths[0], each])).values()]));
}

/** What says the same is put together, in the order in which it is said first. */
export function together(found: readonly Alike[]): readonly Alike[] {
  if (areDistinct(found)) return found;
  const byText = grouped(found, (each) => `${severityOf(each)}\n${each.code}\n${each.acknowledged}\n${each.message}`);
  return [...byText.values()].map((same) => (same.length === 1 ? same[0] : { ...same[0], paths: same.flatMap(({ paths }) => paths) }));
}

/** What each comes apart into, in the order of the model; where nothing does, all stays as it stands. */
export function partsOf(found: Batch, split: (alike: Alike) => readonly Alike[]): Batch {
  const parts = found.flatMap(split);
  return parts.length === found.length ? parts : ordered(parts);
}

/** The findings one by one. */
export function findingsOf(found: Batch): Finding[] {
  return partsOf(found, apart).map(findingOf);
}

/** A finding by itself. */
export function alone({ path, trace, ...said }: Finding): Alike {
  return { ...said, paths: [path], traceOf: trace && (() => trace) };
}

/** Each path by itself. */
export function apart(alike: Alike): Alike[] {
  return alike.paths.length === 1 ? [alike] : alike.paths.map((path) => ({ ...alike, paths: [path] }));
}

/** Few texts are said twice: whether all are others is known without a look at each. */
function areDistinct(found: readonly Alike[]): boolean {
  return new Set(found.map(({ message }) => message)).size === found.length;
}

function withPathsOnce(alike: Alike): Alike {
  return alike.paths.length === 1 ? alike : { ...alike, paths: [...new Set(alike.paths)].sort() };
}

/** There may be thousands: they have what there is to say, one after the other, and so hardly more shapes than one. */
function findingOf(alike: Alike): Finding {
  const { code, message, expected, fix, waivable, differs, acknowledged, traceOf, paths: [path] } = alike;
  const finding: { -readonly [K in keyof Finding]: Finding[K] } = { code, severity: severityOf(alike), path, message, fix };
  if (expected !== undefined) finding.expected = expected;
  if (waivable) finding.waivable = waivable;
  if (differs) finding.differs = differs;
  const trace = traceOf?.(path);
  if (trace) finding.trace = trace;
  if (acknowledged !== undefined) finding.acknowledged = acknowledged;
  return finding;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

function inOrder(a: Alike, b: Alike): number {
  if (a.severity !== b.severity) return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  return compareTexts(a.paths[0], b.paths[0]) || compareTexts(a.code, b.code) || compareTexts(a.message, b.message);
}
