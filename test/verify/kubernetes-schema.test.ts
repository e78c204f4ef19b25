import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { deploymentWith, DEPLOYMENT_YAML, type Place } from './fixtures';
import { apiTable, knownMinors, kubernetesApi } from '../../lib/verify/kubernetes/api/api';
import { CONSTRAINTS, REQUIRED, type Constraint } from '../../lib/verify/kubernetes/constraints';
import { SCALARS } from '../../lib/verify/kubernetes/values';
import { judged, schemaSays } from './judged';

const manifest = (yaml: string): unknown => parse(yaml) as unknown;
const configMap = (fields: string): unknown => manifest(`{ apiVersion: v1, kind: ConfigMap, metadata: { name: c }, ${fields} }`);

test('a valid Deployment has no messages', () => {
  expect(schemaSays(manifest(DEPLOYMENT_YAML))).toEqual([]);
});

describe('inside a Deployment', () => {
  const CASES: readonly (readonly [place: Place, bad: string, message: string, good: string])[] = [
    ['spec', 'replica: 2', 'spec.replica: unknown field', 'replicas: 2'],
    ['container', 'enviroment: []', 'containers[0].enviroment: unknown field', 'env: []'],
    ['spec', 'replicas: "2"', 'spec.replicas: must be an integer (got "2")', 'replicas: 0'],
    ['spec', 'replicas: -1', 'spec.replicas: must be at least 0', 'replicas: 1'],
    ['spec', 'replicas: 1.5', 'spec.replicas: must be an integer', 'replicas: 2'],
    ['spec', 'strategy: { type: recreate }', 'strategy.type: must be one of Recreate, RollingUpdate', 'strategy: { type: Recreate }'],
    ['spec', 'strategy: { rollingUpdate: { maxSurge: half } }', 'maxSurge: must be', 'strategy: { rollingUpdate: { maxSurge: 50% } }'],
    ['pod', 'restartPolicy: unless-stopped', 'restartPolicy: must be one of', 'restartPolicy: Always'],
    ['pod', 'terminationGracePeriodSeconds: 30s', 'must be an integer', 'terminationGracePeriodSeconds: 30'],
    ['pod', 'securityContext: { runAsUser: "1000:1000" }', 'runAsUser: must be an integer', 'securityContext: { runAsUser: 1000 }'],
    ['pod', 'securityContext: { seccompProfile: { type: runtime/default } }', 'seccompProfile.type: must be one of',
      'securityContext: { seccompProfile: { type: RuntimeDefault } }'],
    ['pod', 'securityContext: { fsGroupChangePolicy: onRootMismatch }', 'fsGroupChangePolicy: must be one of',
      'securityContext: { fsGroupChangePolicy: OnRootMismatch }'],
    ['pod', 'volumes: [{ name: tmp, emptyDir: { medium: memory } }]', 'medium: must be',
      'volumes: [{ name: tmp, emptyDir: { medium: Memory, sizeLimit: 64Mi } }]'],
    ['pod', 'volumes: [{ name: tmp, emptyDir: { sizeLimit: 64MB } }]', 'sizeLimit: must be', 'volumes: [{ name: tmp, emptyDir: {} }]'],
    ['pod', 'volumes: [{ name: c, configMap: { name: c, defaultMode: 644 } }]', 'defaultMode: must be at most 511',
      'volumes: [{ name: c, configMap: { name: c, defaultMode: 0o644 } }]'],
    ['container', 'imagePullPolicy: always', 'imagePullPolicy: must be one of', 'imagePullPolicy: Always'],
    ['container', 'image: 1.0', 'image: must be text', 'image: "web:1.0"'],
    ['container', 'args: [8080, true]', 'args[0]: must be text (got 8080)', 'args: ["8080", "true"]'],
    ['container', 'env: [{ name: A, value: 1 }]', 'env[0].value: must be text (got 1)', 'env: [{ name: A, value: "1" }]'],
    ['container', 'ports: [{ containerPort: 53/udp }]', 'containerPort: must be an integer', 'ports: [{ containerPort: 53, protocol: UDP }]'],
    ['container', 'ports: [{ containerPort: 70000 }]', 'containerPort: must be at most 65535', 'ports: [{ containerPort: 65535 }]'],
    ['container', 'ports: [{ containerPort: 80, protocol: tcp }]', 'protocol: must be one of TCP, UDP, SCTP', 'ports: [{ containerPort: 80 }]'],
    ['container', 'ports: [{ containerPort: 80, name: a-name-that-is-long }]', 'name: must be', 'ports: [{ containerPort: 80, name: web }]'],
    ['container', 'readinessProbe: { httpGet: { port: 80, scheme: http } }', 'scheme: must be one of HTTP, HTTPS (got "http")',
      'readinessProbe: { httpGet: { port: 80, scheme: HTTP } }'],
    ['container', 'readinessProbe: { timeoutSeconds: 0.5 }', 'timeoutSeconds: must be an integer', 'readinessProbe: { timeoutSeconds: 1 }'],
    ['container', 'readinessProbe: { periodSeconds: 0 }', 'periodSeconds: must be at least 1', 'readinessProbe: { initialDelaySeconds: 0 }'],
    ['container', 'readinessProbe: { exec: { command: [] } }', 'command: must have at least 1 item', 'readinessProbe: { exec: { command: [ok] } }'],
    ['container', 'resources: { limits: { memory: 512MB } }', 'memory: must be', 'resources: { limits: { memory: 512Mi, cpu: 0.5 } }'],
    ['container', 'resources: { limits: { cpu: -1 } }', 'cpu: must be at least 0', 'resources: { limits: { cpu: 500m } }'],
    ['container', 'securityContext: { capabilities: { add: [CAP_NET_ADMIN] } }', 'add[0]: must be',
      'securityContext: { capabilities: { add: [NET_ADMIN], drop: [ALL] } }'],
    ['container', 'securityContext: { capabilities: { add: ["SYS_ADMIN NET_ADMIN"] } }', 'add[0]: must be',
      'securityContext: { capabilities: { add: [SYS_ADMIN, NET_ADMIN] } }'],
    ['container', 'securityContext: { supplementalGroups: [1] }', 'supplementalGroups: unknown field', 'securityContext: { runAsGroup: 1 }'],
    ['container', 'volumeMounts: [{ name: v, mountPath: data }]', 'mountPath: must be', 'volumeMounts: [{ name: v, mountPath: /data }]'],
    ['container', 'volumeMounts: [{ name: v, mountPath: /a, subPath: ../b }]', 'subPath: must be',
      'volumeMounts: [{ name: v, mountPath: /a, subPath: b/..c }]'],
    ['metadata', 'labels: { version: 1 }', 'metadata.labels.version: must be text', 'labels: { version: "1" }'],
    ['metadata', 'annotations: { on: true }', 'metadata.annotations.on: must be text', 'annotations: { on: "true" }'],
    ['metadata', 'creationTimestamp: today', 'creationTimestamp: must be', 'creationTimestamp: "2024-01-02T03:04:05Z"'],
  ];

  test.each(CASES)('%s: %s', (place, bad, message, good) => {
    expect(schemaSays(deploymentWith(place, bad))).toContainEqual(expect.stringContaining(message));
    expect(schemaSays(deploymentWith(place, good))).toEqual([]);
  });

  test('messages name the object and the path', () => {
    expect(schemaSays(deploymentWith('container', 'env: [{ name: A, value: yes, valu: 1 }]'))).toEqual([
      'Deployment/web: spec.template.spec.containers[0].env[0].valu: unknown field; did you mean value?',
    ]);
  });

  test('what validation requires beyond the OpenAPI document is required', () => {
    expect(schemaSays(manifest('{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web } }')))
      .toEqual(['Deployment/web: spec: required field is missing']);
  });
});

describe('other kinds', () => {
  const claim = (spec: string): string => `{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: a }, spec: ${spec} }`;
  const service = (spec: string): string => `{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: ${spec} }`;
  const ingress = (path: string): string => `{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: a },
    spec: { rules: [{ http: { paths: [{ ${path}, backend: { service: { name: a, port: { number: 80 } } } }] } }] } }`;
  const policy = (types: string): string => `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: a },
    spec: { podSelector: {}, policyTypes: ${types} } }`;
  const cronJob = (schedule: string): string => `{ apiVersion: batch/v1, kind: CronJob, metadata: { name: a }, spec: { schedule: "${schedule}",
    jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: a }] } } } } } }`;

  const CASES: readonly (readonly [message: string, bad: string, good: string])[] = [
    ['accessModes[0]: must be one of', claim('{ accessModes: [RWO], resources: { requests: { storage: 1Gi } } }'),
      claim('{ accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }')],
    ['accessModes: required', claim('{ resources: {} }'), claim('{ accessModes: [ReadWriteMany], resources: {} }')],
    ['type: must be one of', service('{ type: clusterIP }'), service('{ type: ClusterIP, clusterIP: None }')],
    ['clusterIp: unknown field', service('{ clusterIp: None }'), service('{ clusterIP: None }')],
    ['targetPort: must be', service('{ ports: [{ port: 80, targetPort: "8080" }] }'), service('{ ports: [{ port: 80, targetPort: http }] }')],
    ['nodePort: must be at least 30000', service('{ ports: [{ port: 80, nodePort: 80 }] }'), service('{ ports: [{ port: 80, nodePort: 30080 }] }')],
    ['pathType: required', ingress('path: /'), ingress('path: /, pathType: Prefix')],
    ['pathType: must be one of', ingress('path: /, pathType: prefix'), ingress('path: /, pathType: Exact')],
    ['policyTypes[0]: must be one of', policy('[ingress]'), policy('[Ingress, Egress]')],
    ['schedule: must be', cronJob('daily'), cronJob('*/5 0-3 * * MON')],
    ['data.A: must be', '{ apiVersion: v1, kind: Secret, metadata: { name: a }, data: { A: "plain text" } }',
      '{ apiVersion: v1, kind: Secret, metadata: { name: a }, data: { A: cGxhaW4= } }'],
    ['apiVersion: required field is missing', '{ kind: Namespace }', '{ apiVersion: v1, kind: Namespace, metadata: { name: a } }'],
    ['metadata.name: required', '{ apiVersion: v1, kind: Namespace, metadata: {} }', '{ apiVersion: v1, kind: Namespace, metadata: { name: a } }'],
  ];

  test.each(CASES)('%s', (message, bad, good) => {
    expect(schemaSays(manifest(bad))).toContainEqual(expect.stringContaining(message));
    expect(schemaSays(manifest(good))).toEqual([]);
  });

  test('ConfigMap values are strings', () => {
    expect(schemaSays(configMap('data: { PORT: 80, ON: yes }'))).toEqual(['ConfigMap/c: data.PORT: must be text (got 80)']);
    expect(schemaSays(configMap('data: { PORT: "80" }'))).toEqual([]);
  });

  test('an unknown kind or version of a built-in group is refused, a custom resource is not', () => {
    expect(schemaSays(manifest('{ apiVersion: apps/v1beta1, kind: Deployment, metadata: { name: a } }')))
      .toEqual(['Deployment/a: apps/v1beta1 Deployment is gone since Kubernetes 1.16; it is in apps/v1']);
    expect(schemaSays(manifest('{ apiVersion: v1, kind: Pods, metadata: { name: a } }'))).toHaveLength(1);
    expect(judged(['text'])).toEqual([expect.stringContaining('must be a mapping')]);
    const external = '{ apiVersion: external-secrets.io/v1beta1, kind: ExternalSecret, metadata: { name: a }, spec: { any: thing } }';
    expect(schemaSays(manifest(external))).toEqual([]);
    expect(schemaSays(manifest(external.replace('name: a', 'name: a, label: {}'))))
      .toEqual(['ExternalSecret/a: metadata.label: unknown field; did you mean labels?']);
  });
});

describe('the table of the API', () => {
  const minors = knownMinors();

  test('knows the versions 1.28 to 1.36, each from a release', () => {
    expect(minors).toEqual([28, 29, 30, 31, 32, 33, 34, 35, 36]);
    expect(apiTable().releases).toEqual(minors.map((minor) => expect.stringMatching(new RegExp(`^1\\.${minor}\\.\\d+$`))));
  });

  test('every constraint speaks of a field that every version has, or says since when', () => {
    const required = Object.entries(REQUIRED).flatMap(([id, names]) => names.map((name): [string, Constraint] => [`${id}#${name}`, {}]));
    const unknown = [...Object.entries<Constraint>(CONSTRAINTS), ...required].flatMap(([key, { since = 28 }]) => {
      const [type = '', field = ''] = key.split('#');
      return minors.filter((minor) => minor >= since && kubernetesApi(minor).field(type, field).is !== 'known').map((minor) => `${key} in 1.${minor}`);
    });
    expect(unknown).toEqual([]);
  });

  test('every type that is named is there, or is one that the judge knows', () => {
    const names = Object.values(apiTable().types).flatMap((fields) => Object.values(fields).flatMap((entry) => (typeof entry === 'string' ? entry : [entry].flat().map(({ type }) => type))));
    const elements = new Set(names.map((name) => name.replace(/^(\[\]|\{\})+/, '')));
    expect([...elements].filter((name) => apiTable().types[name] === undefined && SCALARS[name] === undefined && name !== 'object')).toEqual([]);
  });

  test('kinds and apiVersions of 1.28 are those that cdk8s-plus-28 writes', () => {
    const root = dirname(require.resolve('cdk8s-plus-28/package.json'));
    const source = readFileSync(join(root, 'lib', 'imports', 'k8s.js'), 'utf8');
    const written = [...source.matchAll(/GVK = \{\s*apiVersion: '([^']+)',\s*kind: '([^']+)'/g)].map(([, apiVersion = '', kind = '']) => [apiVersion, kind] as const);
    const lacking = written.filter(([apiVersion, kind]) => kubernetesApi(28).kind(apiVersion, kind) === undefined);
    // What is sent to an object's own paths is no object, and of ComponentStatus none can be made.
    expect(lacking.map(([apiVersion, kind]) => `${apiVersion} ${kind}`)).toEqual([
      'authentication.k8s.io/v1 TokenRequest', 'autoscaling/v1 Scale', 'v1 ComponentStatus', 'v1 ComponentStatusList', 'policy/v1 Eviction', 'v1 Status',
    ]);
  });
});
