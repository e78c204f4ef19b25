import * as fc from '../fast-check';
import { arbitraryStack } from './arbitrary-stack';
import { COUNTEREXAMPLES } from './counterexamples';
import { outputOf } from './outputs';

const order = fc.array(fc.nat(99), { minLength: 1, maxLength: 40 });

test('the order in which constructs are made and told things leaves no trace', () => {
  fc.assert(
    fc.property(arbitraryStack, order, (description, priorities) => {
      // An accidental text is acknowledged, and the report says by which call it came in.
      fc.pre(!/NaN|undefined/.test(JSON.stringify(description)));
      const [asDescribed, reordered] = [outputOf(description), outputOf(description, priorities)];
      expect([...reordered.files]).toEqual([...asDescribed.files]);
      expect(withoutTraces(reordered.findings)).toEqual(withoutTraces(asDescribed.findings));
    }),
    { numRuns: 50, examples: COUNTEREXAMPLES.map((description) => [description, [3, 2, 1]]) },
  );
});

/** Where in the user's program something was made does change with its order. */
function withoutTraces(findings: readonly { readonly trace?: unknown }[]): unknown[] {
  return findings.map(({ trace: _trace, ...finding }) => finding);
}
