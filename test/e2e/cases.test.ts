import { assumedImages, chooseCases } from '../../scripts/e2e/cases';
import { composeOptions } from '../../scripts/e2e/options';

test('cases are chosen by name, and those that are wrong are none', () => {
  expect(composeOptions(['--cases', 'init-container'])).toMatchObject({ cases: true, names: ['init-container'] });
  expect(chooseCases(['init-container', 'health-exec']).map(({ name, model }) => [name, model.name])).toEqual([['health-exec', 'shop'], ['init-container', 'shop']]);
  expect(() => chooseCases(['errors-routes', 'health-exec'])).toThrow(/^there is no case errors-routes in test\/cases$/);
});

test('what nobody knows of an image is taken to be as the case says', () => {
  const [{ model }] = chooseCases(['health-exec']);
  const programs = assumedImages(model).flatMap(({ variants }) => variants.map(({ program, ports, ends }) => ({ words: program?.words, ports: ports?.map(({ port }) => port), ends: ends !== undefined })));
  expect(programs).toContainEqual(expect.objectContaining({ words: ['stand-in'], ends: false }) as object);
  expect(programs.filter(({ ends }) => ends).length).toBeGreaterThan(0);
});
