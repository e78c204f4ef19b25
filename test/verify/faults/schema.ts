import { alone, inDeployment, type Fault, type Row } from './fault';
import type { Place } from '../fixtures';

/** Fields of a Deployment: where, and what is wrong with it. */
const FIELDS: readonly (readonly [place: Place, ...row: Row])[] = [
  ['spec', 'manifest/unknown-field', 'spec.replica: unknown field', 'replica: 2', 'replicas: 2'],
  ['container', 'manifest/unknown-field', 'containers[0].enviroment: unknown field', 'enviroment: []', 'env: []'],
  ['spec', 'manifest/wrong-type', 'spec.replicas: must be an integer (got "2")', 'replicas: "2"', 'replicas: 0'],
  ['spec', 'manifest/invalid-value', 'spec.replicas: must be at least 0', 'replicas: -1', 'replicas: 1'],
  ['spec', 'manifest/wrong-type', 'spec.replicas: must be an integer', 'replicas: 1.5', 'replicas: 2'],
  ['spec', 'manifest/invalid-value', 'strategy.type: must be one of Recreate, RollingUpdate', 'strategy: { type: recreate }', 'strategy: { type: Recreate }'],
  ['spec', 'manifest/invalid-value', 'maxSurge: must be', 'strategy: { rollingUpdate: { maxSurge: half } }', 'strategy: { rollingUpdate: { maxSurge: 50% } }'],
  ['pod', 'manifest/invalid-value', 'restartPolicy: must be one of', 'restartPolicy: unless-stopped', 'restartPolicy: Always'],
  ['pod', 'manifest/wrong-type', 'must be an integer', 'terminationGracePeriodSeconds: 30s', 'terminationGracePeriodSeconds: 30'],
  ['pod', 'manifest/wrong-type', 'runAsUser: must be an integer', 'securityContext: { runAsUser: "1000:1000" }', 'securityContext: { runAsUser: 1000 }'],
  ['pod', 'manifest/invalid-value', 'seccompProfile.type: must be one of', 'securityContext: { seccompProfile: { type: runtime/default } }',
    'securityContext: { seccompProfile: { type: RuntimeDefault } }'],
  ['pod', 'manifest/invalid-value', 'fsGroupChangePolicy: must be one of', 'securityContext: { fsGroupChangePolicy: onRootMismatch }',
    'securityContext: { fsGroupChangePolicy: OnRootMismatch }'],
  ['pod', 'manifest/invalid-value', 'medium: must be', 'volumes: [{ name: tmp, emptyDir: { medium: memory } }]',
    'volumes: [{ name: tmp, emptyDir: { medium: Memory, sizeLimit: 64Mi } }]'],
  ['pod', 'manifest/invalid-value', 'sizeLimit: must be', 'volumes: [{ name: tmp, emptyDir: { sizeLimit: 64MB } }]', 'volumes: [{ name: tmp, emptyDir: {} }]'],
  ['pod', 'manifest/invalid-value', 'defaultMode: must be at most 511', 'volumes: [{ name: c, configMap: { name: c, defaultMode: 644 } }]',
    'volumes: [{ name: c, configMap: { name: c, defaultMode: 0o644 } }]'],
  ['container', 'manifest/missing-field', 'image: required field is missing', 'image: ""', 'imagePullPolicy: ""'],
  ['container', 'manifest/invalid-value', 'secretKeyRef.name: must be the name of an object', 'env: [{ name: A, valueFrom: { secretKeyRef: { name: my_secret, key: a } } }]', 'env: [{ name: A, valueFrom: { secretKeyRef: { name: my-secret, key: A_b.c } } }]'],
  ['pod', 'manifest/invalid-value', 'fsGroupChangePolicy: must not be empty', 'securityContext: { fsGroupChangePolicy: "" }', 'securityContext: { seLinuxOptions: { type: "" } }'],
  ['pod', 'manifest/invalid-value', 'sizeLimit: must be a quantity', 'volumes: [{ name: tmp, emptyDir: { sizeLimit: "" } }]', 'volumes: [{ name: tmp, emptyDir: { medium: "" } }]'],
  ['container', 'manifest/invalid-value', 'imagePullPolicy: must be one of', 'imagePullPolicy: always', 'imagePullPolicy: Always'],
  ['container', 'manifest/wrong-type', 'image: must be text', 'image: 1.0', 'image: "web:1.0"'],
  ['container', 'manifest/wrong-type', 'args[0]: must be text (got 8080)', 'args: [8080, true]', 'args: ["8080", "true"]'],
  ['container', 'manifest/wrong-type', 'env[0].value: must be text (got 1)', 'env: [{ name: A, value: 1 }]', 'env: [{ name: A, value: "1" }]'],
  ['container', 'manifest/wrong-type', 'containerPort: must be an integer', 'ports: [{ containerPort: 53/udp }]', 'ports: [{ containerPort: 53, protocol: UDP }]'],
  ['container', 'manifest/invalid-value', 'containerPort: must be at most 65535', 'ports: [{ containerPort: 70000 }]', 'ports: [{ containerPort: 65535 }]'],
  ['container', 'manifest/invalid-value', 'protocol: must be one of TCP, UDP, SCTP', 'ports: [{ containerPort: 80, protocol: tcp }]', 'ports: [{ containerPort: 80 }]'],
  ['container', 'manifest/invalid-value', 'name: must be', 'ports: [{ containerPort: 80, name: a-name-that-is-long }]', 'ports: [{ containerPort: 80, name: web }]'],
  ['container', 'manifest/invalid-value', 'scheme: must be one of HTTP, HTTPS (got "http")', 'readinessProbe: { httpGet: { port: 80, scheme: http } }',
    'readinessProbe: { httpGet: { port: 80, scheme: HTTP } }'],
  ['container', 'manifest/wrong-type', 'timeoutSeconds: must be an integer', 'readinessProbe: { timeoutSeconds: 0.5 }', 'readinessProbe: { timeoutSeconds: 1 }'],
  ['container', 'manifest/invalid-value', 'periodSeconds: must be at least 0', 'readinessProbe: { periodSeconds: -1 }', 'readinessProbe: { initialDelaySeconds: 0 }'],
  ['container', 'manifest/invalid-value', 'command: must have at least 1 item', 'readinessProbe: { exec: { command: [] } }', 'readinessProbe: { exec: { command: [ok] } }'],
  ['container', 'manifest/invalid-value', 'memory: must be', 'resources: { limits: { memory: 512MB } }', 'resources: { limits: { memory: 512Mi, cpu: 0.5 } }'],
  ['container', 'manifest/invalid-value', 'cpu: must be at least 0', 'resources: { limits: { cpu: -1 } }', 'resources: { limits: { cpu: 500m } }'],
  ['container', 'manifest/invalid-value', 'add[0]: must be', 'securityContext: { capabilities: { add: [CAP_NET_ADMIN] } }',
    'securityContext: { capabilities: { add: [NET_ADMIN], drop: [ALL] } }'],
  ['container', 'manifest/invalid-value', 'add[0]: must be', 'securityContext: { capabilities: { add: ["SYS_ADMIN NET_ADMIN"] } }',
    'securityContext: { capabilities: { add: [SYS_ADMIN, NET_ADMIN] } }'],
  ['container', 'manifest/unknown-field', 'supplementalGroups: unknown field', 'securityContext: { supplementalGroups: [1] }', 'securityContext: { runAsGroup: 1 }'],
  ['container', 'manifest/invalid-value', 'mountPath: must be', 'volumeMounts: [{ name: v, mountPath: data }]', 'volumeMounts: [{ name: v, mountPath: /data }]'],
  ['container', 'manifest/invalid-value', 'subPath: must be', 'volumeMounts: [{ name: v, mountPath: /a, subPath: ../b }]',
    'volumeMounts: [{ name: v, mountPath: /a, subPath: b/..c }]'],
  ['metadata', 'manifest/wrong-type', 'metadata.labels.version: must be text', 'labels: { version: 1 }', 'labels: { version: "1" }'],
  ['metadata', 'manifest/wrong-type', 'metadata.annotations.on: must be text', 'annotations: { on: true }', 'annotations: { on: "true" }'],
  ['metadata', 'manifest/invalid-value', 'creationTimestamp: must be', 'creationTimestamp: today', 'creationTimestamp: "2024-01-02T03:04:05Z"'],
];

const claim = (spec: string): string => `{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: a }, spec: ${spec} }`;
const service = (spec: string): string => `{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: ${spec} }`;
const ingress = (path: string): string => `{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: a },
  spec: { rules: [{ http: { paths: [{ ${path}, backend: { service: { name: a, port: { number: 80 } } } }] } }] } }`;
const policy = (types: string): string => `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: a },
  spec: { podSelector: {}, policyTypes: ${types} } }`;
const cronJob = (schedule: string): string => `{ apiVersion: batch/v1, kind: CronJob, metadata: { name: a }, spec: { schedule: "${schedule}",
  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: a }] } } } } } }`;

const OBJECTS: readonly Row[] = [
  ['manifest/invalid-value', 'accessModes[0]: must be one of', claim('{ accessModes: [RWO], resources: { requests: { storage: 1Gi } } }'),
    claim('{ accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }')],
  ['manifest/missing-field', 'accessModes: required', claim('{ resources: {} }'), claim('{ accessModes: [ReadWriteMany], resources: {} }')],
  ['manifest/invalid-value', 'type: must be one of', service('{ type: clusterIP }'), service('{ type: ClusterIP, clusterIP: None }')],
  ['manifest/unknown-field', 'clusterIp: unknown field', service('{ clusterIp: None }'), service('{ clusterIP: None }')],
  ['manifest/invalid-value', 'targetPort: must be', service('{ ports: [{ port: 80, targetPort: "8080" }] }'), service('{ ports: [{ port: 80, targetPort: http }] }')],
  ['manifest/invalid-value', 'nodePort: must be at least 30000', service('{ ports: [{ port: 80, nodePort: 80 }] }'), service('{ ports: [{ port: 80, nodePort: 30080 }] }')],
  ['manifest/missing-field', 'pathType: required', ingress('path: /'), ingress('path: /, pathType: Prefix')],
  ['manifest/invalid-value', 'pathType: must be one of', ingress('path: /, pathType: prefix'), ingress('path: /, pathType: Exact')],
  ['manifest/invalid-value', 'policyTypes[0]: must be one of', policy('[ingress]'), policy('[Ingress, Egress]')],
  ['manifest/invalid-value', 'schedule: must be', cronJob('daily'), cronJob('*/5 0-3 * * MON')],
  ['manifest/invalid-value', 'data.A: must be', '{ apiVersion: v1, kind: Secret, metadata: { name: a }, data: { A: "plain text" } }',
    '{ apiVersion: v1, kind: Secret, metadata: { name: a }, data: { A: cGxhaW4= } }'],
  ['manifest/missing-field', 'apiVersion: required field is missing', '{ kind: Namespace }', '{ apiVersion: v1, kind: Namespace, metadata: { name: a } }'],
  ['manifest/missing-field', 'metadata.name: required', '{ apiVersion: v1, kind: Namespace, metadata: {} }', '{ apiVersion: v1, kind: Namespace, metadata: { name: a } }'],
];

/** What a strict server says of one object alone. */
export const SCHEMA_FAULTS: readonly Fault[] = [
  ...FIELDS.flatMap(([place, ...row]) => inDeployment(place, [row], '', { by: 'schema' })),
  ...alone(OBJECTS, { by: 'schema' }),
];
