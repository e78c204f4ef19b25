import type { Verdict, VerifyFinding } from '../cli/verdict';
import { verifySynthesis } from '../cli/verify';
import type { Stack } from '../synthesis/stack';
import { placesIn } from '../targets/output';
import { FilesInMemory } from './files-in-memory';
import { synthesize, type Synthesized } from './synthesize';

/** How many problems a failure shows: enough to see what is going on. */
const MOST_PROBLEMS = 10;

/**
 * Fails unless every output of a stack is valid by itself: the manifests for a strict API server of the version that they are
 * written for and a cluster that runs them, the Compose project for Compose and the engine. It judges what would be written, with
 * whatever escape hatches, fragments and raw objects brought into it, for each choice of profiles and each overlay. It needs no cluster and no
 * engine, and writes nothing.
 *
 * @throws Error with each problem: its place, the construct that it comes from, its code; or with the errors of the synthesis
 *
 * @example
 * test('the shop can be applied', () => {
 *   expectValid(new Shop(new App(), 'shop'));
 * });
 */
export function expectValid(stack: Stack): void {
  expectOutputs(stack, { wrong: 'is not valid', isAbout: (code) => !code.startsWith('agreement/') }, expectValid);
}

/**
 * Fails unless both outputs of a stack are of one application: the same workloads, images, arguments, environment, files, mounts,
 * users, privileges, limits, checks, start order and reachability, but for the differences that its report announces. It compares what would
 * be written, and knows nothing of the constructs.
 *
 * @throws Error with each difference: its place, the construct that it comes from, its code; with the errors of the synthesis; or
 * if the stack is written for one of the two alone
 *
 * @example
 * test('the shop is the same in Compose and on Kubernetes', () => {
 *   expectAgreement(new Shop(new App(), 'shop'));
 * });
 */
export function expectAgreement(stack: Stack): void {
  const isCompared = ({ judged }: Verdict): string | undefined => (judged.compared > 0 ? undefined : 'has nothing to compare: it is written for one of Kubernetes and Compose alone');
  expectOutputs(stack, { wrong: 'is not the same in both outputs', isAbout: (code) => /^(?:agreement|input)\//.test(code), isCompared }, expectAgreement);
}

interface Expectation {
  /** What a stack is that does not meet it. */
  readonly wrong: string;
  readonly isAbout: (code: string) => boolean;
  /** Why there was nothing to look at. */
  readonly isCompared?: (verdict: Verdict) => string | undefined;
}

function expectOutputs(stack: Stack, { wrong, isAbout, isCompared }: Expectation, caller: (stack: Stack) => void): void {
  const result = synthesize(stack);
  const errors = result.rendered.filter((_, at) => result.findings[at].severity === 'error');
  if (errors.length > 0) fail(`${stack.node.path} cannot be synthesized\n\n${errors.join('\n\n')}`, caller);
  const verdict = verifySynthesis('.', new FilesInMemory(result.files));
  const nothing = isCompared?.(verdict);
  if (nothing !== undefined) fail(`${stack.node.path} ${nothing}`, caller);
  const problems = verdict.findings.filter(({ code }) => isAbout(code));
  if (problems.length > 0) fail(`${stack.node.path} ${wrong}\n\n${shown(problems, result)}`, caller);
}

function shown(problems: readonly VerifyFinding[], result: Synthesized): string {
  const entries = problems.slice(0, MOST_PROBLEMS).map((problem) => {
    const { code, message, expected, fix } = problem;
    const construct = constructOf(problem, result);
    return `${code}${construct === undefined ? '' : ` of ${construct}`}${placeOf(problem)}\n  ${message}\n  expected: ${expected}\n  fix: ${fix}`;
  });
  const left = problems.length - MOST_PROBLEMS;
  return [...entries, ...(left > 0 ? [`${left} more`] : [])].join('\n\n');
}

function placeOf({ file, line }: VerifyFinding): string {
  return file === undefined ? '' : ` in ${file}${line === undefined ? '' : `:${line}`}`;
}

/** The construct that the line comes from. */
function constructOf({ file, line = 0 }: VerifyFinding, { outputs }: Synthesized): string | undefined {
  const output = outputs.find(({ path }) => path === file);
  return output && placesIn(output).find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine)?.object.construct;
}

/** What failed is the test that called, so that is the line to show. */
function fail(message: string, caller: (stack: Stack) => void): never {
  const error = new Error(`${message}\n`);
  Error.captureStackTrace(error, caller);
  throw error;
}
