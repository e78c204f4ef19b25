import * as fc from 'fast-check';
import { FEATURES, featureUses, type Feature } from '../../lib/model/features';
import { arbitraryStack } from './arbitrary-stack';
import { arbitraryChoices } from './choices';
import { readCompose } from '../../lib/verify/agreement/compose-reading';
import { COUNTEREXAMPLES, COUNTEREXAMPLES_WITH_PROFILES } from './counterexamples';
import { composeOf, filesBeside, outputOf, projectOf } from './outputs';
import { GATEWAY, operatorOf, type StackDescription } from './stack-description';
import { targetsOf } from './targets';
import { namesInTexts, usedFeatures } from './used-features';

const examples = COUNTEREXAMPLES.map((description): [StackDescription] => [description]);
const withProfiles = COUNTEREXAMPLES_WITH_PROFILES.map((description): [StackDescription] => [description]);

/** What only constructs of their own can say, which have cases of their own. */
const OF_CONSTRUCTS = new Set<Feature>(['sandbox', 'volume.bucket', 'workload.sidecar', 'mount.propagated']);

/** How rare a feature may be before so many stacks might all be without it. */
const ENOUGH_RUNS = 80;

test('each feature that a stack uses is native to a target, or reported under its code where it is used', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.oneof({ weight: 3, arbitrary: arbitraryStack }, { weight: 1, arbitrary: arbitraryChoices }), (description) => {
      const { model, findings } = outputOf(description);
      const used = usedFeatures(description);
      expect(featureUses(model, new Set(FEATURES)).map(({ feature, path }) => `${feature} ${path}`).sort()).toEqual([...used].sort());

      const reported = new Set(findings.map(({ code, path }) => `${code} ${path}`));
      for (const use of used) {
        const [feature, path] = use.split(' ') as [Feature, string];
        seen.add(feature);
        for (const { support: { [feature]: support }, gatewayFeatures } of targetsOf(description)) {
          // Where a gateway is no container, one word about that says it all.
          if (path.endsWith(`/${GATEWAY}`) && gatewayFeatures?.has(feature) === false) continue;
          if (support.level === 'unsupported' && support.perStack) {
            const [once, ...more] = findings.filter(({ code }) => code === support.code);
            expect([once?.path, more]).toEqual([model.path, []]);
            expect(once.message.split(/,? |\.$/)).toContain(feature);
          } else if (support.level !== 'native') expect(reported).toContain(`${support.code} ${path}`);
        }
      }
    }),
    { numRuns: ENOUGH_RUNS, examples: [...examples, ...withProfiles] },
  );
  expect(FEATURES.filter((feature) => !seen.has(feature) && !OF_CONSTRUCTS.has(feature))).toEqual([]);
});

test('what may have no value in a longer text, which Kubernetes then leaves as a reference, is reported', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const reported = outputOf(description).findings.flatMap(({ code, path }) => (code === 'kubernetes/optional-text' ? [path] : []));
      const optional = new Set([...description.secrets.filter((secret) => secret.optional), ...description.parameters.filter((parameter) => parameter.default === undefined)].map(({ name }) => name));
      const composing = description.workloads.filter((workload) => namesInTexts(workload, description).some((name) => optional.has(name)));
      expect([...new Set(reported)].map((path) => path.split('/').at(-1)).sort()).toEqual(composing.map(({ name }) => name).sort());
    }),
    { numRuns: 40 },
  );
});

test('a workload without business outside is cut off by Compose, or it is said that it is not', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const result = outputOf(description);
      const { cutOff } = readCompose(projectOf(composeOf(result, description.name), filesBeside(result, description.name)), operatorOf(description));
      const reported = new Set(result.findings.flatMap(({ code, path }) => (code === 'compose/egress-open' ? [path.split('/').at(-1)] : [])));
      for (const { name, egress } of description.workloads.filter(({ inPod }) => !inPod)) expect([cutOff.has(name), reported.has(name)]).toEqual(egress ? [false, false] : [!reported.has(name), !cutOff.has(name)]);
    }),
    { numRuns: 40, examples },
  );
});
