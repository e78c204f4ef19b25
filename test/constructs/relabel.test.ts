import { SelinuxRelabel, Size, Stack, App, Volume } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

test('a volume of the engine\'s own is not labelled anew, which is said', () => {
  const stack = new Stack(new App(), 'shop');
  new Volume(stack, 'data', { size: Size.gibibytes(1), relabel: SelinuxRelabel.SHARED });
  expect(synthesize(stack).findings).toContainEqual(expect.objectContaining({ code: 'model/meaningless-property', path: 'shop/data', message: expect.stringContaining('relabel') }));
});
