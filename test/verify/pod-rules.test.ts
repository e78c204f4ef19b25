import { expansionReferences } from '../../lib/verify/kubernetes/env-rules';
import { deploymentWith, documents } from './fixtures';
import { selectorMatches } from '../../lib/verify/kubernetes/manifests';
import { quantityOf } from '../../lib/verify/kubernetes/quantity';
import { rulesSay } from './judged';
import { expectRule, inDeployment } from './rule-tables';
import type { Fields } from '../../lib/verify/untyped';

const CONFIG = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings, namespace: shop }, data: { MODE: fast, app.conf: "" } }';
const ENV_CONFIG = CONFIG.replace(', app.conf: ""', '');

describe('containers', () => {
  inDeployment('pod', [
    ['two containers are called "a"', 'containers: [{ name: a }, { name: a }]', 'containers: [{ name: a }, { name: b }]'],
    ['name must be an RFC 1123 label', 'containers: [{ name: my_web }]', 'containers: [{ name: my-web }]'],
    ['two ports are called "http"', 'containers: [{ name: a, ports: [{ name: http, containerPort: 80 }] }, { name: b, ports: [{ name: http, containerPort: 81 }] }]',
      'containers: [{ name: a, ports: [{ name: http, containerPort: 80 }, { name: admin, containerPort: 81 }] }]'],
    ['container port 80/TCP is declared twice', 'containers: [{ name: a, ports: [{ containerPort: 80 }, { containerPort: 80, protocol: TCP }] }]',
      'containers: [{ name: a, ports: [{ containerPort: 80 }, { containerPort: 80, protocol: UDP }] }]'],
    ['host port 80/TCP is declared twice', 'containers: [{ name: a, ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 81, hostPort: 80 }] }]',
      'containers: [{ name: a, ports: [{ containerPort: 80, hostPort: 80 }] }]'],
    ['hostPort must equal containerPort', '{ hostNetwork: true, containers: [{ name: a, ports: [{ containerPort: 80, hostPort: 81 }] }] }',
      '{ hostNetwork: true, containers: [{ name: a, ports: [{ containerPort: 80, hostPort: 80 }] }] }'],
    ['sysctl net.core.somaxconn is set twice', 'securityContext: { sysctls: [{ name: net.core.somaxconn }, { name: net.core.somaxconn }] }',
      'securityContext: { sysctls: [{ name: net.core.somaxconn }] }'],
    ['cannot be set with hostNetwork', '{ hostNetwork: true, securityContext: { sysctls: [{ name: net.core.somaxconn }] } }',
      '{ hostNetwork: true, securityContext: { sysctls: [{ name: kernel.sem }] } }'],
    ['exclude each other', '{ hostPID: true, shareProcessNamespace: true }', 'shareProcessNamespace: true'],
    ['needs a name server', 'dnsPolicy: None', '{ dnsPolicy: None, dnsConfig: { nameservers: [1.1.1.1] } }'],
    ['is not an IP address', 'hostAliases: [{ ip: host-gateway, hostnames: [a] }]', 'hostAliases: [{ ip: 10.0.0.1, hostnames: [a] }]'],
    ['"my_host" is not a valid host name', 'hostAliases: [{ ip: 10.0.0.1, hostnames: [my_host] }]', 'hostAliases: [{ ip: 10.0.0.1, hostnames: [my-host] }]'],
  ]);
  inDeployment('container', [
    ['"curl -f http://web" is one argument', 'livenessProbe: { exec: { command: ["curl -f http://web"] } }', 'livenessProbe: { exec: { command: [curl, -f, http://web] } }'],
    ['command: "npm start" is one argument', 'command: [npm start]', 'command: [sh, -c, npm start]'],
    ['requests cpu "2", more than its limit', 'resources: { requests: { cpu: "2" }, limits: { cpu: 1500m } }', 'resources: { requests: { cpu: 1500m }, limits: { cpu: "1.5" } }'],
    ['memory "512m" is a fraction of a byte', 'resources: { limits: { memory: 512m } }', 'resources: { limits: { memory: 512Mi } }'],
    ['memory "512" is too little', 'resources: { limits: { memory: "512" } }', 'resources: { limits: { memory: 512M } }'],
    ['cpu "0.0001" is finer than 1m', 'resources: { limits: { cpu: "0.0001" } }', 'resources: { limits: { cpu: "0.001" } }'],
    ['"cpus" is not a container resource', 'resources: { limits: { cpus: 1 } }', 'resources: { limits: { ephemeral-storage: 1Gi } }'],
    ['nvidia.com/gpu must be a whole number', 'resources: { limits: { nvidia.com/gpu: 500m } }', 'resources: { limits: { nvidia.com/gpu: 1 } }'],
    ['its request must equal its limit', 'resources: { requests: { nvidia.com/gpu: 1 }, limits: { nvidia.com/gpu: 2 } }',
      'resources: { requests: { nvidia.com/gpu: 1 }, limits: { nvidia.com/gpu: 1 } }'],
    ['privileged contradicts', 'securityContext: { privileged: true, allowPrivilegeEscalation: false }', 'securityContext: { privileged: true }'],
    ['SYS_ADMIN contradicts', 'securityContext: { allowPrivilegeEscalation: false, capabilities: { add: [SYS_ADMIN] } }',
      'securityContext: { allowPrivilegeEscalation: false, capabilities: { add: [CHOWN] } }'],
    ['runs as user 0', 'securityContext: { runAsNonRoot: true, runAsUser: 0 }', 'securityContext: { runAsNonRoot: true, runAsUser: 1 }'],
    ['localhostProfile goes with', 'securityContext: { seccompProfile: { type: Localhost } }', 'securityContext: { seccompProfile: { type: Localhost, localhostProfile: a.json } }'],
  ]);
});

describe('environment', () => {
  inDeployment('container', [
    ['variable A is defined twice', 'env: [{ name: A, value: "1" }, { name: A, value: "2" }]', 'env: [{ name: A, value: "1" }, { name: B, value: "2" }]'],
    ['"1A" is not a valid variable name', 'env: [{ name: 1A, value: "" }]', 'env: [{ name: A1, value: "" }]'],
    ['both value and valueFrom', 'env: [{ name: A, value: "1", valueFrom: { fieldRef: {} } }]', 'env: [{ name: A, valueFrom: { fieldRef: {} } }]'],
    ['exactly one source', 'env: [{ name: A, valueFrom: { fieldRef: {}, secretKeyRef: { name: s, key: k } } }]', 'env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }]'],
    ['ConfigMap "other", which does not exist', 'env: [{ name: A, valueFrom: { configMapKeyRef: { name: other, key: MODE } } }]',
      'env: [{ name: A, valueFrom: { configMapKeyRef: { name: other, key: MODE, optional: true } } }]'],
    ['key "MOOD", which ConfigMap/settings does not have', 'env: [{ name: A, valueFrom: { configMapKeyRef: { name: settings, key: MOOD } } }]',
      'env: [{ name: A, valueFrom: { configMapKeyRef: { name: settings, key: MODE } } }]'],
    ['envFrom refers to ConfigMap "other"', 'envFrom: [{ configMapRef: { name: other } }]', 'envFrom: [{ configMapRef: { name: settings } }]'],
    ['$(B), which is only defined after it', 'env: [{ name: A, value: "x$(B)" }, { name: B, value: "1" }]', 'env: [{ name: B, value: "1" }, { name: A, value: "x$(B)" }]'],
    ['$(B), which is not defined', 'env: [{ name: A, value: "$(B)" }]', 'env: [{ name: A, value: "$$(B) $$$$(C) $(D" }]'],
    ['$(MOOD), which is not defined', '{ envFrom: [{ configMapRef: { name: settings } }], env: [{ name: A, value: $(MOOD) }] }',
      '{ envFrom: [{ configMapRef: { name: settings } }], env: [{ name: A, value: $(MODE) }] }'],
    ['args: refers to $(date)', 'args: [echo $(date)]', 'args: [echo $$(date)]'],
    ['command: refers to $(A)', 'command: [run, $(A)]', '{ command: [run, $(A)], env: [{ name: A, value: "1" }] }'],
    ['readinessProbe: refers to $(A)', '{ readinessProbe: { exec: { command: [run, $(A)] } }, env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }] }',
      '{ readinessProbe: { exec: { command: [run, $(A)] } }, env: [{ name: A, value: "1" }] }'],
  ], ENV_CONFIG);

  test('a key that is no variable name is reported, since the kubelet skips it in silence', () => {
    const settings = documents(CONFIG.replace('app.conf', '1st'));
    expect(rulesSay([deploymentWith('container', 'envFrom: [{ configMapRef: { name: settings } }]'), ...settings]))
      .toEqual([expect.stringContaining('key "1st", which is not a valid variable name')]);
  });

  test('keys of a Secret made out of band may be anything', () => {
    const container = '{ envFrom: [{ secretRef: { name: outside } }], env: [{ name: A, value: $(PASSWORD) }], args: [$(USER)] }';
    expect(rulesSay([deploymentWith('container', container)])).toEqual([]);
  });

  test.each([
    ['$(A)', ['A']], ['a$(A)$(B)', ['A', 'B']], ['$$(A)', []], ['$$$(A)', ['A']], ['$(A', []], ['$A ${A}', []], ['$', []],
  ])('references in %s', (value, names) => {
    expect(expansionReferences(value)).toEqual(names);
  });
});

describe('probes', () => {
  inDeployment('container', [
    ['livenessProbe: successThreshold must be 1', 'livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }', 'readinessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }'],
    ['needs exactly one of exec, httpGet, tcpSocket, grpc (got none)', 'readinessProbe: { periodSeconds: 1 }', 'readinessProbe: { grpc: { port: 80 } }'],
    ['(got exec and httpGet)', 'readinessProbe: { exec: { command: [a] }, httpGet: { port: 80 } }', 'readinessProbe: { exec: { command: [a] } }'],
    ['no port called "admin"', 'readinessProbe: { httpGet: { port: admin } }', 'readinessProbe: { httpGet: { port: http } }'],
    ['preStop: needs exactly one', 'lifecycle: { preStop: {} }', 'lifecycle: { preStop: { exec: { command: [a] } } }'],
    ['terminationGracePeriodSeconds is not for readiness', 'readinessProbe: { grpc: { port: 80 }, terminationGracePeriodSeconds: 1 }',
      'livenessProbe: { grpc: { port: 80 }, terminationGracePeriodSeconds: 1 }'],
  ]);
  inDeployment('pod', [
    ['init containers cannot have readinessProbe', 'initContainers: [{ name: i, readinessProbe: { grpc: { port: 80 } } }]', 'initContainers: [{ name: i }]'],
  ]);
});

describe('volumes', () => {
  const pod = (volume: string, mount: string): string => `{ volumes: [${volume}], containers: [{ name: web, volumeMounts: [${mount}] }] }`;
  const CLAIM = '{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: data, namespace: shop }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }';
  inDeployment('pod', [
    ['two volumes are called "v"', 'volumes: [{ name: v, emptyDir: {} }, { name: v, emptyDir: {} }]', 'volumes: [{ name: v, emptyDir: {} }, { name: w, emptyDir: {} }]'],
    ['must be named by an RFC 1123 label', 'volumes: [{ name: my_data, emptyDir: {} }]', 'volumes: [{ name: my-data, emptyDir: {} }]'],
    ['needs exactly one source (got readOnly, emptyDir)', 'volumes: [{ name: v, readOnly: true, emptyDir: {} }]', 'volumes: [{ name: v, emptyDir: {} }]'],
    ['/data is mounted twice', pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /data }, { name: v, mountPath: /data/ }'),
      pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /data }, { name: v, mountPath: /data/sub }')],
    ['mounts "w", which is neither', pod('{ name: v, emptyDir: {} }', '{ name: w, mountPath: /data }'), pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /data }')],
    ['a volume at / hides the whole image', pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: / }'), pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /v }')],
    ['both subPath and subPathExpr', pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /v, subPath: a, subPathExpr: a }'),
      pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /v, subPath: a }')],
    ['Bidirectional propagation', pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /v, mountPropagation: Bidirectional }'),
      pod('{ name: v, emptyDir: {} }', '{ name: v, mountPath: /v, mountPropagation: HostToContainer }')],
    ['ConfigMap "other", which does not exist', 'volumes: [{ name: v, configMap: { name: other } }]', 'volumes: [{ name: v, projected: { sources: [{ configMap: { name: settings } }] } }]'],
    ['ConfigMap/settings has no key "app_conf"', 'volumes: [{ name: v, configMap: { name: settings, items: [{ key: app_conf, path: a }] } }]',
      'volumes: [{ name: v, configMap: { name: settings, items: [{ key: app.conf, path: a }] } }]'],
    ['has no file "app_conf"', pod('{ name: v, configMap: { name: settings } }', '{ name: v, mountPath: /etc/app.conf, subPath: app_conf }'),
      pod('{ name: v, configMap: { name: settings } }', '{ name: v, mountPath: /etc/app.conf, subPath: app.conf }')],
    ['PersistentVolumeClaim "data", which does not exist', 'volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]', 'volumes: [{ name: v, secret: { secretName: outside } }]'],
  ], CONFIG);

  const claimant = (spec: string): Fields =>
    deploymentWith('spec', spec, deploymentWith('pod', 'volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]'));

  test.each([
    ['a rolling update starts a second pod', 'strategy: { type: RollingUpdate }', 'strategy: { type: Recreate }'],
    ['2 replicas share PersistentVolumeClaim/data', '{ replicas: 2, strategy: { type: Recreate } }', 'strategy: { rollingUpdate: { maxSurge: 0 } }'],
  ])('%s', (message, bad, good) => {
    expectRule(message, [claimant(bad), ...documents(CLAIM)], [claimant(good), ...documents(CLAIM)]);
  });

  test('one claim, two workloads', () => {
    const job = (affinity: string, claim = CLAIM): unknown[] => documents(`{ apiVersion: batch/v1, kind: Job, metadata: { name: j, namespace: shop },
      spec: { template: { spec: { restartPolicy: Never, ${affinity} volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }] } } } }
---
${claim}`);
    const web = claimant('strategy: { type: Recreate }');
    expectRule('use it without pod affinity', [web, ...job('')], [web, ...job('affinity: { podAffinity: {} },')]);
    expect(rulesSay([web, ...job('', CLAIM.replace('Once', 'Many'))])).toEqual([]);
  });

  test('claim templates are volumes of their StatefulSet', () => {
    const claims = `kind: StatefulSet, metadata: { name: db, namespace: shop }, spec: { serviceName: db,
      volumeClaimTemplates: [{ metadata: { name: data, labels: { tier: "a b" } }, spec: { accessModes: [ReadWriteOnce] } }],
      template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, volumeMounts: [{ name: data, mountPath: /data }] }] } }`;
    const stack = (yaml: string): unknown[] => documents(`{ apiVersion: apps/v1, ${yaml}, selector: { matchLabels: { app: db } } } }
---
{ apiVersion: v1, kind: Service, metadata: { name: db, namespace: shop }, spec: { clusterIP: None, selector: { app: db } } }`);
    expect(rulesSay(stack(claims))).toEqual([
      expect.stringContaining('claim template labels: tier has "a b"'),
      expect.stringContaining('claim template: requests no storage'),
    ]);
    const sound = claims.replace('"a b"', 'ab').replace('[ReadWriteOnce]', '[ReadWriteOnce], resources: { requests: { storage: 1Gi } }');
    expect(rulesSay(stack(sound))).toEqual([]);
    expect(rulesSay(stack(sound.replace('containers:', 'volumes: [{ name: data, emptyDir: {} }], containers:'))))
      .toEqual(['StatefulSet/db: two volumes are called "data"']);
  });

  test('a claim asks for storage, and ReadWriteOncePod stands alone', () => {
    expect(rulesSay(documents(CLAIM.replace('storage: 1Gi', '')))).toEqual([expect.stringContaining('requests no storage')]);
    expect(rulesSay(documents(CLAIM.replace('[ReadWriteOnce]', '[ReadWriteOncePod, ReadOnlyMany]')))).toEqual([expect.stringContaining('excludes other access modes')]);
    expect(rulesSay(documents(CLAIM))).toEqual([]);
  });
});

test.each([
  ['1', 1], ['500m', 0.5], ['1Ki', 1024], ['1.5Gi', 1.5 * 1024 ** 3], ['1k', 1000], ['2E', 2e18], ['1e3', 1000], [0.5, 0.5], ['512MB', undefined],
])('quantity %s', (value, expected) => {
  expect(quantityOf(value)).toBe(expected);
});

test.each([
  ['{ key: app, operator: In, values: [a] }', true], ['{ key: app, operator: NotIn, values: [a] }', false],
  ['{ key: tier, operator: NotIn, values: [a] }', true], ['{ key: tier, operator: Exists }', false], ['{ key: tier, operator: DoesNotExist }', true],
])('selector %s', (expression, matches) => {
  expect(selectorMatches({ matchExpressions: documents(expression) }, { app: 'a' })).toBe(matches);
});
