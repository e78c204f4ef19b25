import { joined } from '../../lib/targets/words';

test('attributes that several say are put together, and what was said stays as it was', () => {
  const first = { image: 'a:1', limits: { cpu: '1' }, options: ['x'], user: '1:1' };
  expect(joined<object>(first, { limits: { memory: '8m' }, options: ['y', 'x'] }, { user: '2:2', labels: { a: 'b' } })).toEqual({
    image: 'a:1', limits: { cpu: '1', memory: '8m' }, options: ['x', 'y'], user: '2:2', labels: { a: 'b' },
  });
  expect(first).toEqual({ image: 'a:1', limits: { cpu: '1' }, options: ['x'], user: '1:1' });
});
