import * as fc from '../fast-check';
import { FEATURES, featureUses, type Feature } from '../../lib/model/features';
import type { NetworkPolicy } from '../../lib/targets/kubernetes/api';
import { arbitraryStack } from './arbitrary-stack';
import { arbitraryChoices } from './choices';
import { readCompose } from '../../lib/verify/agreement/compose-reading';
import { COUNTEREXAMPLES, COUNTEREXAMPLES_WITH_PROFILES } from './counterexamples';
import { peersOf } from './dependencies';
import { stacksWithEachFeature } from './each-feature';
import { composeOf, filesBeside, outputOf, projectOf } from './outputs';
import { GATEWAY, operatorOf, type StackDescription, NEIGHBOUR, othersOf } from './stack-description';
import { targetsOf } from './targets';
import { namesInTexts, usedFeatures } from './used-features';

const examples = COUNTEREXAMPLES.map((description): [StackDescription] => [description]);

/** What only constructs of their own can say, which have cases of their own. */
const OF_CONSTRUCTS = new Set<Feature>(['sandbox', 'volume.bucket', 'mount.propagated', 'network.stack-caller', 'secret.existing', 'secret.existing-key']);

test('each feature that a stack uses is native to a target, or reported under its code where it is used', () => {
  const seen = new Set<string>();
  const known = [...COUNTEREXAMPLES, ...COUNTEREXAMPLES_WITH_PROFILES, ...stacksWithEachFeature()];
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
    { numRuns: known.length + 40, examples: known.map((description) => [description]) },
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

test('a workload without business outside is let out on Kubernetes to its peers, to where it may call all the same, and to no other', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const { kubernetes } = outputOf(description);
      const policies = new Map(kubernetes.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name!.endsWith('-egress')).map((policy) => [policy.metadata.name!.slice(0, -'-egress'.length), policy as NetworkPolicy]));
      for (const [at, { name, egress, allowedEgress = [], startAfter, inPod }] of description.workloads.entries()) {
        if (inPod) continue;
        const rules = policies.get(name)?.spec.egress ?? [];
        expect(policies.has(name)).toBe(!egress);
        if (egress) continue;
        const called = rules.flatMap(({ to = [] }) => to.flatMap(({ podSelector, namespaceSelector }) => (podSelector && !namespaceSelector ? [podSelector.matchLabels!['app.kubernetes.io/name']] : [])));
        const peers = [...peersOf(at, description)].map((peer) => description.workloads[peer]).filter(({ words: { hostNetwork } }) => hostNetwork === undefined);
        expect(new Set(called.filter((each) => each !== name))).toEqual(new Set(peers.map((peer) => peer.name)));
        const allowed = rules.filter(({ to = [] }) => !to.some(({ podSelector }) => podSelector)).slice(1);
        const waits = startAfter.some(({ wait, workload }) => wait && description.workloads[workload].kind === 'task');
        const others = othersOf(at, description);
        const servers = others.filter(({ kind }) => kind === 'server');
        expect(allowed).toHaveLength(allowedEgress.length + (waits ? 1 : 0) + servers.length);
        const neighbours = rules.flatMap(({ to = [] }) => to.filter(({ namespaceSelector }) => namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] === NEIGHBOUR));
        expect(neighbours.map(({ podSelector }) => podSelector!.matchLabels!['app.kubernetes.io/name']).sort()).toEqual(others.flatMap(({ kind, name: of }) => (kind === 'workload' ? [of] : [])).sort());
      }
    }),
    { numRuns: 40, examples },
  );
});

test('a workload without business outside is cut off by Compose, or it is said that it is not', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const result = outputOf(description);
      const { cutOff } = readCompose(projectOf(composeOf(result, description.name), filesBeside(result, description.name)), operatorOf(description));
      const reported = new Map(result.findings.flatMap(({ code, path }) => (code === 'compose/egress-open' || code === 'compose/egress-allowed' ? [[path.split('/').at(-1), code]] : [])));
      for (const [at, { name, egress, allowedEgress, inPod }] of description.workloads.entries()) {
        if (inPod) continue;
        // Whether the network of another stack has a way out, the file of that one says.
        const callsOthers = othersOf(at, description).length > 0;
        if (egress) expect([cutOff.has(name), reported.has(name)]).toEqual([false, false]);
        else if (callsOthers) expect(cutOff.has(name)).toBe(false);
        else if (allowedEgress) expect([cutOff.has(name), reported.get(name)]).toEqual([false, 'compose/egress-allowed']);
        else expect([cutOff.has(name), reported.get(name)]).toEqual(reported.has(name) ? [false, 'compose/egress-open'] : [true, undefined]);
      }
    }),
    { numRuns: 40, examples },
  );
});
