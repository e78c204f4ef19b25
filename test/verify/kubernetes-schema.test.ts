import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { deploymentWith, DEPLOYMENT_YAML, type Place } from './fixtures';
import { CONSTRAINTS, FLOATING_POINT, REQUIRED } from '../../lib/verify/kubernetes/constraints';
import { validateManifest } from '../../lib/verify/kubernetes/schema';
import { kubernetesApi } from '../../lib/verify/kubernetes/api-types';

const manifest = (yaml: string): unknown => parse(yaml) as unknown;
const configMap = (fields: string): unknown => manifest(`{ apiVersion: v1, kind: ConfigMap, metadata: { name: c }, ${fields} }`);

test('a valid Deployment has no messages', () => {
  expect(validateManifest(manifest(DEPLOYMENT_YAML))).toEqual([]);
});

describe('inside a Deployment', () => {
  const CASES: readonly (readonly [place: Place, bad: string, message: string, good: string])[] = [
    ['spec', 'replica: 2', 'spec.replica: unknown field', 'replicas: 2'],
    ['container', 'enviroment: []', 'containers[0].enviroment: unknown field', 'env: []'],
    ['spec', 'replicas: "2"', 'spec.replicas: must be integer (got "2")', 'replicas: 0'],
    ['spec', 'replicas: -1', 'spec.replicas: must be >= 0', 'replicas: 1'],
    ['spec', 'replicas: 1.5', 'spec.replicas: must be integer', 'replicas: 2'],
    ['spec', 'strategy: { type: recreate }', 'strategy.type: must be one of Recreate, RollingUpdate', 'strategy: { type: Recreate }'],
    ['spec', 'strategy: { rollingUpdate: { maxSurge: half } }', 'maxSurge: must match', 'strategy: { rollingUpdate: { maxSurge: 50% } }'],
    ['pod', 'restartPolicy: unless-stopped', 'restartPolicy: must be one of', 'restartPolicy: Always'],
    ['pod', 'terminationGracePeriodSeconds: 30s', 'must be integer', 'terminationGracePeriodSeconds: 30'],
    ['pod', 'securityContext: { runAsUser: "1000:1000" }', 'runAsUser: must be integer', 'securityContext: { runAsUser: 1000 }'],
    ['pod', 'securityContext: { seccompProfile: { type: runtime/default } }', 'seccompProfile.type: must be one of',
      'securityContext: { seccompProfile: { type: RuntimeDefault } }'],
    ['pod', 'securityContext: { fsGroupChangePolicy: onRootMismatch }', 'fsGroupChangePolicy: must be one of',
      'securityContext: { fsGroupChangePolicy: OnRootMismatch }'],
    ['pod', 'volumes: [{ name: tmp, emptyDir: { medium: memory } }]', 'medium: must match',
      'volumes: [{ name: tmp, emptyDir: { medium: Memory, sizeLimit: 64Mi } }]'],
    ['pod', 'volumes: [{ name: tmp, emptyDir: { sizeLimit: 64MB } }]', 'sizeLimit: must match', 'volumes: [{ name: tmp, emptyDir: {} }]'],
    ['pod', 'volumes: [{ name: c, configMap: { name: c, defaultMode: 644 } }]', 'defaultMode: must be <= 511',
      'volumes: [{ name: c, configMap: { name: c, defaultMode: 0o644 } }]'],
    ['container', 'imagePullPolicy: always', 'imagePullPolicy: must be one of', 'imagePullPolicy: Always'],
    ['container', 'image: 1.0', 'image: must be string', 'image: "web:1.0"'],
    ['container', 'args: [8080, true]', 'args[0]: must be string (got 8080)', 'args: ["8080", "true"]'],
    ['container', 'env: [{ name: A, value: 1 }]', 'env[0].value: must be string (got 1)', 'env: [{ name: A, value: "1" }]'],
    ['container', 'ports: [{ containerPort: 53/udp }]', 'containerPort: must be integer', 'ports: [{ containerPort: 53, protocol: UDP }]'],
    ['container', 'ports: [{ containerPort: 70000 }]', 'containerPort: must be <= 65535', 'ports: [{ containerPort: 65535 }]'],
    ['container', 'ports: [{ containerPort: 80, protocol: tcp }]', 'protocol: must be one of TCP, UDP, SCTP', 'ports: [{ containerPort: 80 }]'],
    ['container', 'ports: [{ containerPort: 80, name: a-name-that-is-long }]', 'name: must match', 'ports: [{ containerPort: 80, name: web }]'],
    ['container', 'readinessProbe: { httpGet: { port: 80, scheme: http } }', 'scheme: must be one of HTTP, HTTPS (got "http")',
      'readinessProbe: { httpGet: { port: 80, scheme: HTTP } }'],
    ['container', 'readinessProbe: { timeoutSeconds: 0.5 }', 'timeoutSeconds: must be integer', 'readinessProbe: { timeoutSeconds: 1 }'],
    ['container', 'readinessProbe: { periodSeconds: 0 }', 'periodSeconds: must be >= 1', 'readinessProbe: { initialDelaySeconds: 0 }'],
    ['container', 'readinessProbe: { exec: { command: [] } }', 'command: must NOT have fewer than 1', 'readinessProbe: { exec: { command: [ok] } }'],
    ['container', 'resources: { limits: { memory: 512MB } }', 'memory: must match', 'resources: { limits: { memory: 512Mi, cpu: 0.5 } }'],
    ['container', 'resources: { limits: { cpu: -1 } }', 'cpu: must be >= 0', 'resources: { limits: { cpu: 500m } }'],
    ['container', 'securityContext: { capabilities: { add: [CAP_NET_ADMIN] } }', 'add[0]: must match',
      'securityContext: { capabilities: { add: [NET_ADMIN], drop: [ALL] } }'],
    ['container', 'securityContext: { capabilities: { add: ["SYS_ADMIN NET_ADMIN"] } }', 'add[0]: must match',
      'securityContext: { capabilities: { add: [SYS_ADMIN, NET_ADMIN] } }'],
    ['container', 'securityContext: { supplementalGroups: [1] }', 'supplementalGroups: unknown field', 'securityContext: { runAsGroup: 1 }'],
    ['container', 'volumeMounts: [{ name: v, mountPath: data }]', 'mountPath: must match', 'volumeMounts: [{ name: v, mountPath: /data }]'],
    ['container', 'volumeMounts: [{ name: v, mountPath: /a, subPath: ../b }]', 'subPath: must match',
      'volumeMounts: [{ name: v, mountPath: /a, subPath: b/..c }]'],
    ['metadata', 'labels: { version: 1 }', 'metadata.labels.version: must be string', 'labels: { version: "1" }'],
    ['metadata', 'annotations: { on: true }', 'metadata.annotations.on: must be string', 'annotations: { on: "true" }'],
    ['metadata', 'creationTimestamp: today', 'creationTimestamp: must match', 'creationTimestamp: "2024-01-02T03:04:05Z"'],
  ];

  test.each(CASES)('%s: %s', (place, bad, message, good) => {
    expect(validateManifest(deploymentWith(place, bad))).toContainEqual(expect.stringContaining(message));
    expect(validateManifest(deploymentWith(place, good))).toEqual([]);
  });

  test('messages name the object and the path', () => {
    expect(validateManifest(deploymentWith('container', 'env: [{ name: A, value: yes, valu: 1 }]'))).toEqual([
      'Deployment/web spec.template.spec.containers[0].env[0].valu: unknown field',
    ]);
  });

  test('what validation requires beyond the OpenAPI document is required', () => {
    expect(validateManifest(manifest('{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web } }')))
      .toEqual(['Deployment/web spec: required field is missing']);
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
    ['targetPort: must match', service('{ ports: [{ port: 80, targetPort: "8080" }] }'), service('{ ports: [{ port: 80, targetPort: http }] }')],
    ['nodePort: must be >= 30000', service('{ ports: [{ port: 80, nodePort: 80 }] }'), service('{ ports: [{ port: 80, nodePort: 30080 }] }')],
    ['pathType: required', ingress('path: /'), ingress('path: /, pathType: Prefix')],
    ['pathType: must be one of', ingress('path: /, pathType: prefix'), ingress('path: /, pathType: Exact')],
    ['policyTypes[0]: must be one of', policy('[ingress]'), policy('[Ingress, Egress]')],
    ['schedule: must match', cronJob('daily'), cronJob('*/5 0-3 * * MON')],
    ['data.A: must match', '{ apiVersion: v1, kind: Secret, metadata: { name: a }, data: { A: "plain text" } }',
      '{ apiVersion: v1, kind: Secret, metadata: { name: a }, data: { A: cGxhaW4= } }'],
    ['items[0].kind: must be "ConfigMap" (got "Secret")', '{ apiVersion: v1, kind: ConfigMapList, metadata: {}, items: [{ kind: Secret }] }',
      '{ apiVersion: v1, kind: ConfigMapList, metadata: {}, items: [{ kind: ConfigMap }] }'],
    ['apiVersion and kind must be strings', '{ kind: Namespace }', '{ apiVersion: v1, kind: Namespace, metadata: { name: a } }'],
    ['metadata.name: required', '{ apiVersion: v1, kind: Namespace, metadata: {} }', '{ apiVersion: v1, kind: Namespace, metadata: { name: a } }'],
  ];

  test.each(CASES)('%s', (message, bad, good) => {
    expect(validateManifest(manifest(bad))).toContainEqual(expect.stringContaining(message));
    expect(validateManifest(manifest(good))).toEqual([]);
  });

  test('ConfigMap values are strings', () => {
    expect(validateManifest(configMap('data: { PORT: 80, ON: yes }'))).toEqual(['ConfigMap/c data.PORT: must be string (got 80)']);
    expect(validateManifest(configMap('data: { PORT: "80" }'))).toEqual([]);
  });

  test('an unknown kind or version of a built-in group is refused, a custom resource is not', () => {
    expect(validateManifest(manifest('{ apiVersion: apps/v1beta1, kind: Deployment, metadata: { name: a } }')))
      .toEqual(['Deployment/a Kubernetes 1.28 has no kind "Deployment" in apiVersion "apps/v1beta1" (it is in apps/v1)']);
    expect(validateManifest(manifest('{ apiVersion: v1, kind: Pods, metadata: { name: a } }'))).toHaveLength(1);
    expect(validateManifest('text')).toHaveLength(1);
    const external = '{ apiVersion: external-secrets.io/v1beta1, kind: ExternalSecret, metadata: { name: a }, spec: { any: thing } }';
    expect(validateManifest(manifest(external))).toEqual([]);
    expect(validateManifest(manifest(external.replace('name: a', 'name: a, label: {}'))))
      .toEqual(['ExternalSecret/a metadata.label: unknown field']);
  });
});

describe('the derived API', () => {
  test('every constraint speaks of a field that exists', () => {
    const known = new Set([...kubernetesApi().types.values()].flatMap(({ id, fields }) => fields.map(({ wireName }) => `${id}#${wireName}`)));
    const required = Object.entries(REQUIRED).flatMap(([id, names]) => names.map((name) => `${id}#${name}`));
    expect([...Object.keys(CONSTRAINTS), ...FLOATING_POINT, ...required].filter((field) => !known.has(field))).toEqual([]);
  });

  test('kinds and apiVersions are those cdk8s-plus-28 itself writes', () => {
    const root = dirname(require.resolve('cdk8s-plus-28/package.json'));
    const source = readFileSync(join(root, 'lib', 'imports', 'k8s.js'), 'utf8');
    const written = [...source.matchAll(/GVK = \{\s*apiVersion: '([^']+)',\s*kind: '([^']+)'/g)].map(([, apiVersion, kind]) => `${apiVersion} ${kind}`);
    const derived = kubernetesApi().kinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
    expect(derived.sort()).toEqual(written.sort());
  });
});
