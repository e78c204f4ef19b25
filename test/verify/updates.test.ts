import { immutableProblems } from '../../lib/verify/kubernetes/update/immutable';
import { documents } from './fixtures';
import { said, subjectsOf } from './judged';

const problems = (before: string, after: string, version = '1.28'): string[] =>
  immutableProblems(subjectsOf(documents(before)), subjectsOf(documents(after)), { version }).map((problem) => {
    expect(problem.code).toBe('manifest/immutable');
    return said(problem);
  });

const object = (kind: string, apiVersion: string, rest: string, name = 'a'): string => `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: ${name} }, ${rest} }`;
const deployment = (spec: string): string => object('Deployment', 'apps/v1', `spec: { ${spec} }`);
const statefulSet = (spec: string): string => object('StatefulSet', 'apps/v1', `spec: { serviceName: a, selector: { matchLabels: { app: a } }, ${spec} }`);
const job = (spec: string, name = 'a'): string => object('Job', 'batch/v1', `spec: { ${spec} }`, name);
const service = (spec: string): string => object('Service', 'v1', `spec: { ${spec} }`);
const claim = (spec: string): string => object('PersistentVolumeClaim', 'v1', `spec: { ${spec} }`);
const template = (container: string): string => `template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "a:1", ${container} }] } }`;
const claims = (spec: string): string => `volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], ${spec} } }]`;
const storageClass = (rest: string): string => object('StorageClass', 'storage.k8s.io/v1', rest, 'fast');
const definition = (spec: string): string => object('CustomResourceDefinition', 'apiextensions.k8s.io/v1', `spec: { ${spec} }`);

/** What an update is told; where there is no message, it is none that a server refuses. */
const UPDATES: readonly (readonly [what: string, before: string, after: string, message?: string])[] = [
  ['selector of a Deployment', deployment('selector: { matchLabels: { app: a } }'), deployment('selector: { matchLabels: { app: b } }'), 'Deployment/a: spec.selector cannot be changed'],
  ['replicas of a Deployment', deployment('replicas: 1'), deployment('replicas: 2')],
  ['selector of a DaemonSet', deployment('selector: { matchLabels: { app: a } }').replace('Deployment', 'DaemonSet'), deployment('selector: {}').replace('Deployment', 'DaemonSet'), 'spec.selector cannot be changed'],
  ['Service of a StatefulSet', statefulSet('replicas: 1'), statefulSet('replicas: 1').replace('serviceName: a', 'serviceName: b'), 'spec.serviceName cannot be changed (was "a", is "b")'],
  ['order of a StatefulSet', statefulSet('replicas: 1'), statefulSet('podManagementPolicy: Parallel'), 'spec.podManagementPolicy cannot be changed'],
  ['the default order of a StatefulSet', statefulSet('replicas: 1'), statefulSet('podManagementPolicy: OrderedReady')],
  ['what may be changed of a StatefulSet', statefulSet('replicas: 1'), statefulSet(`replicas: 2, minReadySeconds: 3, ${template('')}`)],
  ['size in a claim template', statefulSet(claims('resources: { requests: { storage: 1Gi } }')), statefulSet(claims('resources: { requests: { storage: 2Gi } }')), 'spec.volumeClaimTemplates cannot be changed'],
  ['the same size in another unit', statefulSet(claims('resources: { requests: { storage: 1Gi } }')), statefulSet(claims('resources: { requests: { storage: 1024Mi } }, volumeMode: Filesystem'))],
  ['image of a Job', job(template('')), job(template('').replace('a:1', 'a:2')), 'Job/a: spec.template cannot be changed'],
  ['another Job', job(template(''), 'a-1'), job(template('').replace('a:1', 'a:2'), 'a-2')],
  ['what a Job has by default', job(template('ports: [{ containerPort: 80 }]')), job(template('ports: [{ containerPort: 80, protocol: TCP }], imagePullPolicy: IfNotPresent, env: []'))],
  ['template of a suspended Job', job(`suspend: true, ${template('')}`), job(template('').replace('a:1', 'a:2'))],
  ['completions of a Job', job('completions: 1'), job('completions: 2'), 'spec.completions cannot be changed (was 1, is 2)'],
  ['completions of an indexed Job', job('completions: 1, parallelism: 1, completionMode: Indexed'), job('completions: 2, parallelism: 2, completionMode: Indexed')],
  ['completions of an indexed Job alone', job('completions: 1, parallelism: 1, completionMode: Indexed'), job('completions: 2, parallelism: 1, completionMode: Indexed'), 'only be changed together with parallelism'],
  ['limits of a Job', job('backoffLimit: 1'), job('backoffLimit: 2, activeDeadlineSeconds: 3, parallelism: 2, suspend: true, completions: 1')],
  ['Service to headless', service('ports: [{ port: 80 }]'), service('clusterIP: None'), 'spec.clusterIP cannot be changed'],
  ['Service that keeps its address', service('clusterIP: None'), service('ports: [{ port: 80 }]')],
  ['Service to an external name', service('clusterIP: 10.0.0.1'), service('type: ExternalName, externalName: a.example')],
  ['type and ports of a Service', service('ports: [{ port: 80 }]'), service('type: NodePort, ports: [{ port: 81 }], selector: { app: b }')],
  ['class of a load balancer', service('type: LoadBalancer, loadBalancerClass: a'), service('type: LoadBalancer, loadBalancerClass: b'), 'spec.loadBalancerClass cannot be changed'],
  ['claim that shrinks', claim('resources: { requests: { storage: 2Gi } }'), claim('resources: { requests: { storage: 1Gi } }'), 'spec.resources.requests.storage can only grow (was "2Gi", is "1Gi")'],
  ['claim that grows', claim('resources: { requests: { storage: 1Gi } }'), claim('resources: { requests: { storage: 2Gi } }')],
  ['claim that grows in a class that cannot', claim('storageClassName: fast, resources: { requests: { storage: 1Gi } }'),
    `${claim('storageClassName: fast, resources: { requests: { storage: 2Gi } }')}\n---\n${storageClass('provisioner: p')}`, 'can only grow where the class allows it, and StorageClass/fast does not'],
  ['access modes of a claim', claim('accessModes: [ReadWriteOnce]'), claim('accessModes: [ReadWriteMany]'), 'spec.accessModes cannot be changed'],
  ['class of a claim', claim('storageClassName: slow'), claim('storageClassName: fast'), 'spec.storageClassName cannot be changed'],
  ['class that the server filled in', claim('accessModes: [ReadWriteOnce]'), claim('accessModes: [ReadWriteOnce], storageClassName: fast')],
  ['sealed ConfigMap', object('ConfigMap', 'v1', 'immutable: true, data: { a: "1" }'), object('ConfigMap', 'v1', 'immutable: true, data: { a: "2" }'), 'data of an immutable ConfigMap cannot be changed'],
  ['ConfigMap that is opened again', object('ConfigMap', 'v1', 'immutable: true, data: { a: "1" }'), object('ConfigMap', 'v1', 'data: { a: "1" }'), 'immutable cannot be changed'],
  ['ConfigMap that is sealed', object('ConfigMap', 'v1', 'data: { a: "1" }'), object('ConfigMap', 'v1', 'immutable: true, data: { a: "2" }')],
  ['the same Secret in plain text', object('Secret', 'v1', 'immutable: true, data: { a: YQ== }'), object('Secret', 'v1', 'immutable: true, stringData: { a: a }')],
  ['type of a Secret', object('Secret', 'v1', 'type: Opaque'), object('Secret', 'v1', 'type: kubernetes.io/tls'), 'type cannot be changed'],
  ['type of a Secret by default', object('Secret', 'v1', 'type: Opaque'), object('Secret', 'v1', 'data: {}')],
  ['role of a binding', object('RoleBinding', 'rbac.authorization.k8s.io/v1', 'roleRef: { kind: Role, name: a }'), object('RoleBinding', 'rbac.authorization.k8s.io/v1', 'roleRef: { kind: Role, name: b }'), 'roleRef cannot be changed'],
  ['subjects of a binding', object('RoleBinding', 'rbac.authorization.k8s.io/v1', 'roleRef: { kind: Role, name: a }'),
    object('RoleBinding', 'rbac.authorization.k8s.io/v1', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: a }, subjects: []')],
  ['storage class', storageClass('provisioner: p, parameters: { a: b }'), storageClass('provisioner: p, parameters: { a: c }'), 'parameters cannot be changed'],
  ['growth in a storage class', storageClass('provisioner: p'), storageClass('provisioner: p, allowVolumeExpansion: true, reclaimPolicy: Delete')],
  ['priority', object('PriorityClass', 'scheduling.k8s.io/v1', 'value: 1'), object('PriorityClass', 'scheduling.k8s.io/v1', 'value: 2'), 'value cannot be changed'],
  ['controller of an ingress class', object('IngressClass', 'networking.k8s.io/v1', 'spec: { controller: a.example/a }'), object('IngressClass', 'networking.k8s.io/v1', 'spec: { controller: a.example/b }'), 'spec.controller cannot be changed'],
  ['scopes of a quota', object('ResourceQuota', 'v1', 'spec: { scopes: [BestEffort, Terminating] }'), object('ResourceQuota', 'v1', 'spec: { scopes: [BestEffort] }'), 'spec.scopes cannot be changed'],
  ['scopes of a quota in another order', object('ResourceQuota', 'v1', 'spec: { scopes: [BestEffort, Terminating] }'), object('ResourceQuota', 'v1', 'spec: { scopes: [Terminating, BestEffort] }')],
  ['place of a volume', object('PersistentVolume', 'v1', 'spec: { hostPath: { path: /a } }'), object('PersistentVolume', 'v1', 'spec: { hostPath: { path: /b } }'), 'spec.hostPath cannot be changed'],
  ['size of a volume', object('PersistentVolume', 'v1', 'spec: { capacity: { storage: 1Gi } }'), object('PersistentVolume', 'v1', 'spec: { capacity: { storage: 2Gi } }')],
  ['node of a Pod', object('Pod', 'v1', 'spec: { nodeName: a }'), object('Pod', 'v1', 'spec: { nodeName: b }'), 'spec.nodeName cannot be changed'],
  ['image of a Pod', object('Pod', 'v1', 'spec: { containers: [{ name: a, image: a }] }'), object('Pod', 'v1', 'spec: { containers: [{ name: a, image: b }] }')],
  ['command of a Pod', object('Pod', 'v1', 'spec: { containers: [{ name: a, image: a }] }'), object('Pod', 'v1', 'spec: { containers: [{ name: a, image: a, command: [a] }] }'), 'of a Pod can only be given other images'],
  ['scope of a definition', definition('group: a.example, scope: Namespaced'), definition('group: a.example, scope: Cluster'), 'spec.scope cannot be changed'],
  ['objects of other namespaces', deployment('selector: { matchLabels: { app: a } }'), deployment('selector: {}').replace('name: a', 'name: a, namespace: other')],
  ['custom resources', object('Shelf', 'shop.example/v1', 'spec: { size: 1 }'), object('Shelf', 'shop.example/v1', 'spec: { size: 2 }')],
];

test.each(UPDATES.map(([what, before, after, ...messages]) => ({ what, before, after, messages })))('$what', ({ before, after, messages }) => {
  expect(problems(before, after)).toEqual(messages.map((message) => expect.stringContaining(String(message))));
  expect(problems(before, before)).toEqual([]);
});
