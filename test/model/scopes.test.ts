import { Scopes } from '../../lib/model/scopes';

const scopes = new Scopes(['shop', 'shop/api', 'shop/api/v1', 'other', 'shop-two']);

test.each([
  ['shop', ['shop']],
  ['shop/api', ['shop', 'shop/api']],
  ['shop/api/v1/handler/inner', ['shop', 'shop/api', 'shop/api/v1']],
  ['shop/apis/v1', ['shop']],
  ['shop-two/api', ['shop-two']],
  ['elsewhere/api', []],
  ['', []],
])('around %j, the outermost first', (path, expected) => {
  expect(scopes.around(path)).toEqual(expected);
});

test('the root is around everything', () => {
  const all = new Scopes(['shop', '']);
  expect(all.around('shop/api')).toEqual(['', 'shop']);
  expect(all.around('')).toEqual(['']);
});
