import { chooseCases } from '../../scripts/e2e/cases';
import { missingClients } from '../../scripts/e2e/clients';
import { run } from '../../scripts/e2e/command';

jest.mock('../../scripts/e2e/command', () => ({ ...jest.requireActual<object>('../../scripts/e2e/command'), run: jest.fn() }));

/** Of a case, on an engine that has these images. */
function missingIn(name: string, images: readonly string[] = [], others: readonly string[] = []): readonly string[] {
  jest.mocked(run).mockImplementation((words) => ({ status: words[1] === 'image' && images.includes(words.at(-1)!) ? 0 : 1, stdout: '', stderr: '' }));
  const [stack] = chooseCases([name]);
  return missingClients(stack, { others: new Map(others.map((image) => [image, 'other'])) }, new Set(['sh', 'wget']));
}

test('a stand-in is not asked by a client that it cannot have', () => {
  expect(missingIn('clickhouse')).toEqual(['the stand-in for clickhouse/clickhouse-server:26.3 has no clickhouse-client, by which its health is asked for']);
  expect(missingIn('mongodb')).toEqual(['the stand-in for mongo:8.0 has no mongosh, by which its health is asked for']);
});

test.each([
  ['an image of its own', ['mongo:8.0'], []],
  ['an image of somebody else', [], ['mongo:8.0']],
])('a server that has %s has its client', (_, images, others) => {
  expect(missingIn('mongodb', images, others)).toEqual([]);
});

test('images of which nothing is known have what a case says, and others the program that they start', () => {
  expect(missingIn('health-exec')).toEqual([]);
  expect(missingIn('surreal-db')).toEqual([]);
});
