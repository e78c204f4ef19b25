import { wordsIn, wordSummary } from '../../scripts/e2e/words';
import { chooseStacks } from '../../scripts/e2e/stacks';

test('a word is confirmed by the stacks that say it, and what nobody says is listed', () => {
  const words = wordsIn(chooseStacks(['ai-society', 'ai-society-sqlite']));
  const saidBy = (word: string) => words.find((use) => use.word === word)?.saidBy;
  expect(saidBy('process.command')).toEqual(['ai-society', 'ai-society-sqlite']);
  expect(saidBy('workload.daemon')).toEqual([]);
  expect(words.map(({ word }) => word)).not.toContain('workload.sidecar');
  const confirmed = words.filter((use) => use.saidBy.length > 0).length;
  expect(wordSummary(words)).toMatch(new RegExp(`^${confirmed} of ${words.length} words .*\nsaid by none of them: .*workload\\.daemon`));
});

test('without a stack nothing is confirmed', () => {
  expect(wordsIn([]).every(({ saidBy }) => saidBy.length === 0)).toBe(true);
});
