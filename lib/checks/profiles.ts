import type { Findings } from '../diagnostics/findings';
import { misreadFields } from '../model/choice-parameters';
import { choicesIn, isActive, profilesIn, type ChoiceModel } from '../model/choice';
import { graphOf, type StackGraph } from '../model/graph';
import { nearestName } from '../model/nearest-name';
import type { StackModel } from '../model/stack';
import type { Trace } from '../model/trace';
import type { WorkloadModel } from '../model/workload';

const CHOICE_NAME = /^[a-z][a-z0-9-]*$/;

/**
 * What is chosen is there, and what is there can be chosen; whatever a choice has works without what it leaves out.
 *
 * @param traces of the choices, by their names
 */
export function checkProfiles(graph: StackGraph, findings: Findings, traces: ReadonlyMap<string, Trace> = new Map()): void {
  const { choices = [], path } = graph.model;
  const profiles = profilesIn(graph.model.workloads);
  for (const { name, profiles: chosen, parameters = {} } of choices) {
    const trace = traces.get(name);
    if (!CHOICE_NAME.test(name)) findings.report('model/invalid-name', path, { what: 'choice', value: name, rule: 'made of lower-case letters, digits and "-", beginning with a letter' }, trace);
    for (const value of chosen) {
      if (profiles.includes(value)) continue;
      const near = nearestName(value, profiles);
      findings.report('model/unknown-profile', path, { value, choice: name, known: profiles.length > 0 ? profiles.join(', ') : 'none', ...(near !== undefined && { near }) }, trace);
    }
    for (const value of Object.keys(parameters)) {
      if (!graph.parameters.has(value)) findings.report('model/unresolved-reference', path, { what: 'parameter', value }, trace);
    }
    checkGiven(graph, name, parameters, findings, trace);
    for (const { path: at, field, value, expected } of misreadFields(graph.model, parameters)) {
      findings.report('model/chosen-value', at, { field, value, rule: expected, choice: name }, trace);
    }
  }
  checkSame(graph, findings, traces);
  const meant = meantChoices(graph.model);
  // A name that is like none may be meant for any of them.
  if (meant?.every(({ profiles: chosen }) => chosen.every((profile) => profiles.includes(profile)))) {
    for (const { path: at, profiles: own } of withoutChoice(graph.model, meant)) findings.report('model/profile-without-choice', at, { field: 'profiles', value: own!.join(', ') });
  }
  checkLeftOut(meant ? graphOf({ ...graph.model, choices: meant }) : graph, findings);
}

/**
 * The stack as it is meant while its choices are wrong, for checks of what else is wrong: a profile that nothing is in is the
 * one that it is spelled like, and what no choice has can be chosen by each of its profiles.
 */
export function asMeant(graph: StackGraph): StackGraph {
  const { model } = graph;
  const meant = meantChoices(model);
  if (!meant) return graph;
  const forgotten = new Set(withoutChoice(model, meant).flatMap(({ profiles = [] }) => profiles));
  const choices = [...meant, ...[...forgotten].sort().map((name) => ({ name, profiles: [name] }))];
  return JSON.stringify(choices) === JSON.stringify(model.choices) ? graph : graphOf({ ...model, choices });
}

/** The stated choices with the profiles that are there, as far as it can be told which are meant. */
function meantChoices({ choices, workloads }: StackModel): readonly ChoiceModel[] | undefined {
  const known = profilesIn(workloads);
  const meant = (profile: string): string => (known.includes(profile) ? profile : (nearestName(profile, known) ?? profile));
  return choices?.map((choice) => ({ ...choice, profiles: [...new Set(choice.profiles.map(meant))].sort() }));
}

function withoutChoice({ workloads }: StackModel, choices: readonly ChoiceModel[]): readonly WorkloadModel[] {
  return workloads.filter((workload) => !choices.some(({ profiles }) => isActive(workload, profiles)));
}

/** Compose has one variable for those that share it, and takes nothing for a variable that nobody has set. */
function checkGiven(graph: StackGraph, choice: string, given: Readonly<Record<string, string>>, findings: Findings, trace: Trace | undefined): void {
  const variables = new Map<string, string>();
  for (const [name, value] of Object.entries(given)) {
    const { path, default: usual = '', setting = name } = graph.parameters.get(name) ?? {};
    if (path === undefined) continue;
    const first = variables.get(setting) ?? value;
    if (first !== value) findings.report('model/conflicting-statements', path, { value: `the variable ${setting} with the choice "${choice}"`, first: `"${first}"`, second: `"${value}"` }, trace);
    if (value === '' && usual !== '') findings.report('model/chosen-value', path, { field: name, value, rule: `some text: Compose takes an empty variable for one that is not set, and that is "${usual}"`, choice }, trace);
    variables.set(setting, first);
  }
}

function checkSame({ model }: StackGraph, findings: Findings, traces: ReadonlyMap<string, Trace>): void {
  if (!model.choices) return;
  const seen = new Map<string, string>();
  for (const choice of choicesIn(model)) {
    const key = JSON.stringify([choice.profiles, Object.entries((choice as Partial<ChoiceModel>).parameters ?? {}).sort()]);
    const other = seen.get(key);
    if (other !== undefined) findings.report('model/same-choice', model.path, { value: choice.name ?? '', other }, traces.get(choice.name ?? ''));
    else seen.set(key, choice.name === undefined ? 'what runs without any profile' : `the choice "${choice.name}"`);
  }
}

/** A reference to what is not there would be a name without an address, and a start that Compose refuses. */
function checkLeftOut(graph: StackGraph, findings: Findings): void {
  const known = profilesIn(graph.model.workloads);
  const choices = choicesIn(graph.model).filter(({ profiles }) => profiles.every((profile) => known.includes(profile)));
  if (choices.length === 0) return;
  for (const workload of graph.model.workloads) {
    for (const [peer, how] of neededBy(workload, graph)) {
      const without = choices.filter(({ profiles }) => isActive(workload, profiles) && !isActive(peer, profiles));
      if (without.length === 0) continue;
      const names = without.map(({ name }) => (name === undefined ? 'without any profile' : `with the choice "${name}"`)).join(', ');
      findings.report('model/left-out-reference', workload.path, { value: peer.path, how, choices: names, profiles: peer.profiles!.join(', ') });
    }
  }
}

/** The peers that a workload cannot do without, of those that a choice may leave out, and what for. */
function neededBy({ path, startAfter }: WorkloadModel, graph: StackGraph): Map<WorkloadModel, string> {
  const needed = new Map<WorkloadModel, string>();
  const add = (peer: WorkloadModel | undefined, how: string): void => void (peer?.profiles && !needed.has(peer) && needed.set(peer, how));
  for (const { to, optional } of graph.outgoing.get(path) ?? []) if (!optional) add(graph.workloads.get(to), 'refers to');
  for (const { workload, optional } of startAfter) if (!optional) add(graph.workloads.get(workload), 'starts after');
  return needed;
}
