import { deploymentWith, documents } from './fixtures';
import { besideDeployment, expectRule, inDeployment } from './rule-tables';

describe('identity', () => {
  const named = (kind: string, name: string, rest = ''): string => `{ apiVersion: v1, kind: ${kind}, metadata: { name: "${name}"${rest} } }`;
  besideDeployment([
    ['ConfigMap/a is defined more than once', `${named('ConfigMap', 'a')}\n---\n${named('ConfigMap', 'a')}`,
      `${named('ConfigMap', 'a')}\n---\n${named('ConfigMap', 'a', ', namespace: other')}\n---\n${named('Secret', 'a')}`],
    ['Service/1st: name must be an RFC 1035 label',
      '{ apiVersion: v1, kind: Service, metadata: { name: 1st, namespace: shop }, spec: { selector: { app: web }, ports: [{ port: 8080 }] } }',
      '{ apiVersion: v1, kind: Service, metadata: { name: first, namespace: shop }, spec: { selector: { app: web }, ports: [{ port: 8080 }] } }'],
    ['name must be an RFC 1123 subdomain', named('ConfigMap', 'my_config'), named('ConfigMap', 'my.config-1')],
    ['at most 52 are allowed for a CronJob', named('CronJob', 'c'.repeat(53)), named('CronJob', 'c'.repeat(52))],
    ['a Namespace has no namespace', named('Namespace', 'shop', ', namespace: shop'), named('Namespace', 'shop')],
    ['which is not a valid label value', named('Secret', 'a', ', labels: { note: "two words" }'), named('Secret', 'a', ', labels: { note: "" }')],
    ['is not a valid label key', named('Secret', 'a', ', labels: { "a/b/c": x }'), named('Secret', 'a', ', labels: { "example.com/b_c": x }')],
    ['is not a valid annotation key', named('Secret', 'a', ', annotations: { "a b": x }'), named('Secret', 'a', ', annotations: { a.b: "any text $" }')],
    ['namespace "my_shop" must be an RFC 1123 label', named('Secret', 'a', ', namespace: my_shop'), named('Secret', 'a', ', namespace: my-shop')],
    ['"conf.d/a" is not a valid key', named('ConfigMap', 'a').replace(/}$/, ', data: { conf.d/a: x } }'),
      named('ConfigMap', 'a').replace(/}$/, ', data: { conf.d_a: x } }')],
    ['in both data and binaryData', named('ConfigMap', 'a').replace(/}$/, ', data: { a: x }, binaryData: { a: "" } }'),
      named('ConfigMap', 'a').replace(/}$/, ', data: { a: x }, binaryData: { b: "" } }')],
  ]);
});

describe('controllers', () => {
  inDeployment('pod', [
    ['restartPolicy of a Deployment can only be Always', 'restartPolicy: OnFailure', 'restartPolicy: Always'],
    ['ServiceAccount "web", which does not exist', 'serviceAccountName: web', 'serviceAccountName: default'],
  ]);
  inDeployment('spec', [
    ['selector does not match the labels of its own template', 'selector: { matchLabels: { app: wbe } }', 'selector: { matchLabels: { app: web } }'],
    ['selector is empty', 'selector: {}', 'selector: { matchExpressions: [{ key: app, operator: In, values: [web] }] }'],
    ['rollingUpdate may not be given with strategy Recreate', 'strategy: { type: Recreate, rollingUpdate: { maxSurge: 1 } }',
      'strategy: { type: Recreate }'],
    ['no update can start', 'strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0% } }', 'strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }'],
    ['must be greater than minReadySeconds', 'minReadySeconds: 600', 'minReadySeconds: 60'],
  ]);

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

  besideDeployment([
    ['restartPolicy of a Job must be Never or OnFailure', job(''), job('restartPolicy: Never,')],
    ['a Job generates its own selector', job('restartPolicy: Never,').replace('spec: {', 'spec: { selector: {},'),
      job('restartPolicy: Never,').replace('spec: {', 'spec: { selector: {}, manualSelector: true,')],
    ['selector also matches the pods of Deployment/b', second('web').replace('matchLabels: { app: web }', 'matchLabels: { tier: b }'), second('b')],
    ['serviceName is of Service "db", which does not exist', database('data', 'db'), database('db', 'db')],
    ['does not select its pods, so they get no names', database('db', 'web'), database('db', 'db')],
    ['scales Deployment "wbe", which does not exist', scaler('wbe'), scaler('web')],
    ['ConfigMap/c cannot be scaled', `${scaler('c').replace('kind: Deployment', 'kind: ConfigMap')}
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: c, namespace: shop } }`,
      scaler('c').replace('apps/v1', 'example.com/v1')],
    ['minReplicas 4 is more than maxReplicas 3', scaler('web', 'minReplicas: 4, maxReplicas: 3'), scaler('web', 'minReplicas: 3, maxReplicas: 3')],
    ['without a cpu request',
      scaler('web', 'maxReplicas: 3, metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }]'),
      scaler('web', 'maxReplicas: 3, metrics: [{ type: Resource, resource: { name: cpu, target: { type: AverageValue, averageValue: 1 } } }]')],
    ['minAvailable and maxUnavailable exclude each other', budget('{ minAvailable: 1, maxUnavailable: 1, selector: { matchLabels: { app: web } } }'),
      budget('{ minAvailable: 1, selector: { matchLabels: { app: web } } }')],
    ['PodDisruptionBudget/p: selector matches no pods', budget('{ minAvailable: 1, selector: { matchLabels: { app: wbe } } }'),
      budget('{ maxUnavailable: 1, selector: { matchLabels: { app: web } } }')],
    ['Role "writer", which does not exist', binding('roleRef: { kind: Role, name: writer }'), binding('roleRef: { kind: Role, name: reader }')],
    ['a ClusterRoleBinding cannot refer to a Role', binding('roleRef: { kind: Role, name: reader }')
      .replace('RoleBinding, metadata: { name: b, namespace: shop }', 'ClusterRoleBinding, metadata: { name: b }'),
      binding('roleRef: { kind: ClusterRole, name: view }')],
    ['ServiceAccount "api", which does not exist', binding('subjects: [{ kind: ServiceAccount, name: api, namespace: shop }]'),
      binding('subjects: [{ kind: ServiceAccount, name: web, namespace: shop }]')],
    ['needs a namespace', binding('subjects: [{ kind: ServiceAccount, name: web }]'), binding('subjects: [{ kind: Group, name: web }]')],
  ]);

  test('an autoscaled Deployment leaves replicas to the autoscaler', () => {
    const [target] = documents(scaler('web'));
    expectRule('each apply resets the autoscaler', [deploymentWith('spec', 'replicas: 1'), target], [deploymentWith('spec', '{}'), target]);
  });
});

describe('Services', () => {
  const service = (spec: string): string => `{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: ${spec} }`;
  const ingress = (rest: string, name = 'i'): string => `{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: ${name}, namespace: shop }, spec: ${rest} }`;
  const route = (host: string, backend: string): string => `{ rules: [{ host: "${host}", http: { paths: [{ path: /, pathType: Prefix, backend: ${backend} }] } }] }`;
  const nodePort = (name: string, port: number): string => service(`{ type: NodePort, selector: { app: web }, ports: [{ port: 8080, nodePort: ${port} }] }`).replace('name: web', `name: ${name}`);
  const withService = (document: string): string => `${service('{ selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }')}\n---\n${document}`;

  besideDeployment([
    ['needs at least one port', service('{ selector: { app: web } }'), service('{ selector: { app: web }, clusterIP: None }')],
    ['every port needs a name', service('{ selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }, { name: b, port: 81, targetPort: 8080 }] }'),
      service('{ selector: { app: web }, ports: [{ name: a, port: 80, targetPort: 8080 }, { name: b, port: 81, targetPort: 8080 }] }')],
    ['two ports are called "a"', service('{ selector: { app: web }, ports: [{ name: a, port: 80, targetPort: 8080 }, { name: a, port: 8080 }] }'),
      service('{ selector: { app: web }, ports: [{ name: a, port: 80, targetPort: 8080 }, { name: b, port: 8080 }] }')],
    ['port 8080/TCP is listed twice', service('{ selector: { app: web }, ports: [{ name: a, port: 8080 }, { name: b, port: 8080, targetPort: http }] }'),
      service('{ selector: { app: web }, ports: [{ name: a, port: 8080 }, { name: b, port: 80, targetPort: http }] }')],
    ['nodePort needs type NodePort', service('{ selector: { app: web }, ports: [{ port: 8080, nodePort: 30000 }] }'),
      service('{ type: NodePort, selector: { app: web }, ports: [{ port: 8080, nodePort: 30000 }] }')],
    ['node port 30000/TCP is used by two Services', ['a', 'b'].map((name) => nodePort(name, 30000)).join('\n---\n'),
      [nodePort('a', 30000), nodePort('b', 30001)].join('\n---\n')],
    ['clusterIP None excludes type', service('{ type: LoadBalancer, clusterIP: None, selector: { app: web }, ports: [{ port: 8080 }] }'),
      service('{ type: LoadBalancer, selector: { app: web }, ports: [{ port: 8080 }] }')],
    ['Service/web: selector matches no pods', service('{ selector: { app: wbe }, ports: [{ port: 8080 }] }'), service('{ selector: { app: web }, ports: [{ port: 8080 }] }')],
    ['Deployment/web has no port 80/TCP', service('{ selector: { app: web }, ports: [{ port: 80 }] }'), service('{ selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }')],
    ['Deployment/web has no port http/UDP', service('{ selector: { app: web }, ports: [{ port: 80, targetPort: http, protocol: UDP }] }'),
      service('{ selector: { app: web }, ports: [{ port: 80, targetPort: http }] }')],
    ['no selector and no endpoints', service('{ ports: [{ port: 80 }] }'), `${service('{ ports: [{ port: 80 }] }')}
---
{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } } }`],
    ['ExternalName needs externalName', service('{ type: ExternalName }'), service('{ type: ExternalName, externalName: example.com }')],
    ['Service "api", which does not exist', withService(ingress(route('a.example', '{ service: { name: api, port: { number: 80 } } }'))),
      withService(ingress(route('a.example', '{ service: { name: web, port: { number: 80 } } }')))],
    ['Service/web has no port 8080', withService(ingress(route('a.example', '{ service: { name: web, port: { number: 8080 } } }'))),
      withService(ingress(route('a.example', '{ service: { name: web, port: { name: http } } }')))],
    ['a backend port is either a name or a number', withService(ingress(route('a.example', '{ service: { name: web, port: { name: http, number: 80 } } }'))),
      withService(ingress('{ defaultBackend: { service: { name: web, port: { number: 80 } } } }'))],
    ['a backend is either a service or a resource', ingress('{ defaultBackend: {} }'), ingress('{ defaultBackend: { resource: { kind: B, name: b } } }')],
    ['"a_b" is not a valid host', ingress('{ defaultBackend: { resource: {} }, tls: [{ hosts: [a_b] }] }'), ingress('{ defaultBackend: { resource: {} }, tls: [{ hosts: [a.b] }] }')],
    ['needs rules or a defaultBackend', ingress('{ rules: [] }'), ingress('{ defaultBackend: { resource: { kind: B, name: b } } }')],
    ['"http://a.example" is not a valid host', withService(ingress(route('http://a.example', '{ service: { name: web, port: { number: 80 } } }'))),
      withService(ingress(route('*.a.example', '{ service: { name: web, port: { number: 80 } } }')))],
    ['two Ingress paths claim a.example / Prefix',
      withService(['i', 'j'].map((name) => ingress(route('a.example', '{ service: { name: web, port: { number: 80 } } }'), name)).join('\n---\n')),
      withService(['i', 'j'].map((name) => ingress(route(`${name}.example`, '{ service: { name: web, port: { number: 80 } } }'), name)).join('\n---\n'))],
  ]);
});

describe('NetworkPolicies', () => {
  const policy = (spec: string): string => `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: n, namespace: shop }, spec: ${spec} }`;
  const loadBalanced = (spec: string): string => `${policy(spec)}
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: http }] } }`;

  besideDeployment([
    ['podSelector matches no pods', policy('{ podSelector: { matchLabels: { app: wbe } } }'), policy('{ podSelector: {} }')],
    ['a peer in from matches no pods', policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }] }] }'),
      policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }')],
    ['needs a selector or an ipBlock', policy('{ podSelector: {}, ingress: [{ from: [{}] }] }'), policy('{ podSelector: {}, ingress: [{}] }')],
    ['policyTypes lacks Egress', policy('{ podSelector: {}, policyTypes: [Ingress], egress: [] }'), policy('{ podSelector: {}, policyTypes: [Egress], egress: [] }')],
    ['ipBlock excludes the other selectors', policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }] }] }'),
      policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }, { ipBlock: { cidr: 10.0.0.0/8 } }] }] }')],
    ['no selected pod has port 80/TCP', policy('{ podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] }'), policy('{ podSelector: {}, ingress: [{ ports: [{ port: http }] }] }')],
    ['endPort needs a numeric port', policy('{ podSelector: {}, ingress: [{ ports: [{ port: http, endPort: 9000 }] }] }'),
      policy('{ podSelector: {}, ingress: [{ ports: [{ port: 8000, endPort: 8090 }] }] }')],
    ['shut out port 80', loadBalanced('{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }'), loadBalanced('{ podSelector: {}, ingress: [{ ports: [{ port: 8080 }] }] }')],
    ['egress policies allow connections but not DNS', policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }] }'),
      policy(`{ podSelector: {}, policyTypes: [Egress],
        egress: [{ to: [{ podSelector: {} }] }, { to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: UDP }] }] }`)],
  ]);
});
