import { severityOf, type Alike } from '../diagnostics/alike';
import type { AnnouncedDifference, ReportDocument, ReportedChoice, ReportedFinding, ReportedStep, ReportedTarget } from '../diagnostics/report-document';
import { choicesIn } from '../model/choice';
import type { StackGraph } from '../model/graph';
import type { StackModel } from '../model/stack';
import type { Target } from '../targets/target';

export type StepsOf = (target: Target) => readonly ReportedStep[];

/**
 * What was found in a stack, and in what its outputs differ, as data.
 *
 * @param alike what was found, what says the same together
 * @param stepsOf what an operator runs of a target
 */
export function reportDocument(graph: StackGraph, targets: readonly Target[], alike: readonly Alike[], differences: readonly AnnouncedDifference[], stepsOf: StepsOf = () => []): ReportDocument {
  const { model } = graph;
  const choices = choicesIn(model).map((choice): ReportedChoice => ({ ...(choice.name !== undefined && { name: choice.name }), profiles: choice.profiles, ...(choice.parameters && { parameters: variablesOf(choice.parameters, model) }) }));
  return {
    version: 1,
    stack: model.name,
    targets: targets.map((target): ReportedTarget => {
      const { name, title, reportedSettings = {} } = target;
      const steps = stepsOf(target);
      return { name, title, settings: reportedSettings, ...(steps.length > 0 && { steps }) };
    }),
    ...(choices.length > 0 && { choices }),
    findings: alike.map(reportedOf),
    differences,
  };
}

function reportedOf(alike: Alike): ReportedFinding {
  const { code, message, acknowledged, paths } = alike;
  return { code, severity: severityOf(alike), message, acknowledged, paths };
}

/** By the names that the operator of Compose sets. */
export function variablesOf(parameters: Readonly<Record<string, string>>, model: StackModel): Record<string, string> {
  const variables = new Map(model.parameters.map(({ name, setting = name }) => [name, setting]));
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [variables.get(name) ?? name, value]));
}
