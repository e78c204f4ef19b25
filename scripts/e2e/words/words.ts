import type { Feature } from '../../../lib/model/features';
import type { StackModel } from '../../../lib/model/stack';
import type { Noted } from '../inside/compared';
import type { Result } from '../results';
import type { Confirmation } from './confirmation';
import type { Lack } from './lacks';
import { sayersIn } from './native';

/** What a target has as such, and how it stands on an engine. */
export interface WordUse {
  readonly word: Feature;
  /** Names of the stacks by which it is confirmed. */
  readonly confirmedBy: readonly string[];
  /** What the engine lacks to show it. */
  readonly lacking: readonly string[];
}

/** What has been compared of a stack that came up as the model says. */
export interface Shown {
  readonly name: string;
  readonly model: StackModel;
  readonly noted: readonly Noted[];
}

export type Confirmations = Readonly<Record<Feature, Confirmation>>;

/**
 * Every word, with the stacks that confirm it: something in them says it, and all was compared of that same thing by which the word shows.
 *
 * @param leftOut why nothing that says a word could be tried
 */
export function wordsIn(words: readonly Feature[], confirmations: Confirmations, shown: readonly Shown[], lacks: ReadonlySet<Lack>, leftOut: ReadonlyMap<Feature, readonly string[]> = new Map()): readonly WordUse[] {
  const confirmed = shown.map(({ name, model, noted }) => ({ name, words: wordsShown(words, confirmations, model, noted) }));
  return words.map((word) => ({
    word,
    confirmedBy: confirmed.filter(({ words: of }) => of.has(word)).map(({ name }) => name),
    lacking: [...confirmations[word].needs.filter((lack) => lacks.has(lack)), ...leftOut.get(word) ?? []],
  }));
}

function wordsShown(words: readonly Feature[], confirmations: Confirmations, model: StackModel, noted: readonly Noted[]): ReadonlySet<Feature> {
  const made = new Set(noted.filter(({ problem }) => problem === undefined).map(({ path, by }) => `${path} ${by}`));
  const sayers = sayersIn(model, words);
  return new Set(words.filter((word) => [...sayers.get(word) ?? []].some((path) => confirmations[word].by.every((comparison) => made.has(`${path} ${comparison}`)))));
}

/** What can be chosen from, with the words that it says. */
export interface Choosable {
  readonly name: string;
  readonly model: StackModel;
}

/** The fewest of these that say all words which the engine can show, as far as taking the best one again and again finds them. */
export function fewest<Of extends Choosable>(all: readonly Of[], words: readonly Feature[], confirmations: Confirmations, lacks: ReadonlySet<Lack>): readonly Of[] {
  const isShowable = (word: Feature): boolean => confirmations[word].needs.every((lack) => !lacks.has(lack));
  const said = all.map((one) => ({ one, words: new Set(sayersIn(one.model, words).keys()) }))
    .filter(({ words: of }) => [...of].every(isShowable));
  const left = new Set(words.filter(isShowable));
  const taken: Of[] = [];
  const gain = (of: ReadonlySet<Feature>): number => [...of].filter((word) => left.has(word)).length;
  for (;;) {
    const best = [...said].sort((one, other) => gain(other.words) - gain(one.words))[0];
    if (best === undefined || gain(best.words) === 0) return taken;
    taken.push(best.one);
    for (const word of best.words) left.delete(word);
  }
}

/** For people: how many are confirmed, which are not although the engine could show them, and what it lacks for the others. */
export function wordSummary(words: readonly WordUse[]): string {
  const confirmed = words.filter(({ confirmedBy }) => confirmedBy.length > 0);
  const open = words.filter(({ confirmedBy, lacking }) => confirmedBy.length === 0 && lacking.length === 0);
  const lacking = words.filter(({ confirmedBy, lacking: missing }) => confirmedBy.length === 0 && missing.length > 0);
  const able = words.length - lacking.length;
  return [
    `${confirmed.length} of ${words.length} words are confirmed, ${able === 0 ? 0 : Math.floor((confirmed.length / able) * 100)} % of the ${able} that this engine can show`,
    ...(open.length > 0 ? [`confirmed by nothing that was up: ${open.map(({ word }) => word).join(', ')}`] : []),
    ...lacking.map(({ word, lacking: missing }) => `${word}: it lacks ${missing.join('; ')}`), '',
  ].join('\n');
}

/** That of the words, among the results of stacks: each has to be confirmed that the engine can show. */
export function resultOfWords(words: readonly WordUse[]): Result {
  return { name: 'words', seconds: 0, problems: unconfirmed(words).map((word) => `${word} is confirmed by nothing that was up`) };
}

/** Words that nothing confirms although the engine can show them. */
export function unconfirmed(words: readonly WordUse[]): readonly Feature[] {
  return words.filter(({ confirmedBy, lacking }) => confirmedBy.length === 0 && lacking.length === 0).map(({ word }) => word);
}

/** Why each word that nothing says which can be tried is left out: what the one lacks that lacks the least. */
export function leftOutWords<Of extends Choosable>(all: readonly Of[], words: readonly Feature[], lackedBy: (one: Of) => readonly string[]): ReadonlyMap<Feature, readonly string[]> {
  const said = all.map((one) => ({ lacks: lackedBy(one), words: sayersIn(one.model, words) }));
  return new Map(words.flatMap((word) => {
    const lacks = said.filter(({ words: of }) => of.has(word)).map((one) => one.lacks).sort((one, other) => one.length - other.length);
    return lacks.length > 0 && lacks[0].length > 0 ? [[word, lacks[0]] as const] : [];
  }));
}
