import { sentence, type Codes, type Declaration } from '../diagnostics/declaration';
import { VERIFY_CODES } from '../verify/codes';
import type { LocatedProblem, Origin } from '../verify/input/file-problem';
import type { Judgement, Place } from '../verify/problem';
import { EXIT, type ExitCode } from './world';

/** Something that is wrong, ready to be shown. */
export interface VerifyFinding {
  /** Stable name, such as `manifest/reference`. */
  readonly code: string;
  /** Relative to where the command was started, with `/`; missing where no file is to blame. */
  readonly file?: string;
  /** From 1; missing where it is not known. */
  readonly line?: number;
  /** What it is about: `Deployment/api`, `services.api`. Empty for what is about a file. */
  readonly subject: string;
  readonly message: string;
  readonly expected: string;
  readonly fix: string;
  /** What else is needed to see that it is wrong, such as the same thing in the other output. */
  readonly related?: readonly Related[];
}

/** A problem that somebody has acknowledged at synthesis. */
export interface AcceptedFinding extends VerifyFinding {
  readonly reason: string;
}

export interface Related {
  readonly subject: string;
  readonly file?: string;
  readonly line?: number;
}

/** What was looked at. An empty folder agrees with nothing. */
export interface Judged {
  /** Stacks and charts of a synthesis; 1 for the application that named files are of. */
  readonly stacks: number;
  /** Choices and overlays of them. */
  readonly variants: number;
  /** Whether files were named, and no folder. */
  readonly named: boolean;
  readonly manifests: number;
  readonly projects: number;
  /** Of how many systems both outputs were compared. */
  readonly compared: number;
}

export interface Verdict {
  readonly judged: Judged;
  /** By file and line. */
  readonly findings: readonly VerifyFinding[];
  /** Problems that were acknowledged at synthesis, with the reason; they count for nothing. */
  readonly accepted: readonly AcceptedFinding[];
  /** What was there and was not judged, each a sentence. */
  readonly notes: readonly string[];
  /** What of two sides was taken for the same though it has another name, each a sentence. */
  readonly matches: readonly string[];
}

/** What the process returns: what could not be read counts for more than what is wrong. */
export function exitCodeOf({ findings }: Verdict): ExitCode {
  if (findings.some(({ code }) => code.startsWith('input/'))) return EXIT.UNREADABLE;
  return findings.length > 0 ? EXIT.DIFFERS : EXIT.AGREES;
}

/** Where what stands at a place of a subject was written. */
export type Where = (subject: string, place: Place) => Origin | undefined;

/** A problem in the words of its code. */
export function findingOf(problem: LocatedProblem, where: Where): VerifyFinding {
  const { code, subject, place, detail, related = [], relatedPlace = [] } = problem;
  const { says, expected = '', fix } = declarationOf(code);
  const isOfFile = code.startsWith('input/');
  const judgement: Judgement = { value: isOfFile ? '' : subject, detail };
  const text = says(judgement);
  return {
    code,
    ...(problem.origin ?? where(subject, place)),
    subject: isOfFile ? '' : subject,
    message: isOfFile ? text.charAt(0).toUpperCase() + text.slice(1) : text,
    expected: sentence(expected, judgement),
    fix: sentence(fix, judgement),
    ...(related.length > 0 && { related: related.map((other, index) => ({ subject: other, ...where(other, index === 0 ? relatedPlace : []) })) }),
  };
}

/** What a code is about, without any value. */
export function titleOf(code: string): string {
  return declarationOf(code).title;
}

function declarationOf(code: string): Declaration<Judgement> {
  return (VERIFY_CODES as Codes)[code] as Declaration<Judgement>;
}

/** By file and line; what is of no file comes last. */
export function inOrder<Finding extends VerifyFinding>(findings: readonly Finding[]): Finding[] {
  const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
  const sorted = [...findings].sort((a, b) =>
    compare(a.file ?? '\uffff', b.file ?? '\uffff') || (a.line ?? 0) - (b.line ?? 0) || compare(a.code, b.code) || compare(a.message, b.message));
  const same = (a: VerifyFinding, b: VerifyFinding | undefined): boolean => b !== undefined && a.code === b.code && a.file === b.file && a.line === b.line && a.message === b.message;
  return sorted.filter((finding, at) => !same(finding, sorted[at + 1]));
}

/** What a team looks at first: what cannot be read, what is missing, what runs, what it is told; then how it is looked after. */
const WEIGHTS: readonly string[] = ['workload', 'image', 'argv', 'environment', 'file', 'mount', 'volume', 'port', 'reachability', 'entrance', 'isolation', 'health', 'order', 'restart', 'replicas', 'user', 'privilege', 'limit', 'setting', 'note'].map((aspect) => `agreement/${aspect}`);

/** The most important first; of the same code by file and line. */
export function inOrderOfWeight(findings: readonly VerifyFinding[]): VerifyFinding[] {
  const weightOf = ({ code }: VerifyFinding): number => WEIGHTS.indexOf(code);
  return inOrder(findings).sort((a, b) => weightOf(a) - weightOf(b) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** `3 stacks, 41 manifests, 3 Compose projects; agreement compared for 3`. */
export function judgedText({ stacks, variants, named, manifests, projects, compared }: Judged): string {
  const systems = `${counted(stacks, named ? 'application' : 'stack')}${variants > 0 ? ` and ${counted(variants, 'variant')}` : ''}`;
  const what = [systems, counted(manifests, 'manifest'), counted(projects, 'Compose project')].join(', ');
  return `${what}; agreement ${compared === 0 ? 'not compared' : `compared for ${compared}`}`;
}

/** How much was found of what. */
export function countsText({ findings }: Verdict): string {
  if (findings.length === 0) return 'nothing is wrong';
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  const each = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).map(([code, count]) => `${count} ${code}`);
  return `${counted(findings.length, 'problem')}: ${each.join(', ')}`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
