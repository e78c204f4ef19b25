import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { STACK } from '../model/draft';
import type { Target } from '../targets/target';
import type { Stack } from './stack';

export function markStack(stack: IConstruct): void {
  Object.defineProperty(stack, STACK, { value: true });
}

/** Whether a construct is a stack, whichever copy of the package made it. */
export function isStack(construct: IConstruct): construct is Stack {
  return STACK in construct;
}

/** The stacks below a construct, and the charts of cdk8s that are none. */
export function chartsBelow(construct: IConstruct): { readonly stacks: readonly Stack[]; readonly charts: readonly Chart[] } {
  const all = construct.node.findAll().filter((each) => Chart.isChart(each));
  return { stacks: all.filter((each) => isStack(each)), charts: all.filter((each) => !isStack(each)) };
}

const APP_TARGETS = Symbol.for('cdk8s-compose.app');

/** Marks an app that checks its stacks itself, and says what it writes them for. */
export function markApp(app: IConstruct, targets: readonly Target[]): void {
  Object.defineProperty(app, APP_TARGETS, { value: targets });
}

/** What an app of this package writes its stacks for; undefined for a plain cdk8s app. */
export function targetsOf(root: IConstruct): readonly Target[] | undefined {
  return (root as { [APP_TARGETS]?: readonly Target[] })[APP_TARGETS];
}
