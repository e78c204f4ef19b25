import type { IConstruct } from 'constructs';
import { byText } from './connections';

/** A workload of another stack that talks to one of this. */
export interface CallerModel {
  /** Construct path of the workload that is called. */
  readonly to: string;
  readonly endpoint: string;
  /** Name and namespace of the stack that calls, and the name of its workload. */
  readonly stack: string;
  readonly namespace: string;
  readonly workload: string;
}

const CALLS = Symbol.for('cdk8s-compose.calls');

/** A call of a workload in another stack. */
interface Call {
  /** Construct path of the stack that is called. */
  readonly of: string;
  readonly caller: CallerModel;
}

/** What the stacks of a tree have said of each other, by the path of who calls: a stack learns it when the others have been looked at. */
type Calls = Map<string, readonly Call[]>;

/** Begins to remember calls among the stacks of a tree. The answer is whether nobody has before. */
export function beginCalls({ root }: IConstruct['node']): boolean {
  if (CALLS in root) return false;
  Object.defineProperty(root, CALLS, { value: new Map() });
  return true;
}

/** Remembers which workloads of other stacks a stack calls, in the place of what was known of it before. */
export function rememberCalls({ node }: IConstruct, calls: readonly Call[]): void {
  beginCalls(node);
  callsIn(node.root).set(node.path, calls);
}

/** The workloads of other stacks that call some of this, as far as those have been looked at. */
export function callersOf({ node }: IConstruct): CallerModel[] {
  const key = ({ to, endpoint, stack, workload }: CallerModel): string => `${to} ${endpoint} ${stack} ${workload}`;
  return [...callsIn(node.root).values()].flat().flatMap(({ of, caller }) => (of === node.path ? [caller] : [])).sort(byText(key));
}

function callsIn(root: IConstruct): Calls {
  return (root as { [CALLS]?: Calls })[CALLS] ?? new Map<string, readonly Call[]>();
}
