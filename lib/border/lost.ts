import { Chart } from 'cdk8s';
import type { Construct} from 'constructs';
import { type IConstruct } from 'constructs';
import { recordFault } from '../model/fault';
import type { Trace } from '../model/trace';
import { classOf } from './brand';

/** What `Stack` marks its objects with, and `App`. */
const STACK = Symbol.for('cdk8s-compose.stack');
const APP = Symbol.for('cdk8s-compose.app');
const IN_STACK = Symbol.for('cdk8s-compose.in-stack');

/**
 * The scope of a construct that is about to be made. Nothing is written of what is in no stack, which is recorded; then a
 * chart stands in where there is none, so that the program goes on.
 */
export function stackAround(name: string, scope: Construct, path: string, trace: () => Trace): Construct {
  if (name === 'Stack') return scope;
  if (isInStack(scope)) return scope;
  const chart = chartOf(scope);
  const outer = classOf(scope);
  // What is inside something that is lost is lost with it.
  if (outer === undefined || outer === 'App') {
    recordFault(scope, { kind: 'lost', path, value: name, scope: chart ? `the chart ${chart.node.path}` : 'the app', trace: trace() });
    if (!(APP in scope.node.root)) scope.node.root.node.addValidation({ validate: () => [`The ${name} ${path} is in no Stack: nothing would be written of it. Make it in a Stack.`] });
  }
  return chart ? scope : ((scope.node.tryFindChild(LOST)) ?? new Chart(scope, LOST));
}

/** Whether what is made in a scope is written. */
export function isInStack(scope: IConstruct): boolean {
  for (let at: IConstruct | undefined = scope; at; at = at.node.scope) {
    if (!(STACK in at || IN_STACK in at)) continue;
    // The next one that is made here need not climb up again.
    if (at !== scope) Object.defineProperty(scope, IN_STACK, { value: true });
    return true;
  }
  return false;
}

const LOST = 'in no stack';

function chartOf(construct: IConstruct): Chart | undefined {
  return construct.node.scopes.reverse().find((scope): scope is Chart => Chart.isChart(scope));
}
