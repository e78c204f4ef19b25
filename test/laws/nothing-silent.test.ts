import * as fc from 'fast-check';
import { FEATURES, featureUses, type Feature } from '../../lib/model/features';
import { COMPOSE_SUPPORT } from '../../lib/targets/compose/support';
import { KUBERNETES_SUPPORT } from '../../lib/targets/kubernetes/support';
import { arbitraryStack } from './arbitrary-stack';
import { readCompose } from './compose-reading';
import { COUNTEREXAMPLES } from './counterexamples';
import { peersOf } from './dependencies';
import { composeOf, filesBeside, outputOf } from './outputs';
import { operatorOf, type StackDescription } from './stack-description';
import { usedFeatures } from './used-features';

const examples = COUNTEREXAMPLES.map((description): [StackDescription] => [description]);

/** How rare a feature may be before so many stacks might all be without it. */
const ENOUGH_RUNS = 80;

test('each feature that a stack uses is native to a target, or reported under its code where it is used', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const { model, findings } = outputOf(description);
      const used = usedFeatures(description);
      expect(featureUses(model, new Set(FEATURES)).map(({ feature, path }) => `${feature} ${path}`).sort()).toEqual([...used].sort());

      const reported = new Set(findings.map(({ code, path }) => `${code} ${path}`));
      for (const use of used) {
        const [feature, path] = use.split(' ') as [Feature, string];
        seen.add(feature);
        for (const { [feature]: support } of [KUBERNETES_SUPPORT, COMPOSE_SUPPORT]) {
          if (support.level !== 'native') expect(reported).toContain(`${support.code} ${path}`);
        }
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 50), examples },
  );
  expect(FEATURES.filter((feature) => !seen.has(feature))).toEqual([]);
});

/** A published port needs a way out, and who is on the network of one that may go out goes out with it. */
function canBeCutOff(at: number, stack: StackDescription): boolean {
  return [at, ...peersOf(at, stack)].every((near) => {
    const { egress, endpoints } = stack.workloads[near];
    return !egress && endpoints.every(({ exposure }) => !exposure);
  });
}

test('a workload without business outside is cut off by Compose where its peers are too', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const result = outputOf(description);
      const { cutOff } = readCompose(composeOf(result, description.name), filesBeside(result, description.name), operatorOf(description));
      const expected = description.workloads.filter((_, at) => canBeCutOff(at, description));
      expect([...cutOff].sort()).toEqual(expected.map(({ name }) => name).sort());
    }),
    { numRuns: 40, examples },
  );
});
