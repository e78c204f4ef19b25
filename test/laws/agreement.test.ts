import * as fc from '../fast-check';
import { arbitraryStack } from './arbitrary-stack';
import { COUNTEREXAMPLES } from './counterexamples';
import { disagreementsOf, outputOf, parsed } from './outputs';

test('the two outputs of any stack say the same, read back from their text alone', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      expect(disagreementsOf(parsed(outputOf(description), description.name), description)).toEqual([]);
    }),
    { numRuns: 50, examples: COUNTEREXAMPLES.map((description) => [description]) },
  );
});
