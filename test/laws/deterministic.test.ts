import * as fc from '../fast-check';
import { arbitraryStack } from './arbitrary-stack';
import { COUNTEREXAMPLES } from './counterexamples';
import { outputOf } from './outputs';

test('the same description gives the same bytes', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const [first, second] = [outputOf(description), outputOf(description)];
      expect([...second.files]).toEqual([...first.files]);
      expect(second.findings).toEqual(first.findings);
    }),
    { numRuns: 50, examples: COUNTEREXAMPLES.map((description) => [description]) },
  );
});
