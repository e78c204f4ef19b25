import { jsonPieces } from '../../lib/emit/json';

describe('a JSON document in pieces', () => {
  const entry = (at: number) => ({ name: `entry ${at}`, nested: { list: [at, [at]], empty: {}, text: 'two\nlines "quoted" [\n  [\n' }, missing: undefined });
  const list = (length: number) => Array.from({ length }, (_, at) => entry(at));

  test.each([
    ['nothing', {}],
    ['scalars', { version: 1, name: 'shop', none: null, yes: true }],
    ['objects', { 'a "key"': { b: { c: [] } }, d: {} }],
    ['what is missing', { a: undefined, b: 1, c: undefined }],
    ['short lists', { empty: [], one: list(1), some: list(32) }],
    ['long lists', { before: 1, some: list(33), exactly: list(64), many: list(101), after: 'end' }],
    ['lists of texts and of nothing', { texts: Array.from({ length: 40 }, (_, at) => `text ${at}`), holes: Array.from({ length: 40 }, () => undefined) }],
  ])('is what JSON.stringify makes of %s', (_, document) => {
    expect(jsonPieces(document).join('')).toBe(`${JSON.stringify(document, null, 2)}\n`);
  });

  test('has pieces of a few entries each, however long a list is', () => {
    const pieces = jsonPieces({ list: list(1000) });
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(10_000);
  });
});
