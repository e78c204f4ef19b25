import { labelValue, qualifiedName, subdomain } from './formats';
import type { Affinity, PodPlacement, SelectorRequirement } from './placement';

/** Takes what is wrong: what it is called, its value, and the rule. */
export type Refused = (name: string, value: unknown, rule: string | undefined) => void;

/** Finds what the API server refuses of it. */
export function checkPlacement({ nodeSelector = {}, tolerations = [], affinity = {}, topologySpread = [], priorityClass }: PodPlacement, refused: Refused): void {
  checkLabels('nodeSelector', nodeSelector, refused);
  for (const toleration of tolerations) {
    const { key, operator, value, effect, tolerationSeconds } = toleration;
    const of = (rule: string | undefined): void => refused('a toleration', toleration, rule);
    if (key !== undefined) of(qualifiedName(key));
    if (value !== undefined) of(labelValue(value));
    if (operator === 'Equal' && key === undefined) of('the operator Equal takes a key');
    if (operator === 'Exists' && value !== undefined) of('the operator Exists takes no value');
    if (operator === undefined && value !== undefined && key === undefined) of('a value takes a key');
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') of('tolerationSeconds takes the effect NoExecute');
    if (tolerationSeconds !== undefined && !Number.isInteger(tolerationSeconds)) of('tolerationSeconds has to be a whole number');
  }
  checkAffinity(affinity, refused);
  const keys = topologySpread.map(({ topologyKey, whenUnsatisfiable = 'ScheduleAnyway' }) => `${topologyKey} ${whenUnsatisfiable}`);
  for (const [at, { topologyKey, maxSkew = 1 }] of topologySpread.entries()) {
    refused('a topologyKey of topologySpread', topologyKey, qualifiedName(topologyKey) ?? (keys.indexOf(keys[at]) < at ? 'it is there twice' : undefined));
    refused('maxSkew of topologySpread', maxSkew, Number.isInteger(maxSkew) && maxSkew >= 1 ? undefined : 'it has to be a whole number from 1 on');
  }
  if (priorityClass !== undefined) refused('priorityClass', priorityClass, subdomain(priorityClass));
}

function checkAffinity({ nodeAffinity = {}, podAffinity = {}, podAntiAffinity = {} }: Affinity, refused: Refused): void {
  const { required = [], preferred = [] } = nodeAffinity;
  for (const { matchExpressions } of [...required, ...preferred.map(({ preference }) => preference)]) {
    if (matchExpressions.length === 0) refused('matchExpressions of nodeAffinity', matchExpressions, 'it has to have a requirement: without one no node matches');
    for (const requirement of matchExpressions) refused('a requirement of nodeAffinity', requirement, requirementProblem(requirement));
  }
  const pods = [podAffinity, podAntiAffinity];
  for (const { topologyKey, matchLabels = {} } of pods.flatMap((each) => [...(each.required ?? []), ...(each.preferred ?? []).map(({ podAffinityTerm }) => podAffinityTerm)])) {
    refused('a topologyKey of affinity', topologyKey, qualifiedName(topologyKey));
    checkLabels('matchLabels of affinity', matchLabels, refused);
  }
  for (const { weight } of [...preferred, ...pods.flatMap((each) => each.preferred ?? [])]) {
    refused('a weight of affinity', weight, Number.isInteger(weight) && weight >= 1 && weight <= 100 ? undefined : 'it has to be a whole number from 1 to 100');
  }
}

function requirementProblem({ key, operator, values = [] }: SelectorRequirement): string | undefined {
  const badName = qualifiedName(key) ?? values.map(labelValue).find((rule) => rule !== undefined);
  if (badName !== undefined) return badName;
  if (operator === 'In' || operator === 'NotIn') return values.length > 0 ? undefined : `the operator ${operator} takes values`;
  if (operator === 'Gt' || operator === 'Lt') return values.length === 1 && /^-?\d+$/.test(values[0]) ? undefined : `the operator ${operator} takes one whole number`;
  return values.length === 0 ? undefined : `the operator ${operator} takes no values`;
}

/** Labels that something has to have. */
export function checkLabels(of: string, labels: Readonly<Record<string, string>>, refused: Refused): void {
  for (const [name, value] of Object.entries(labels)) {
    refused(`a label of ${of}`, name, qualifiedName(name));
    refused(`the label ${name} of ${of}`, value, labelValue(value));
  }
}
