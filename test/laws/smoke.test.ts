import * as fc from 'fast-check';
import { synthesize } from '../../lib/testing';
import { arbitraryStack } from './arbitrary-stack';
import { buildStack } from './build-stack';
test('smoke', () => {
  let n = 0;
  const t = Date.now();
  fc.assert(fc.property(arbitraryStack, (d) => {
    n++;
    const r = synthesize(buildStack(d));
    expect(r.findings.filter((f) => f.severity === 'error').map((f) => f.code + f.message)).toEqual([]);
  }), { numRuns: 300 });
  console.log(n, Date.now() - t);
});
