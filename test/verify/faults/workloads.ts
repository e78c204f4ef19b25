import { besideDeployment, inDeployment, type Fault } from './fault';

const all: Fault[] = [];
const add = (faults: readonly Fault[]): number => all.push(...faults);

function controllers(): void {
  add(inDeployment('pod', [
    ['manifest/workload', 'restartPolicy of a Deployment can only be Always', 'restartPolicy: OnFailure', 'restartPolicy: Always'],
    ['manifest/missing-reference', 'ServiceAccount "web", which does not exist', 'serviceAccountName: web', 'serviceAccountName: default'],
  ]));
  add(inDeployment('spec', [
    ['manifest/selector', 'selector does not match the labels of its own template', 'selector: { matchLabels: { app: wbe } }', 'selector: { matchLabels: { app: web } }'],
    ['manifest/selector', 'selector is empty', 'selector: {}', 'selector: { matchExpressions: [{ key: app, operator: In, values: [web] }] }'],
    ['manifest/workload', 'rollingUpdate may not be given with strategy Recreate', 'strategy: { type: Recreate, rollingUpdate: { maxSurge: 1 } }',
      'strategy: { type: Recreate }'],
    ['manifest/workload', 'no update can start', 'strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0% } }', 'strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }'],
    ['manifest/workload', 'must be greater than minReadySeconds', 'minReadySeconds: 600', 'minReadySeconds: 60'],
  ]));

  const job = (policy: string): string => `{ apiVersion: batch/v1, kind: Job, metadata: { name: j, namespace: shop },
    spec: { template: { spec: { ${policy} containers: [{ name: j, image: j }] } } } }`;
  const second = (label: string): string => `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: b, namespace: shop },
    spec: { selector: { matchLabels: { app: ${label} } }, template: { metadata: { labels: { app: ${label}, tier: b } }, spec: { containers: [] } } } }`;
  const database = (service: string, label: string): string => `{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: db, namespace: shop },
    spec: { serviceName: db, selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } }, spec: { containers: [] } } } }
---
{ apiVersion: v1, kind: Service, metadata: { name: ${service}, namespace: shop }, spec: { clusterIP: None, selector: { app: ${label} } } }`;
  const scaler = (target: string, range = 'maxReplicas: 3'): string => `{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler,
    metadata: { name: h, namespace: shop }, spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} }, ${range} } }`;
  const budget = (spec: string): string => `{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: p, namespace: shop }, spec: ${spec} }`;
  const binding = (role: string): string => `{ apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: reader, namespace: shop }, rules: [] }
---
{ apiVersion: v1, kind: ServiceAccount, metadata: { name: web, namespace: shop } }
---
{ apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: { name: b, namespace: shop }, ${role} }`;

  add(besideDeployment([
    ['manifest/workload', 'restartPolicy of a Job must be Never or OnFailure', job(''), job('restartPolicy: Never,')],
    ['manifest/selector', 'a Job generates its own selector', job('restartPolicy: Never,').replace('spec: {', 'spec: { selector: { matchLabels: { a: b } },'),
      job('restartPolicy: Never,').replace('spec: {', 'spec: { selector: {},')],
    ['manifest/selector', 'selector also matches the pods of Deployment/b', second('web').replace('matchLabels: { app: web }', 'matchLabels: { tier: b }'), second('b')],
    ['manifest/missing-reference', 'serviceName is of Service "db", which does not exist', database('data', 'db'), database('db', 'db')],
    ['manifest/selector', 'does not select its pods, so they get no names', database('db', 'web'), database('db', 'db')],
    ['manifest/missing-reference', 'scales Deployment "wbe", which does not exist', scaler('wbe'), scaler('web')],
    ['manifest/workload', 'ConfigMap/c cannot be scaled', `${scaler('c').replace('kind: Deployment', 'kind: ConfigMap')}
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: c, namespace: shop } }`,
      scaler('c').replace('apps/v1', 'example.com/v1')],
    ['manifest/workload', 'DaemonSet/d cannot be scaled', `${scaler('d').replace('kind: Deployment', 'kind: DaemonSet')}
---
{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: d, namespace: shop }, spec: { selector: { matchLabels: { app: d } }, template: { metadata: { labels: { app: d } }, spec: { containers: [] } } } }`,
      scaler('web')],
    ['manifest/workload', 'minReplicas 4 is more than maxReplicas 3', scaler('web', 'minReplicas: 4, maxReplicas: 3'), scaler('web', 'minReplicas: 3, maxReplicas: 3')],
    ['manifest/resources', 'without a cpu request',
      scaler('web', 'maxReplicas: 3, metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }]'),
      scaler('web', 'maxReplicas: 3, metrics: [{ type: Resource, resource: { name: cpu, target: { type: AverageValue, averageValue: 1 } } }]')],
    ['manifest/workload', 'minAvailable and maxUnavailable exclude each other', budget('{ minAvailable: 1, maxUnavailable: 1, selector: { matchLabels: { app: web } } }'),
      budget('{ minAvailable: 1, selector: { matchLabels: { app: web } } }')],
    ['manifest/selector', 'PodDisruptionBudget/p: selector matches no pods', budget('{ minAvailable: 1, selector: { matchLabels: { app: wbe } } }'),
      budget('{ maxUnavailable: 1, selector: { matchLabels: { app: web } } }')],
    ['manifest/missing-reference', 'Role "writer", which does not exist', binding('roleRef: { kind: Role, name: writer }'), binding('roleRef: { kind: Role, name: reader }')],
    ['manifest/invalid-value', 'a ClusterRoleBinding cannot refer to a Role', binding('roleRef: { kind: Role, name: reader }')
      .replace('RoleBinding, metadata: { name: b, namespace: shop }', 'ClusterRoleBinding, metadata: { name: b }'),
      binding('roleRef: { kind: ClusterRole, name: view }')],
    ['manifest/missing-reference', 'ServiceAccount "api", which does not exist', binding('subjects: [{ kind: ServiceAccount, name: api, namespace: shop }]'),
      binding('subjects: [{ kind: ServiceAccount, name: web, namespace: shop }]')],
    ['manifest/missing-field', 'rules[0].apiGroups: a rule needs at least one', binding('roleRef: { kind: Role, name: reader }').replace('rules: []', 'rules: [{ verbs: [get], resources: [pods] }]'),
      binding('roleRef: { kind: Role, name: reader }').replace('rules: []', 'rules: [{ verbs: [get], apiGroups: [""], resources: [pods] }]')],
    ['manifest/invalid-value', 'nonResourceURLs are for ClusterRoles alone', binding('roleRef: { kind: Role, name: reader }').replace('rules: []', 'rules: [{ verbs: [get], nonResourceURLs: [/healthz] }]'),
      '{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: reader }, rules: [{ verbs: [get], nonResourceURLs: [/healthz] }] }'],
    ['manifest/invalid-name', '"My_Web" is not a name of a ServiceAccount', binding('subjects: [{ kind: ServiceAccount, name: My_Web, namespace: shop }]'), binding('subjects: [{ kind: ServiceAccount, name: web }]')],
    ['manifest/missing-field', 'needs a namespace', binding('subjects: [{ kind: ServiceAccount, name: web }]').replace('RoleBinding, metadata: { name: b, namespace: shop }', 'ClusterRoleBinding, metadata: { name: b }'),
      binding('subjects: [{ kind: ServiceAccount, name: web }]')],
  ]));
}

controllers();

export const WORKLOAD_FAULTS: readonly Fault[] = all;
