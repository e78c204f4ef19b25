import { FEATURES, featureUses, type Feature } from '../../lib/model/features';
import { COMPOSE_SUPPORT } from '../../lib/targets/compose/support';
import type { ChosenStack } from './stacks';

/** What Compose has as such, and which stacks that came up have said it. */
export interface WordUse {
  readonly word: Feature;
  /** Names of stacks; none for what nobody has confirmed. */
  readonly saidBy: readonly string[];
}

/** Every native word of the support table; one that says nothing in a stack that failed is confirmed by nobody. */
export function wordsIn(stacks: readonly Pick<ChosenStack, 'name' | 'model'>[]): readonly WordUse[] {
  const native = new Set(FEATURES.filter((feature) => COMPOSE_SUPPORT[feature].level === 'native'));
  const said = stacks.map(({ name, model }) => ({ name, words: new Set(featureUses(model, native).map(({ feature }) => feature)) }));
  return [...native].map((word) => ({ word, saidBy: said.filter(({ words }) => words.has(word)).map(({ name }) => name) }));
}

/** For people: how many there are, and which are left. */
export function wordSummary(words: readonly WordUse[]): string {
  const left = words.filter(({ saidBy }) => saidBy.length === 0).map(({ word }) => word);
  return [
    `${words.length - left.length} of ${words.length} words that Compose has as such are said by stacks that came up`,
    ...(left.length > 0 ? [`said by none of them: ${left.join(', ')}`] : []), '',
  ].join('\n');
}
