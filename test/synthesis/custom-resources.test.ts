import * as fs from 'node:fs';
import * as path from 'node:path';
import { ApiObject } from 'cdk8s';
import { App, Image, Kubernetes, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';
import { temporaryDirectory } from '../integration/running';

/* Custom resources of the user's own are judged before they are written, once somebody says what the clusters have. */

const DEFINITION = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: certificates.example.com }
spec:
  group: example.com
  names: { kind: Certificate, plural: certificates }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { days: { type: integer } } } } } }
`;

let directory: string;

beforeAll(() => {
  directory = temporaryDirectory();
  for (const [name, text] of Object.entries({
    'crds.yaml': DEFINITION,
    'list.yaml': `apiVersion: v1\nkind: List\nitems:\n${DEFINITION.trim().replace(/^/gm, '    ').replace(/^ {4}/, '  - ')}\n`,
    'others.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
    'broken.yaml': 'a: [\n',
  })) fs.writeFileSync(path.join(directory, name), text);
});

afterAll(() => fs.rmSync(directory, { recursive: true }));

function errorsWith(files: readonly string[] | undefined, days: unknown): string[] {
  const customResourceDefinitions = files?.map((file) => path.join(directory, file));
  const stack = new Stack(new App({ targets: [new Kubernetes({ ...(customResourceDefinitions && { customResourceDefinitions }) })] }), 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2') });
  new ApiObject(stack, 'certificate', { apiVersion: 'example.com/v1', kind: 'Certificate', metadata: { name: 'shop' }, spec: { days } });
  return synthesize(stack).findings.filter(({ severity }) => severity === 'error').map(({ code, path: of, message }) => `${code} at ${of}: ${message}`);
}

test('without a definition one passes', () => {
  expect(errorsWith(undefined, 'many')).toEqual([]);
});

test.each(['crds.yaml', 'list.yaml'])('by a definition in %s one is judged at its construct', (file) => {
  expect(errorsWith([file], 90)).toEqual([]);
  expect(errorsWith([file], 'many')).toEqual([expect.stringMatching(/^manifest\/wrong-type at shop\/certificate: .*spec\.days.*"many"/)]);
});

test.each([
  ['nowhere.yaml', 'it cannot be read (ENOENT)'],
  ['others.yaml', 'there is no CustomResourceDefinition in it'],
  ['broken.yaml', 'line '],
])('%s is a setting that no cluster takes', (file, why) => {
  expect(errorsWith(['crds.yaml', file], 90)).toEqual([expect.stringContaining(`one of customResourceDefinitions is ${JSON.stringify(path.join(directory, file))}, but ${why}`)]);
});
