import * as fc from '../fast-check';
import { parse, stringify } from 'yaml';
import { at, fields } from '../../lib/verify/untyped';
import { arbitraryChoices, choiceDisagreements, chosenOf, withProfiles } from './choices';
import { COUNTEREXAMPLES_WITH_PROFILES, stackOf, workloadOf } from './counterexamples';
import { write, type Path } from './mutations';
import { composeOf, outputOf } from './outputs';

test('Compose with the profiles of a choice and the manifests of that choice say the same, with each choice of any stack', () => {
  fc.assert(
    fc.property(arbitraryChoices, (description) => {
      expect(choiceDisagreements(outputOf(description), description)).toEqual([]);
    }),
    { numRuns: 40, examples: COUNTEREXAMPLES_WITH_PROFILES.map((description) => [description]) },
  );
});

const HTTP = { name: 'http', port: 80, protocol: 'tcp' } as const;

/** Two stores of which one is chosen, who uses them, and a volume that one of them has. */
const STACK = withProfiles(
  stackOf({
    volumes: [{ name: 'data', grouped: false, size: 1024 ** 2, shared: false, ownedByImage: false }],
    workloads: [
      workloadOf({ name: 'db', endpoints: [HTTP], mounts: [{ kind: 'volume', target: '/data', of: 0, readOnly: false }] }),
      workloadOf({ name: 'redis', endpoints: [HTTP] }),
      workloadOf({ name: 'web', environment: [{ name: 'A', value: { kind: 'endpoint', of: 0, part: 'host' } }, { name: 'B', value: { kind: 'endpoint', of: 1, part: 'host' } }] }),
    ],
  }),
  [['blue'], ['green'], []],
  [{ name: 'one', profiles: ['blue'], isDefault: true }, { name: 'two', profiles: ['green'] }],
);
const OUTPUT = outputOf(STACK);

test('what a setting gives a volume is announced with the choices that have the volume', () => {
  const description = { ...STACK, cluster: { storageClass: 'fast', runtimeClass: 'gvisor' } };
  expect(choiceDisagreements(outputOf(description), description)).toEqual([]);
});

describe('a difference between a choice and its profiles is noticed', () => {
  const compose = (...path: Path) => (value?: unknown): string[] => {
    const copy = structuredClone(composeOf(OUTPUT, STACK.name));
    write(copy, path, value);
    return choiceDisagreements(OUTPUT, STACK, copy);
  };

  test('there is none to begin with, and each choice has its file', () => {
    expect(choiceDisagreements(OUTPUT, STACK)).toEqual([]);
    expect(chosenOf(STACK).map(({ file }) => file)).toEqual(['kubernetes/shop.k8s.yaml', 'kubernetes/shop/two.k8s.yaml']);
  });

  test.each([
    ['a service that always runs', compose('services', 'db', 'profiles'), undefined],
    ['a service in another profile', compose('services', 'db', 'profiles'), ['green']],
    ['a service in one more profile', compose('services', 'redis', 'profiles'), ['green', 'blue']],
    ['what hands a volume over in another profile', compose('services', 'data-owner', 'profiles'), ['green']],
    ['a dependency that has to be there', compose('services', 'web', 'depends_on', 'db', 'required'), undefined],
    ['a service that does not always run', compose('services', 'web', 'profiles'), ['blue']],
  ] as const)('in Compose: %s', (_, mutation, value) => {
    expect(mutation(value)).not.toEqual([]);
  });

  test.each([
    ['the sets of two choices are the same', (files: Map<string, string>) => files.set('kubernetes/shop/two.k8s.yaml', files.get('kubernetes/shop.k8s.yaml')!)],
    ['a set is missing', (files: Map<string, string>) => files.delete('kubernetes/shop/two.k8s.yaml')],
    ['there is one more set', (files: Map<string, string>) => files.set('kubernetes/shop/three.k8s.yaml', '')],
    ['an object is missing', (files: Map<string, string>) => files.set('kubernetes/shop/two.k8s.yaml', files.get('kubernetes/shop/two.k8s.yaml')!.split('---\n').filter((object) => !/^kind: Deployment$[^]*^  name: redis$/m.test(object)).join('---\n'))],
  ])('in Kubernetes: %s', (_, change) => {
    const files = new Map(OUTPUT.files);
    change(files);
    expect(choiceDisagreements({ files }, STACK, composeOf(OUTPUT, STACK.name))).not.toEqual([]);
  });

  test('the Compose file that is read is the one that is written', () => {
    expect(parse(stringify(composeOf(OUTPUT, STACK.name)))).toEqual(composeOf(OUTPUT, STACK.name));
    expect(Object.keys(fields(at(composeOf(OUTPUT, STACK.name), 'services')))).toEqual(['db', 'redis', 'web', 'data-owner']);
  });
});
