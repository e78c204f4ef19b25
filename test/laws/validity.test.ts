import * as fc from '../fast-check';
import { Kubernetes } from '../../lib';
import { operatorsVariables } from '../../lib/verify/compose/interpolation';
import { judgeProject } from '../../lib/verify/compose/judge';
import { judged, subjectsOf } from '../verify/judged';
import { validateInventory, validateModel } from '../verify/model-schema';
import { podSecurityProblems } from '../../lib/verify/kubernetes/pod-security';
import { arbitraryStack } from './arbitrary-stack';
import { COUNTEREXAMPLES } from './counterexamples';
import { composeOf, filesBeside, manifestsOf, outputOf } from './outputs';
import { existingName, type StackDescription } from './stack-description';
import { isPrivileged } from './words';

const BASELINE = new Set(['NET_BIND_SERVICE', 'CHOWN', 'SETUID']);

/** The strictest level that the privileges asked for leave. */
function levelOf(description: StackDescription): 'restricted' | 'baseline' | undefined {
  if (description.workloads.some(({ fuse, words, mounts }) => fuse !== undefined || isPrivileged(words) || mounts.some(({ kind }) => kind === 'host-path'))) return undefined;
  // Nobody knows who the user of an image is.
  const isRoot = description.workloads.some(({ rootReason, imageUser }) => rootReason !== undefined || imageUser === true);
  const names = description.workloads.flatMap(({ capabilities }) => capabilities.map(({ name }) => name));
  if (!isRoot && names.every((name) => name === 'NET_BIND_SERVICE')) return 'restricted';
  return names.every((name) => BASELINE.has(name)) ? 'baseline' : undefined;
}

/** The ConfigMaps and claims that the operator has. */
function operators({ namespace, name, workloads, volumes }: StackDescription): unknown[] {
  const names = new Set(workloads.flatMap(({ sources = [] }) => sources.flatMap((source) => (source.kind === 'configMap' ? [source.name] : []))));
  const claims = volumes.filter(({ isExisting }) => isExisting).map((volume) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: existingName(volume), namespace: namespace ?? name }, spec: { accessModes: [volume.shared ? 'ReadWriteMany' : 'ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }));
  return [...claims, ...[...names].map((each) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: each, namespace: namespace ?? name }, data: { MOOD: 'good' } }))];
}

const examples = COUNTEREXAMPLES.map((description): [StackDescription] => [description]);

test('every manifest is valid for a strict API server, alone and together with the others', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const kubernetes = manifestsOf(outputOf(description), description.name);
      const { version } = new Kubernetes(description.cluster).reportedSettings;
      expect(judged([...kubernetes, ...operators(description)], { version })).toEqual([]);
      const level = levelOf(description);
      if (level) expect(podSecurityProblems(subjectsOf(kubernetes), level)).toEqual([]);
    }),
    { numRuns: 50, examples },
  );
});

test('every Compose file is valid by the specification, and by what Compose and the engine make of it', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const result = outputOf(description);
      const compose = composeOf(result, description.name);
      expect(judgeProject(compose, { strict: true })).toEqual([]);
      // Whatever the operator can set is in the example of the environment file.
      const example = filesBeside(result, description.name).get('.env.example')!;
      const known = [...example.matchAll(/^(?:# )?([A-Za-z_][A-Za-z0-9_]*)=/gm)].map(([, name]) => name);
      expect(operatorsVariables(compose).filter((name) => !known.includes(name))).toEqual([]);
    }),
    { numRuns: 50, examples },
  );
});

test('every model and every inventory is valid by the published schema', () => {
  fc.assert(
    fc.property(arbitraryStack, (description) => {
      const { files } = outputOf(description);
      expect(validateModel(files.get(`model/${description.name}.json`)!)).toEqual([]);
      expect(validateInventory(files.get(`inventory/${description.name}.json`)!)).toEqual([]);
    }),
    { numRuns: 50, examples },
  );
});
