import { folderOf, invoke } from './invoke';

/* Custom resources pass, unless somebody says what they are: by a definition among the manifests, or by one that only the cluster has. */

const DEFINITION = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: certificates.example.com }
spec:
  group: example.com
  names: { kind: Certificate, plural: certificates, singular: certificate, listKind: CertificateList }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [issuer]
              properties: { issuer: { type: string }, days: { type: integer, maximum: 90 } }
`;

const CERTIFICATE = 'apiVersion: example.com/v1\nkind: Certificate\nmetadata: { name: shop }\nspec: { days: 365 }\n';

const FILES = { 'k8s/certificate.yaml': CERTIFICATE, 'crds/certificates.yaml': DEFINITION, 'crds/others.yaml': DEFINITION.replaceAll('ertificate', 'ountry') };

test('a custom resource of which nothing is known passes', () => {
  expect(invoke(folderOf(FILES), ['verify', '--kubernetes', 'k8s'])).toMatchObject({ exit: 0 });
});

test.each([['a file', ['--crd', 'crds/certificates.yaml']], ['a folder', ['--crd', 'crds']], ['several files', ['--crd', 'crds/others.yaml', 'crds/certificates.yaml']]])('it is judged by a definition in %s', (_, args) => {
  const { exit, out } = invoke(folderOf(FILES), ['verify', '--kubernetes', 'k8s', ...args]);
  expect(out).toMatch(/^k8s\/certificate\.yaml:4 {2}manifest\/\S+ {2}Certificate\/shop: spec\.issuer: required/m);
  expect(out).toMatch(/^k8s\/certificate\.yaml:4 {2}manifest\/\S+ {2}Certificate\/shop: spec\.days: .*90/m);
  expect({ exit, count: out.match(/ {2}manifest\//g)?.length, judged: out.includes('1 manifest,') }).toEqual({ exit: 1, count: 2, judged: true });
});

test.each([
  ['is not there', 'nowhere.yaml', 'nowhere.yaml'],
  ['has none in it', 'k8s/certificate.yaml', 'There is no CustomResourceDefinition in it'],
])('a file that %s is no definition', (_, file, says) => {
  const { exit, out } = invoke(folderOf(FILES), ['verify', '--kubernetes', 'k8s', '--crd', file]);
  expect(exit).toBe(2);
  expect(out).toContain(says);
});
