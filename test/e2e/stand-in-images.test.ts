import { must, run } from '../../scripts/e2e/command';
import { build } from '../../scripts/e2e/stand-in-images';

jest.mock('../../scripts/e2e/command');

/** Builds `shop/api:1`, which was the image `old` and becomes `built`; the removals that come of it. */
function removedBy(built: string, otherNames: readonly string[]): readonly string[] {
  const names = new Map([['shop/api:1', 'old'], ...otherNames.map((name) => [name, 'old'] as const)]);
  const removed: string[] = [];
  jest.mocked(must).mockImplementation(() => {
    names.set('shop/api:1', built);
    return '';
  });
  jest.mocked(run).mockImplementation((words) => {
    const image = words.at(-1)!;
    if (words.includes('rmi')) removed.push(image);
    const said = words.includes('{{.Id}}') ? names.get(image) ?? '' : String([...names.values()].filter((id) => id === image).length);
    return { status: 0, stdout: `${said}\n`, stderr: '' };
  });
  build('shop/api:1', ['.']);
  return removed;
}

test.each([
  ['built', [], ['old']],
  ['old', [], []],
  ['built', ['desk/api:1'], []],
])('an image that is now %s, and has also the names %p: %p is removed, which nobody would find again', (built, others, removed) => {
  expect(removedBy(built, others)).toEqual(removed);
});
