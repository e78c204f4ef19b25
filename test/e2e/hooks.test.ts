import { chooseCases } from '../../scripts/e2e/cases';
import { problemsIn } from '../../scripts/e2e/inside/compared';
import { runAs, toldIn, type Told } from '../../scripts/e2e/words/hooks';

const [{ model }] = chooseCases(['engine-hooks']);
const [db] = model.workloads[0].containers;
const FIRST: Told = { words: ['create-users', '--for', 'costs $5'], user: 10001, directory: '/', mayDo: '0000000000000000', environment: { MODE: 'server' } };
const SECOND: Told = { words: ['hand-over', '/data'], user: 0, directory: '/data', mayDo: '000001ffffffffff', environment: { MODE: 'first $run' } };

test('what was run last is as it is stated: words, user, directory, privileges and variables, in the order of the hooks', () => {
  expect(runAs(db, 'postStart', [SECOND, FIRST, SECOND])).toEqual([{ path: 'shop/db', by: 'hooks' }, { path: 'shop/db', by: 'hooks' }]);
});

test.each([
  ['nothing', []],
  ['the one before the other', [SECOND, FIRST]],
  ['other words', [FIRST, { ...SECOND, words: ['hand-over'] }]],
  ['another user', [FIRST, { ...SECOND, user: 10001 }]],
  ['another directory', [FIRST, { ...SECOND, directory: '/' }]],
  ['no privileges', [FIRST, { ...SECOND, mayDo: '0000000000000000' }]],
  ['more privileges', [{ ...FIRST, mayDo: '00000000a80425fb' }, SECOND]],
  ['other variables', [FIRST, { ...SECOND, environment: { MODE: 'server' } }]],
])('%s is not', (_, told) => {
  expect(problemsIn(runAs(db, 'postStart', told)).length).toBeGreaterThan(0);
});

test('a stand-in says it among other lines', () => {
  expect(toldIn(`stand-in: listens on 80\nstand-in: was run ${JSON.stringify(FIRST)}\n`)).toEqual([FIRST]);
});
