import { operatorsObjects } from '../../lib/verify/kubernetes/operators-objects';
import { judgeManifests } from '../../lib/verify/kubernetes/judge';
import { deploymentWith, documents, DEPLOYMENT_YAML } from './fixtures';
import { judged, subjectsOf } from './judged';

const usesSettings = (): unknown => deploymentWith('container', 'envFrom: [{ configMapRef: { name: settings } }]');

test('what is known to be there from elsewhere may be referred to', () => {
  expect(judged([usesSettings()])).toEqual(['Deployment/web: container "web": envFrom refers to ConfigMap "settings", which does not exist']);
  expect(judged([usesSettings()], { external: new Set(['ConfigMap/settings']) })).toEqual([]);
});

test('the cluster itself has a ConfigMap and a ServiceAccount in every namespace', () => {
  expect(judged([deploymentWith('pod', '{ serviceAccountName: default, volumes: [{ name: ca, configMap: { name: kube-root-ca.crt } }] }')])).toEqual([]);
});

test('the comments at the top of our manifests say what the operator has', () => {
  const file = `# Claims that have to be there in the namespace shop: data, prices
# Service accounts that have to be there in the namespace shop: payments
#   kubectl -n shop create configmap settings --from-env-file=settings.env
#   kubectl -n shop create secret generic keys --from-env-file=keys.env
apiVersion: v1
#   kubectl -n shop create configmap late --from-env-file=late.env
`;
  expect([...operatorsObjects(file)]).toEqual(['PersistentVolumeClaim/data', 'PersistentVolumeClaim/prices', 'ServiceAccount/payments', 'ConfigMap/settings', 'Secret/keys']);
});

test('objects that name no namespace go where the others go', () => {
  const service = (namespace: string): string => `{ apiVersion: v1, kind: Service, metadata: { name: web${namespace} }, spec: { selector: { app: web }, ports: [{ port: 8080 }] } }`;
  const stack = (namespace: string): unknown[] => documents(`${DEPLOYMENT_YAML}---\n${service(namespace)}`);
  expect(judged(stack(''))).toEqual([]);
  expect(judged(stack(''), { namespace: 'other' })).toEqual(['Service/web: selector matches no pods']);
  expect(judged(stack(', namespace: other'))).toEqual(['Service/web: selector matches no pods']);
});

test('schemas are asked of some subjects, rules of all', () => {
  const subjects = subjectsOf([deploymentWith('spec', 'replica: 1'), ...documents('{ apiVersion: v1, kind: ConfigMap, metadata: { name: a_b }, dat: {} }')]);
  const codes = (only?: ReadonlySet<string>): string[] => judgeManifests(subjects, { version: '1.28', only }).map(({ code, subject }) => `${code} ${subject}`);
  expect(codes()).toEqual(['manifest/unknown-field Deployment/web', 'manifest/unknown-field ConfigMap/a_b', 'manifest/invalid-name ConfigMap/a_b']);
  expect(codes(new Set(['Deployment/web']))).toEqual(['manifest/unknown-field Deployment/web', 'manifest/invalid-name ConfigMap/a_b']);
});

test('the items of a list are judged each, at their places', () => {
  const [list] = documents('{ apiVersion: v1, kind: List, items: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }, { apiVersion: v1, kind: ConfigMap, metadata: { name: b }, dat: {} }] }');
  expect(judgeManifests([{ name: 'all', value: list }], { version: '1.28' }))
    .toEqual([{ code: 'manifest/unknown-field', subject: 'all', place: ['items', 1, 'dat'], detail: 'dat: unknown field; did you mean data?' }]);
});

test('feature gates that somebody turned on let their fields through', () => {
  const sidecar = deploymentWith('pod', 'initContainers: [{ name: log, image: log, restartPolicy: Always }]');
  expect(judged([sidecar])).toHaveLength(1);
  expect(judged([sidecar], { features: new Set(['SidecarContainers']) })).toEqual([]);
  expect(judged([sidecar], { version: '1.29' })).toEqual([]);
});

test('of a version that is not known, the nearest is taken', () => {
  const sidecar = deploymentWith('pod', 'initContainers: [{ name: log, image: log, restartPolicy: Always }]');
  expect(judged([sidecar], { version: '1.37' })).toEqual([]);
  expect(judged([sidecar], { version: '1.27.3' })).toHaveLength(1);
});

test('null is a field that is not there', () => {
  expect(judged([deploymentWith('container', '{ env: null, resources: null, command: null }')])).toEqual([]);
  expect(judged([deploymentWith('spec', 'selector: null')])).toContain('Deployment/web: spec.selector: required field is missing');
});

test('a Service of another group is no Service', () => {
  const [foreign] = documents('{ apiVersion: serving.knative.dev/v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { template: {} } }');
  expect(judged([deploymentWith('spec', '{}'), foreign])).toEqual([]);
});

describe('the port of a sidecar among the init containers', () => {
  const sidecar = deploymentWith('pod', 'initContainers: [{ name: auth, image: auth, restartPolicy: Always, ports: [{ name: auth, containerPort: 4180 }] }]');
  const [byNumber, byName, policy] = documents(`
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 4180 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: named, namespace: shop }, spec: { selector: { app: web }, ports: [{ port: 80, targetPort: auth }] } }
---
{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: web, namespace: shop }, spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: 4180 }] }] } }
`);

  test('is one that Services and policies lead to', () => {
    expect(judged([sidecar, byNumber, policy], { version: '1.29' })).toEqual([]);
  });

  test('is found by its name from 1.34 on', () => {
    expect(judged([sidecar, byName], { version: '1.33' })).toEqual(['Service/named: Deployment/web has no port auth/TCP']);
    expect(judged([sidecar, byName], { version: '1.34' })).toEqual([]);
  });

  test('is none of an init container that ends', () => {
    const before = deploymentWith('pod', 'initContainers: [{ name: auth, image: auth, ports: [{ containerPort: 4180 }] }]');
    expect(judged([before, byNumber], { version: '1.36' })).toEqual(['Service/web: Deployment/web has no port 4180/TCP']);
  });
});
