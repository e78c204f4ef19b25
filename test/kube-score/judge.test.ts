import { ANSWERS } from '../../scripts/kube-score/answers';
import { judge } from '../../scripts/kube-score/judge';

const SAFE = { name: 'api', image: 'example/api:1.0.0', securityContext: { readOnlyRootFilesystem: true } };

interface Planted {
  readonly check: string;
  readonly container?: object;
  readonly pod?: object;
  readonly annotations?: object;
  readonly namespace?: string;
  readonly grade?: number;
  readonly path?: string;
}

function verdict({ check, container, pod, annotations, namespace = 'shop', grade = 1, path = 'api' }: Planted) {
  const spec = { securityContext: { runAsNonRoot: true }, ...pod, containers: [{ ...SAFE, ...container }] };
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace }, spec: { template: { metadata: { annotations }, spec } } };
  const report = [{ object_name: `Deployment/apps/v1/${namespace}/api`, checks: [{ check: { id: check }, grade, skipped: false, comments: [{ path, summary: 'is not set' }] }] }];
  return judge(report, [deployment]);
}

const PULL = 'container-image-pull-policy';
const STORAGE = 'container-ephemeral-storage-request-and-limit';
const USER = 'container-security-context-user-group-id';
const PRIVILEGED = 'container-security-context-privileged';
const WRITABLE = 'container-security-context-readonlyrootfilesystem';

test.each<[string, Planted]>([
  ['an image of a version', { check: PULL }],
  ['a container that writes nowhere', { check: STORAGE }],
  ['directories with a size, or in memory', { check: STORAGE, pod: { volumes: [{ emptyDir: { sizeLimit: '1Gi' } }, { emptyDir: { medium: 'Memory' } }, { configMap: {} }] } }],
  ['the user of the image', { check: USER }],
  ['root with a reason', { check: USER, pod: { securityContext: {} }, annotations: { 'cdk8s-compose/root': 'It binds.' } }],
  ['privileges with a reason', { check: PRIVILEGED, annotations: { 'cdk8s-compose/fuse': 'It mounts.' } }],
  ['a variant for development', { check: WRITABLE, namespace: 'shop-dev' }],
])('%s is answered', (_, planted) => {
  const { answered, open } = verdict(planted);
  expect(open).toEqual([]);
  expect([...answered].map(([{ check }, count]) => [check, count])).toEqual([[planted.check, 1]]);
});

test.each<[string, Planted]>([
  ['the latest image', { check: PULL, container: { image: 'example/api' } }],
  ['a root file system that can be written', { check: STORAGE, container: { securityContext: {} } }],
  ['a directory of any size', { check: STORAGE, pod: { volumes: [{ emptyDir: {} }] } }],
  ['an unknown user', { check: USER, pod: { securityContext: {} } }],
  ['a container that may be root in a pod that may not', { check: USER, container: { securityContext: { runAsNonRoot: false } } }],
  ['a reason of another container', { check: USER, pod: { securityContext: {} }, annotations: { 'cdk8s-compose/root.proxy': 'It binds.' } }],
  ['privileges without a reason', { check: PRIVILEGED }],
  ['what is to serve, and can be written', { check: WRITABLE }],
  ['a check that nobody has thought about', { check: 'pod-probes' }],
  ['what is about no container', { check: PULL, path: '' }],
])('%s is open', (_, planted) => {
  const { answered, open } = verdict(planted);
  expect([...answered]).toEqual([]);
  expect(open).toEqual([`Deployment/apps/v1/shop/api${planted.path === '' ? '' : ' (api)'}: ${planted.check}: is not set`]);
});

test('what is not critical needs no answer', () => {
  expect(verdict({ check: 'pod-probes', grade: 5 }).open).toEqual([]);
});

test('an object that no file has is open', () => {
  const report = [{ object_name: 'Deployment/apps/v1/shop/api', checks: [{ check: { id: PULL }, grade: 1, comments: null }] }];
  expect(judge(report, []).open).toHaveLength(1);
});

test('each answer says when it holds and why', () => {
  for (const { where, why } of ANSWERS) expect([where.length, why.length].every((length) => length > 20)).toBe(true);
});
