import { withParameters } from '../../scripts/e2e/cluster-manifests';
import { kindsIn } from '../../scripts/e2e/cluster/facts';
import { lackedBy, unawareOf, type Asked } from '../../scripts/e2e/cluster/lacks';
import { notJudged } from '../../scripts/e2e/cluster/not-judged';
import { claimsOf, objectsIn } from '../../scripts/e2e/cluster/objects';
import { stuckAmong, unreadyAmong, type MadePod, type Maker } from '../../scripts/e2e/cluster/readiness';
import { operatorsShare } from '../../scripts/e2e/cluster/operators-share';
import { chooseCases } from '../../scripts/e2e/cases';
import { chooseStacks } from '../../scripts/e2e/stacks';

/** One node, as small clusters are. */
const CLUSTER: Asked = {
  nodes: [{ metadata: { name: 'one', labels: { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' } }, status: { allocatable: { memory: '16Gi', cpu: '4' } } }],
  kinds: new Set([
    'v1 Namespace', 'v1 ConfigMap', 'v1 Service', 'v1 ServiceAccount', 'v1 PersistentVolumeClaim', 'v1 PersistentVolume', 'apps/v1 Deployment', 'apps/v1 StatefulSet', 'apps/v1 DaemonSet', 'batch/v1 Job',
    'batch/v1 CronJob', 'networking.k8s.io/v1 NetworkPolicy', 'networking.k8s.io/v1 Ingress', 'policy/v1 PodDisruptionBudget', 'rbac.authorization.k8s.io/v1 Role', 'rbac.authorization.k8s.io/v1 RoleBinding',
  ]),
  named: new Set(['StorageClass standard']),
  defaultClass: 'standard',
  hasNodeVolumes: true,
  imagesAreBrought: true,
  isOnNode: (file) => file === '/proc' || file === '/sys',
};

function manifestsOfCase(name: string): ReturnType<typeof objectsIn> {
  const [{ model, files }] = chooseCases([name]);
  return objectsIn(files.get(`kubernetes/${model.name}.k8s.yaml`)!);
}

test.each([
  ['gateway-own', 'it knows no HTTPRoute of gateway.networking.k8s.io/v1'],
  ['secret-store', 'it knows no ExternalSecret of external-secrets.io/v1'],
  ['gpus', 'no node has the device nvidia.com/gpu'],
  ['fuse-device-plugin', 'no node has the device smarter-devices/fuse'],
  ['runtime-class', 'it has no RuntimeClass nvidia'],
  ['s3-csi', 'it has no CSIDriver s3.csi.aws.com'],
  ['cluster-placement', 'it has no PriorityClass business'],
  ['cluster-placement', 'no node has the label topology.kubernetes.io/region In eu-1 eu-2'],
  ['user-namespace', 'no node has a runtime with user namespaces'],
  ['sysctls', 'kubelets refuse the sysctl net.core.somaxconn unless they are told otherwise'],
  ['engine-images', 'it has no registry from which the image of api could be pulled at every start'],
  ['host-path', 'no node has /var/run/docker.sock (Socket)'],
])('%s is not tried where %s', (name, sentence) => {
  expect(lackedBy(manifestsOfCase(name), CLUSTER)).toContain(sentence);
});

test.each(['init-container', 'workload-daemon', 'volume-storage-class', 'volume-existing', 'secret-existing', 'endpoint-low-port'])('%s lacks nothing', (name) => {
  expect(lackedBy(manifestsOfCase(name), CLUSTER)).toEqual([]);
});

test('without a directory of the only node, classes have to be there', () => {
  expect(lackedBy(manifestsOfCase('volume-storage-class'), { ...CLUSTER, hasNodeVolumes: false })).toContain('it has no StorageClass fast-ssd');
  expect(lackedBy(manifestsOfCase('volume-shared'), { ...CLUSTER, hasNodeVolumes: false })).toEqual([expect.stringMatching(/^nothing is known here of a class for the claim \S+, which several nodes write to$/)]);
});

test('claims of replicas are those that a StatefulSet makes', () => {
  expect(claimsOf(manifestsOfCase('volume-per-replica')).map(({ name }) => name)).toContain('data-log-0');
});

test('what manifests leave to the operator is read of what their pods refer to', () => {
  const share = operatorsShare(manifestsOfCase('secret-existing'));
  expect([...share.secrets].map(([name]) => name)).toEqual(expect.arrayContaining(['payments', 'shop-db-app', 'licences']));
  expect(operatorsShare(manifestsOfCase('volume-existing')).claims.map(({ name }) => name)).toEqual(expect.arrayContaining(['catalog', 'shop-prices']));
  expect(operatorsShare(manifestsOfCase('cluster-accounts')).serviceAccounts).toEqual(['payments']);
});

test('an operator writes parameters into their ConfigMap, and nowhere else', () => {
  const [{ files }] = chooseStacks(['sentient-research-agent-s3']);
  const manifests = files.get('kubernetes/sentient-research-agent-s3.k8s.yaml')!;
  const changed = withParameters(manifests, new Map([['S3_ENDPOINT_URL', 'http://objects:8333']])).split('\n');
  expect(changed.filter((line, at) => line !== manifests.split('\n')[at])).toEqual(['  S3_ENDPOINT_URL: "http://objects:8333"']);
});

test('kinds are known by their version', () => {
  expect([...kindsIn('deployments   deploy   apps/v1   true   Deployment\nnodes  no  v1  false  Node\nbindings    v1   true  Binding\n')]).toEqual(['apps/v1 Deployment', 'v1 Node', 'v1 Binding']);
});

test('what nobody in the cluster acts on is said', () => {
  const [{ files }] = chooseStacks(['astron-agent-production']);
  const objects = objectsIn(files.get('kubernetes/astron-agent-production.k8s.yaml')!);
  expect(notJudged(objects, CLUSTER)).toHaveLength(2);
  expect(notJudged(objects, { ...CLUSTER, kinds: new Set(['metrics.k8s.io/v1beta1 PodMetrics']), named: new Set(['IngressClass traefik']) })).toEqual([]);
});

describe('what is ready', () => {
  const pod = (ready: string, more: object = {}): MadePod => ({ kind: 'Pod', metadata: { labels: { app: 'web' }, ...more }, status: { conditions: [{ type: 'Ready', status: ready }] } });
  const deployment = (status: Maker['status']): Maker => ({ kind: 'Deployment', metadata: { name: 'web', generation: 2 }, spec: { replicas: 1, selector: { matchLabels: { app: 'web' } } }, status });
  const DONE = { observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1 };

  test.each([
    ['all of it', deployment(DONE), [pod('True')], 0],
    ['a change that nobody has seen', deployment({ ...DONE, observedGeneration: 1 }), [pod('True')], 1],
    ['an old pod that is there still', deployment({ ...DONE, replicas: 2 }), [pod('True')], 1],
    ['a pod that has died a moment ago', deployment(DONE), [pod('False')], 1],
    ['a pod that is on its way out', deployment(DONE), [pod('True', { deletionTimestamp: '2026-11-27T00:00:00Z' })], 1],
    ['a pod of somebody else', deployment(DONE), [pod('True', { labels: { app: 'api' } })], 1],
    ['a StatefulSet that is replaced', { ...deployment({ observedGeneration: 2, currentRevision: 'a', updateRevision: 'b' }), kind: 'StatefulSet' }, [pod('True')], 1],
    ['a Job that has ended well', { ...deployment({ conditions: [{ type: 'Complete', status: 'True' }] }), kind: 'Job' }, [], 0],
    ['a Job that has not', { ...deployment({ conditions: [{ type: 'Failed', status: 'True' }] }), kind: 'Job' }, [], 1],
    ['a DaemonSet', { ...deployment({ observedGeneration: 2, desiredNumberScheduled: 1, updatedNumberScheduled: 1, numberAvailable: 1 }), kind: 'DaemonSet' }, [pod('True')], 0],
  ])('%s', (_, maker, pods, left) => {
    expect(unreadyAmong([maker, ...pods])).toHaveLength(left);
  });
});

test('a case with targets of its own is not told who knows names', () => {
  const dns = '10.244.0.1/32';
  const [own, told] = chooseCases(['inventory', 'egress'], { dns: { cidr: dns } }).map((one) => unawareOf(dns, objectsIn(one.files.get(`kubernetes/${one.model.name}.k8s.yaml`)!))).reverse();
  expect([own, told]).toEqual([[`its own targets do not know that names are asked for at ${dns}`], []]);
});

test('a StatefulSet waits for a pod that does not come to serve, a Deployment for none', () => {
  const pod = (name: string, kind: string, ...ready: boolean[]) => ({ metadata: { name, ownerReferences: [{ kind }] }, spec: {}, status: { phase: 'Running', containerStatuses: ready.map((isReady) => ({ name, image: 'i', restartCount: 0, ready: isReady, state: {} })) } });
  expect(stuckAmong([pod('db-0', 'StatefulSet', true, false), pod('db-1', 'StatefulSet', true), pod('db-2', 'StatefulSet'), pod('api-1', 'ReplicaSet', false)])).toEqual(['db-0', 'db-2']);
});
