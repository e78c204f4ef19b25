import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { findingsOf } from '../diagnostics/alike';
import { Findings } from '../diagnostics/findings';
import type { Trace } from '../model/trace';
import type { OutputObject } from '../targets/output';
import type { Target } from '../targets/target';
import { analyze, type Analysis } from './analysis';
import { guarded } from './final-output';
import { isTouched, judge, type Written, type WrittenScope } from './judgement';
import { applyPolicies, policiesFor } from './policies';
import type { Stack } from './stack';
import { chartsIn } from './stack-mark';

/** A stack, and what is known of it. */
export interface Analyzed {
  readonly stack: Stack;
  readonly analysis: Analysis;
}

/** What a target writes of a chart of cdk8s that is no stack. */
export interface RenderedChart {
  readonly chart: Chart;
  readonly target: Target;
  readonly objects: readonly OutputObject[];
}

/** The objects of charts, for each target that has a use for them. */
export function renderCharts(charts: readonly Chart[], targets: readonly Target[], findings: Findings): RenderedChart[] {
  return charts.flatMap((chart) => targets.map((target) => ({ chart, target, objects: guarded(target, chart.node.path, findings, () => target.chartObjects?.(chart)) ?? [] })));
}

/** All that is about to be written of an app. */
export function writtenOf(analyzed: readonly Analyzed[], charts: readonly RenderedChart[]): Written {
  return {
    scopes: [...analyzed.flatMap(({ stack, analysis }) => scopesOf(stack, analysis)), ...charts.map(({ chart, target, objects }) => ({ path: chart.node.path, target, objects }))],
    faulty: new Set(analyzed.flatMap(({ analysis }) => faultyIn(analysis))),
    unknown: analyzed.filter(({ analysis: { targets, lowered } }) => lowered.size < targets.length).map(({ stack }) => stack.namespace),
  };
}

/** The lines at which something is wrong already. */
export function faultyIn({ found }: Analysis): Trace[] {
  return findingsOf(found.filter(({ severity }) => severity === 'error')).flatMap(({ trace }) => trace ?? []);
}

/** What is written of one stack, by the path that it has in its app. */
export function scopesOf(stack: Stack, { model, targets, lowered }: Analysis): WrittenScope[] {
  return targets.flatMap((target) => {
    const output = lowered.get(target.name);
    return output ? [{ path: stack.node.path, target, model, ...output }] : [];
  });
}

/** What the judges and the policies find in all of an app, or in some of it. */
export function examined(app: IConstruct, written: Written, isAsked: (scope: WrittenScope) => boolean = () => true): Findings {
  const findings = new Findings();
  judge(written, isAsked, findings);
  // Going down the tree finds the few that are looked for, without a path of every construct.
  const constructOf = (path: string): IConstruct | undefined => (path === app.node.path ? app : below(app, path));
  const asked = written.scopes.filter(isAsked);
  applyPolicies(asked, ({ path }) => policiesFor(constructOf(path)!), (path) => constructOf(path) !== undefined, findings);
  return findings;
}

function below(app: IConstruct, path: string): IConstruct | undefined {
  const around = app.node.path === '' ? '' : `${app.node.path}/`;
  if (!path.startsWith(around)) return undefined;
  return path.slice(around.length).split('/').reduce<IConstruct | undefined>((scope, id) => scope?.node.tryFindChild(id), app);
}

/** The same for one stack by itself; what stands beside it in its app can be referred to. */
export function examinedAlone(stack: Stack, analysis: Analysis): Findings {
  const own = scopesOf(stack, analysis);
  const isToBeJudged = own.some((scope) => isTouched(scope) || scope.otherChoices?.some(isTouched));
  const { scopes, unknown } = isToBeJudged ? beside(stack, analysis.targets) : { scopes: [], unknown: [] };
  const isOwn = new Set(own);
  return examined(stack.node.root, { scopes: [...own, ...scopes], unknown, faulty: new Set(faultyIn(analysis)) }, (scope) => isOwn.has(scope));
}

function beside(stack: Stack, targets: readonly Target[]): Written {
  const { stacks, charts } = chartsIn(stack.node.root.node.findAll());
  const analyzed = stacks.filter((other) => other !== stack).map((other) => ({ stack: other, analysis: analyze(other) }));
  // What is wrong with those is not said here.
  return writtenOf(analyzed, renderCharts(charts, targets, new Findings()));
}
