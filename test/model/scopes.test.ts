import { Scopes } from '../../lib/model/scopes';

const scopes = new Scopes(['shop', 'shop/api', 'shop/api/v1', 'other', 'shop-two']);

test.each([
  ['shop', 'shop', 'shop'],
  ['shop/api', 'shop', 'shop/api'],
  ['shop/api/v1/handler/inner', 'shop', 'shop/api/v1'],
  ['shop/apis/v1', 'shop', 'shop'],
  ['shop-two/api', 'shop-two', 'shop-two'],
  ['elsewhere/api', undefined, undefined],
  ['', undefined, undefined],
])('around %j', (path, outermost, innermost) => {
  expect(scopes.outermost(path)).toBe(outermost);
  expect(scopes.innermost(path)).toBe(innermost);
});

test('the root is around everything', () => {
  const all = new Scopes(['shop', '']);
  expect(all.outermost('shop/api')).toBe('');
  expect(all.innermost('shop/api')).toBe('shop');
  expect(all.innermost('elsewhere')).toBe('');
  expect(all.innermost('')).toBe('');
});
