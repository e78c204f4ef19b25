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

/** The stacks among some constructs, and the charts of cdk8s that are none. */
export function chartsIn(constructs: readonly IConstruct[]): { readonly stacks: readonly Stack[]; readonly charts: readonly Chart[] } {
  const all = constructs.filter((each) => Chart.isChart(each));
  return { stacks: all.filter((each) => isStack(each)), charts: all.filter((each) => !isStack(each)) };
}

const APP_TARGETS = Symbol.for('cdk8s-compose.app');

/** What an app says of all of its stacks. */
export interface SaidOfStacks {
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly registries?: Readonly<Record<string, string>> | undefined;
}

const OF_STACKS = Symbol.for('cdk8s-compose.of-stacks');

/** Marks an app that checks its stacks itself, and says what it writes them for. */
export function markApp(app: IConstruct, targets: readonly Target[], said: SaidOfStacks): void {
  Object.defineProperty(app, APP_TARGETS, { value: targets });
  Object.defineProperty(app, OF_STACKS, { value: said });
}

/** What holds for a stack: what its app says of all, and what it says itself before that. Nothing for what nobody says. */
export function saidOf({ root }: { readonly root: IConstruct }, own: SaidOfStacks): SaidOfStacks {
  const ofAll = (root as { [OF_STACKS]?: SaidOfStacks })[OF_STACKS] ?? {};
  const both = (['labels', 'annotations', 'registries'] as const).flatMap((name) => (ofAll[name] || own[name] ? [[name, { ...ofAll[name], ...own[name] }] as const] : []));
  return Object.fromEntries(both);
}

/** What an app of this package writes its stacks for; undefined for a plain cdk8s app. */
export function targetsOf(root: IConstruct): readonly Target[] | undefined {
  return (root as { [APP_TARGETS]?: readonly Target[] })[APP_TARGETS];
}
