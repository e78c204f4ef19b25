import type { IConstruct } from 'constructs';
import type { Declaration, Severity } from '../diagnostics/declaration';
import type { Findings } from '../diagnostics/findings';
import { recordFault } from '../model/fault';
import type { StackModel } from '../model/stack';
import { captureTrace, type OnStack, type Trace } from '../model/trace';
import type { Origin, OutputObject } from '../targets/output';
import type { WrittenScope } from './judgement';

/** Something that is about to be written, as a policy sees it. */
export interface PolicyObject {
  /** Name of the target: `kubernetes`, `compose`. */
  readonly target: string;
  /** Path of the stack or of the chart of cdk8s. */
  readonly chart: string;
  /** The choice of profiles that it is written for, on a target without profiles; missing for what counts where nobody chooses. */
  readonly choice?: string;
  /** In the target's own terms: `deployment.apps/api`, `services.api`, and `files/...` for a file that Compose mounts. */
  readonly name: string;
  /** Path of the construct that it comes from. */
  readonly construct: string;
  /** Who had the last word about it. */
  readonly origin: Origin;
  /** The manifest, the entry of the Compose file, or the text of a file. */
  readonly value: unknown;
}

/** What a policy looks at: all that is about to be written, and what it is made of. It cannot be changed. */
export interface PolicyInput {
  /** The stacks as data, as in `model/<stack>.json`. One with errors in it is not among them. */
  readonly stacks: readonly StackModel[];
  /** What is written of stacks, and of charts of cdk8s, for all of their targets. */
  readonly objects: readonly PolicyObject[];
}

/** What a policy finds. */
export interface PolicyFinding {
  /** What is wrong, as a sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** Path of the construct that it is about, from the model or an object. */
  readonly construct: string;
  /**
   * Whether nothing is written while it stands, or somebody only has to say that it is meant.
   * @default 'error'
   */
  readonly severity?: 'error' | 'warning';
  /**
   * What would have been right.
   * @default - the message and the fix say it
   */
  readonly expected?: string;
}

/** A rule of the team's own. It is called at each synthesis, once for all that it looks at. */
export type Policy = (written: PolicyInput) => Iterable<PolicyFinding> | undefined;

interface StatedPolicy {
  readonly name: string;
  readonly policy: Policy;
  readonly scope: IConstruct;
  readonly trace: Trace;
}

const POLICIES = Symbol.for('cdk8s-compose.policies');

type Ruled = IConstruct & { [POLICIES]?: StatedPolicy[] };

const NAME = /^[a-z][a-z0-9-]*$/;

/** Remembers a policy for a construct and all below it. */
export function addPolicy(scope: IConstruct, name: string, policy: Policy, below: OnStack): void {
  const ruled = scope as Ruled;
  const trace = captureTrace(below);
  if (!ruled[POLICIES]) Object.defineProperty(ruled, POLICIES, { value: [] });
  const before = ruled[POLICIES]!.find((stated) => stated.name === name);
  const { path } = scope.node;
  if (before) recordFault(scope, { kind: 'conflict', path, what: `the policy "${name}"`, first: 'one function', second: 'another', firstTrace: before.trace, trace });
  if (!NAME.test(name)) recordFault(scope, { kind: 'invalid-value', path, field: 'the name of a policy', value: `the text ${JSON.stringify(name)}`, expected: 'lower-case letters, digits and "-", with a letter at its beginning', fix: 'Give it such a name: its findings have the code policy/<name>.', trace });
  ruled[POLICIES]!.push({ name, policy, scope, trace });
}

/** The policies that hold for a construct: its own, and those around it. */
export function policiesFor(construct: IConstruct): readonly StatedPolicy[] {
  return construct.node.scopes.flatMap((scope) => (scope as Ruled)[POLICIES] ?? []);
}

/**
 * Asks each policy about all that it holds for.
 *
 * @param policiesOf those that hold for what is written
 * @param isThere whether a path is one of a construct
 */
export function applyPolicies(scopes: readonly WrittenScope[], policiesOf: (scope: WrittenScope) => readonly StatedPolicy[], isThere: (path: string) => boolean, findings: Findings): void {
  const asked = new Map<StatedPolicy, WrittenScope[]>();
  for (const scope of scopes) for (const stated of policiesOf(scope)) asked.set(stated, [...(asked.get(stated) ?? []), scope]);
  const copies = new Map<WrittenScope, readonly PolicyObject[]>();
  for (const scope of asked.size === 0 ? [] : scopes) copies.set(scope, objectsOf(scope));
  for (const [stated, own] of asked) {
    const models = new Map(own.flatMap(({ path, model }) => (model ? [[path, model] as const] : [])));
    new Asking(stated, isThere, findings).about({ stacks: copyOf([...models.values()]), objects: own.flatMap((scope) => copies.get(scope)!) });
  }
}

/** What is written of all choices of a stack; what nothing can be written of is reported where it is written. */
function objectsOf({ path, target, objects, otherChoices = [] }: WrittenScope): PolicyObject[] {
  const seen = (each: readonly OutputObject[], choice?: string): PolicyObject[] => each.flatMap(({ name, construct, origin, value }) => {
    const copy = copyOf(value);
    return copy === undefined ? [] : [Object.freeze({ target: target.name, chart: path, ...(choice !== undefined && { choice }), name, construct, origin, value: copy })];
  });
  return [...seen(objects), ...otherChoices.flatMap((other) => seen(other.objects, other.graph.chosen?.name ?? ''))];
}

/** As it is written, and so that nobody can change it on the way there. */
function copyOf<T>(value: T): T {
  try {
    return JSON.parse(JSON.stringify(value), (_, each: unknown) => Object.freeze(each)) as T;
  } catch {
    return undefined as T;
  }
}

/** One policy, and what comes of asking it. */
class Asking {
  public constructor(
    private readonly stated: StatedPolicy,
    private readonly isThere: (path: string) => boolean,
    private readonly findings: Findings,
  ) {}

  public about(written: PolicyInput): void {
    try {
      const found: unknown = this.stated.policy(written);
      if (found === undefined || found === null) return;
      if (typeof found === 'object' && 'then' in found && typeof found.then === 'function') {
        // What it throws later is of no interest any more, and must not end the program.
        (found.then as (done: undefined, failed: () => void) => unknown)(undefined, () => undefined);
        this.failed('it is asynchronous, and nothing waits for it');
      } else if (typeof found !== 'object' || !(Symbol.iterator in found)) {
        this.failed(`it returns ${JSON.stringify(found)}, where a list of findings is expected`);
      } else {
        for (const each of found as Iterable<Partial<PolicyFinding> | undefined>) this.take(each ?? {});
      }
    } catch (error) {
      this.failed(`it throws: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }

  private take({ message, fix, construct, severity = 'error', expected }: Partial<PolicyFinding>): void {
    const missing = Object.entries({ message, fix, construct }).find(([name, value]) => typeof value !== 'string' || (value === '' && name !== 'construct'));
    if (missing) return this.failed(`it returns a finding without ${missing[0]}`);
    if (!SEVERITIES.includes(severity)) return this.failed(`it returns a finding of the severity ${JSON.stringify(severity)}, and there are error and warning`);
    const isThere = this.isThere(construct!);
    if (!isThere) this.failed(`it returns a finding about ${JSON.stringify(construct)}, which is the path of no construct`);
    const code = `policy/${this.stated.name}`;
    const declaration: Declaration<object> = { severity, title: '', says: () => message!, ...(expected !== undefined && { expected }), fix: fix!, waivable: true };
    this.findings.for({ [code]: declaration }).report(code as never, isThere ? construct! : this.stated.scope.node.path, {});
  }

  private failed(detail: string): void {
    this.findings.report('model/policy-failed', this.stated.scope.node.path, { value: this.stated.name, detail }, this.stated.trace);
  }
}

const SEVERITIES: readonly Severity[] = ['error', 'warning'];
