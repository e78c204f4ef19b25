import * as fc from 'fast-check';
import { arbitraryStack } from './arbitrary-stack';
import { disagreementsOf, outputOf, parsed } from './outputs';
test('classify', () => {
  const kinds = new Map<string, [number, string]>();
  for (const d of fc.sample(arbitraryStack, 800)) {
    let found: string[];
    try { found = disagreementsOf(parsed(outputOf(d), d.name), d); } catch (e) { found = ['THROWS ' + String(e).slice(0, 300)]; }
    for (const f of found) {
      const kind = f.replace(/"(?:[^"\\]|\\.)*"/g, 'S').replace(/\d+/g, 'N').replace(/^(Kubernetes: |Compose: )?\S+/, '$1W').slice(0, 70);
      const at = kinds.get(kind) ?? [0, f];
      kinds.set(kind, [at[0] + 1, at[1]]);
    }
  }
  console.log([...kinds.values()].map(([n, f]) => `${n} ${f.slice(0, 300)}`).join('\n'));
});
