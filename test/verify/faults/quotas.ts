import { besideDeployment, inDeployment, type Fault } from './fault';

const quota = (hard: string, rest = ''): string => `{ apiVersion: v1, kind: ResourceQuota, metadata: { name: q, namespace: shop }, spec: { hard: { ${hard} }${rest} } }`;
const range = (limit: string): string => `{ apiVersion: v1, kind: LimitRange, metadata: { name: r, namespace: shop }, spec: { limits: [{ ${limit} }] } }`;
const named = (kind: string, ...names: readonly string[]): string => names.map((name) => `{ apiVersion: v1, kind: ${kind}, metadata: { name: ${name}, namespace: shop } }`).join('\n---\n');
const job = (cpu: string): string => `{ apiVersion: batch/v1, kind: Job, metadata: { name: j, namespace: shop },
  spec: { template: { spec: { restartPolicy: Never, containers: [{ name: j, image: j:1, resources: { requests: { cpu: ${cpu} } } }] } } } }`;
const claim = (size: string): string => `{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: data, namespace: shop },
  spec: { accessModes: [ReadWriteMany], storageClassName: fast, resources: { requests: { storage: ${size} } } } }`;
const resources = (requests: string, limits = ''): string => `resources: { requests: { ${requests} }, limits: { ${limits} } }`;
const code = 'manifest/quota';
const WHOLE_PODS = { settings: { version: '1.34' } } as const;

/** What ResourceQuotas and LimitRanges of the namespace do not let in. */
export const QUOTA_FAULTS: readonly Fault[] = [
  ...inDeployment('container', [
    [code, 'container "web" states no requests of cpu, which ResourceQuota/q', resources('memory: 1Gi'), resources('cpu: 1')],
    [code, 'take 2 of requests.cpu, more than 1500m', resources('cpu: 2'), resources('cpu: 1500m')],
  ], quota('requests.cpu: 1500m')),
  ...inDeployment('container', [
    [code, 'states no limits of memory', resources('memory: 1Gi'), resources('', 'memory: 1Gi')],
    [code, 'take 2Gi of limits.memory, more than 1Gi', resources('', 'memory: 2Gi'), resources('', 'memory: 1Gi')],
  ], quota('limits.memory: 1Gi')),
  ...inDeployment('spec', [
    [code, 'take 3 of pods, more than 2', 'replicas: 3', 'replicas: 2'],
  ], quota('pods: 2')),
  ...inDeployment('pod', [
    [code, 'states no requests of cpu', 'priorityClassName: high', 'priorityClassName: low'],
  ], quota('cpu: 1', ', scopeSelector: { matchExpressions: [{ scopeName: PriorityClass, operator: In, values: [high] }] }')),
  ...inDeployment('container', [
    [code, 'states no requests of cpu', resources('memory: 1Gi'), resources('')],
  ], quota('cpu: 1', ', scopes: [NotBestEffort]')),
  ...besideDeployment([
    [code, 'states no requests of cpu', quota('cpu: 1'), `${quota('cpu: 1')}\n---\n${range('type: Container, defaultRequest: { cpu: 100m }')}`],
    [code, 'come to 3 of configmaps, more than 2', `${quota('configmaps: 2')}\n---\n${named('ConfigMap', 'a', 'b')}`, `${quota('configmaps: 2')}\n---\n${named('ConfigMap', 'a')}`],
    [code, 'come to 2 of count/secrets, more than 1', `${quota('count/secrets: 1')}\n---\n${named('Secret', 'a', 'b')}`, `${quota('count/secrets: 1')}\n---\n${named('Secret', 'a')}`],
    [code, 'come to 2Gi of requests.storage, more than 1Gi', `${quota('requests.storage: 1Gi')}\n---\n${claim('2Gi')}`, `${quota('requests.storage: 1Gi')}\n---\n${claim('1Gi')}`],
    [code, 'of fast.storageclass.storage.k8s.io/persistentvolumeclaims, more than 0', `${quota('fast.storageclass.storage.k8s.io/persistentvolumeclaims: 0')}\n---\n${claim('2Gi')}`,
      `${quota('slow.storageclass.storage.k8s.io/persistentvolumeclaims: 0')}\n---\n${claim('1Gi')}`],
    [code, 'requests 20Gi storage, more than 10Gi', `${range('type: PersistentVolumeClaim, max: { storage: 10Gi }')}\n---\n${claim('20Gi')}`,
      `${range('type: PersistentVolumeClaim, max: { storage: 10Gi }')}\n---\n${claim('10Gi')}`],
  ]),
  ...inDeployment('container', [
    [code, 'has a limit of 2Gi memory, more than 1Gi', resources('memory: 1Gi', 'memory: 2Gi'), resources('')],
    [code, 'requests 16Mi memory, less than 32Mi', resources('memory: 16Mi'), resources('memory: 32Mi')],
  ], range('type: Container, max: { memory: 1Gi }, min: { memory: 32Mi }')),
  ...inDeployment('container', [
    [code, 'that is 4 times its request, more than 2 times', resources('cpu: 500m', 'cpu: 2'), resources('cpu: 1', 'cpu: 2')],
  ], range('type: Container, maxLimitRequestRatio: { cpu: 2 }')),
  ...inDeployment('container', [
    [code, 'the pod in all has a limit of 3 cpu, more than 2', resources('cpu: 1', 'cpu: 3'), resources('cpu: 1', 'cpu: 2')],
  ], range('type: Pod, max: { cpu: 2 }')),
  ...inDeployment('container', [
    [code, 'takes 2 of requests.cpu, and beside what always runs ResourceQuota/q leaves 1', resources('cpu: 2'), resources('cpu: 1')],
  ], `${quota('requests.cpu: 3')}\n---\n${job('2')}`),
  // What a pod says as a whole takes the place of what its containers say, for clusters that keep it.
  ...inDeployment('pod', [
    [code, 'take 2 of requests.cpu, more than 1500m', resources('cpu: 2'), resources('cpu: 1500m')],
    [code, 'take 2 of requests.cpu, more than 1500m', resources('', 'cpu: 2'), resources('cpu: 1', 'cpu: 2')],
  ], quota('requests.cpu: 1500m'), WHOLE_PODS),
  ...inDeployment('pod', [
    [code, 'the pod in all has a limit of 4Gi memory, more than 2Gi', resources('memory: 1Gi', 'memory: 4Gi'), resources('memory: 1Gi', 'memory: 2Gi')],
  ], range('type: Pod, max: { memory: 2Gi }'), WHOLE_PODS),
  ...inDeployment('pod', [
    [code, 'states no requests of cpu', '', resources('memory: 1Gi')],
  ], quota('cpu: 1'), WHOLE_PODS),
];
