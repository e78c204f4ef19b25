import { inDeployment, type Fault } from './fault';

const CONFIG = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings, namespace: shop }, data: { MODE: fast, app.conf: "" } }';
const ENV_CONFIG = CONFIG.replace(', app.conf: ""', '');

const all: Fault[] = [];
const add = (faults: readonly Fault[]): number => all.push(...faults);

function containers(): void {
  add(inDeployment('pod', [
    ['manifest/duplicate', 'the Secret "a" pulls images twice', 'imagePullSecrets: [{ name: a }, { name: a }]', 'imagePullSecrets: [{ name: a }, { name: b }]'],
    ['manifest/duplicate', 'two containers are called "a"', 'containers: [{ name: a }, { name: a }]', 'containers: [{ name: a }, { name: b }]'],
    ['manifest/invalid-name', 'name must be an RFC 1123 label', 'containers: [{ name: my_web }]', 'containers: [{ name: my-web }]'],
    ['manifest/duplicate', 'two ports are called "http"', 'containers: [{ name: a, ports: [{ name: http, containerPort: 80 }] }, { name: b, ports: [{ name: http, containerPort: 81 }] }]',
      'containers: [{ name: a, ports: [{ name: http, containerPort: 80 }, { name: admin, containerPort: 81 }] }]'],
    ['manifest/duplicate', 'container port 80/TCP is declared twice', 'containers: [{ name: a, ports: [{ containerPort: 80 }, { containerPort: 80, protocol: TCP }] }]',
      'containers: [{ name: a, ports: [{ containerPort: 80 }, { containerPort: 80, protocol: UDP }] }]'],
    ['manifest/duplicate', 'host port 80/TCP is declared twice', 'containers: [{ name: a, ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 81, hostPort: 80 }] }]',
      'containers: [{ name: a, ports: [{ containerPort: 80, hostPort: 80 }] }]'],
    ['manifest/port', 'hostPort must equal containerPort', '{ hostNetwork: true, containers: [{ name: a, ports: [{ containerPort: 80, hostPort: 81 }] }] }',
      '{ hostNetwork: true, containers: [{ name: a, ports: [{ containerPort: 80, hostPort: 80 }] }] }'],
    ['manifest/duplicate', 'sysctl net.core.somaxconn is set twice', 'securityContext: { sysctls: [{ name: net.core.somaxconn }, { name: net.core.somaxconn }] }',
      'securityContext: { sysctls: [{ name: net.core.somaxconn }] }'],
    ['manifest/container', 'cannot be set with hostNetwork', '{ hostNetwork: true, securityContext: { sysctls: [{ name: net.core.somaxconn }] } }',
      '{ hostNetwork: true, securityContext: { sysctls: [{ name: kernel.sem }] } }'],
    ['manifest/container', 'exclude each other', '{ hostPID: true, shareProcessNamespace: true }', 'shareProcessNamespace: true'],
    ['manifest/container', 'needs a name server', 'dnsPolicy: None', '{ dnsPolicy: None, dnsConfig: { nameservers: [1.1.1.1] } }'],
    ['manifest/invalid-value', 'is not an IP address', 'hostAliases: [{ ip: host-gateway, hostnames: [a] }]', 'hostAliases: [{ ip: 10.0.0.1, hostnames: [a] }]'],
    ['manifest/invalid-name', '"my_host" is not a valid host name', 'hostAliases: [{ ip: 10.0.0.1, hostnames: [my_host] }]', 'hostAliases: [{ ip: 10.0.0.1, hostnames: [my-host] }]'],
  ]));
  add(inDeployment('container', [
    ['manifest/container', '"curl -f http://web" is one argument', 'livenessProbe: { exec: { command: ["curl -f http://web"] } }', 'livenessProbe: { exec: { command: [curl, -f, http://web] } }'],
    ['manifest/container', 'command: "npm start" is one argument', 'command: [npm start]', 'command: [sh, -c, npm start]'],
    ['manifest/resources', 'requests cpu "2", more than its limit', 'resources: { requests: { cpu: "2" }, limits: { cpu: 1500m } }', 'resources: { requests: { cpu: 1500m }, limits: { cpu: "1.5" } }'],
    ['manifest/resources', 'memory "512m" is a fraction of a byte', 'resources: { limits: { memory: 512m } }', 'resources: { limits: { memory: 512Mi } }'],
    ['manifest/resources', 'memory "512" is too little', 'resources: { limits: { memory: "512" } }', 'resources: { limits: { memory: 512M } }'],
    ['manifest/resources', 'cpu "0.0001" is finer than 1m', 'resources: { limits: { cpu: "0.0001" } }', 'resources: { limits: { cpu: "0.001" } }'],
    ['manifest/resources', '"cpus" is not a container resource', 'resources: { limits: { cpus: 1 } }', 'resources: { limits: { ephemeral-storage: 1Gi } }'],
    ['manifest/resources', 'nvidia.com/gpu must be a whole number', 'resources: { limits: { nvidia.com/gpu: 500m } }', 'resources: { limits: { nvidia.com/gpu: 1 } }'],
    ['manifest/resources', 'its request must equal its limit', 'resources: { requests: { nvidia.com/gpu: 1 }, limits: { nvidia.com/gpu: 2 } }',
      'resources: { requests: { nvidia.com/gpu: 1 }, limits: { nvidia.com/gpu: 1 } }'],
    ['manifest/container', 'privileged contradicts', 'securityContext: { privileged: true, allowPrivilegeEscalation: false }', 'securityContext: { privileged: true }'],
    ['manifest/container', 'SYS_ADMIN contradicts', 'securityContext: { allowPrivilegeEscalation: false, capabilities: { add: [SYS_ADMIN] } }',
      'securityContext: { allowPrivilegeEscalation: false, capabilities: { add: [CHOWN] } }'],
    ['manifest/container', 'runs as user 0', 'securityContext: { runAsNonRoot: true, runAsUser: 0 }', 'securityContext: { runAsNonRoot: true, runAsUser: 1 }'],
    ['manifest/container', 'localhostProfile goes with', 'securityContext: { seccompProfile: { type: Localhost } }', 'securityContext: { seccompProfile: { type: Localhost, localhostProfile: a.json } }'],
  ]));
}

function environment(): void {
  add(inDeployment('container', [
    ['manifest/duplicate', 'variable A is defined twice', 'env: [{ name: A, value: "1" }, { name: A, value: "2" }]', 'env: [{ name: A, value: "1" }, { name: B, value: "2" }]'],
    ['manifest/environment', '"1A" is not a valid variable name', 'env: [{ name: 1A, value: "" }]', 'env: [{ name: A1, value: "" }]'],
    ['manifest/environment', 'both value and valueFrom', 'env: [{ name: A, value: "1", valueFrom: { fieldRef: {} } }]', 'env: [{ name: A, valueFrom: { fieldRef: {} } }]'],
    ['manifest/environment', 'fieldPath "metadata.nam" is none of', 'env: [{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.nam } } }]', `env: [{ name: A, valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }]`],
    ['manifest/environment', 'exactly one source', 'env: [{ name: A, valueFrom: { fieldRef: {}, secretKeyRef: { name: s, key: k } } }]', 'env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }]'],
    ['manifest/missing-reference', 'ConfigMap "other", which does not exist', 'env: [{ name: A, valueFrom: { configMapKeyRef: { name: other, key: MODE } } }]',
      'env: [{ name: A, valueFrom: { configMapKeyRef: { name: other, key: MODE, optional: true } } }]'],
    ['manifest/missing-reference', 'key "MOOD", which ConfigMap/settings does not have', 'env: [{ name: A, valueFrom: { configMapKeyRef: { name: settings, key: MOOD } } }]',
      'env: [{ name: A, valueFrom: { configMapKeyRef: { name: settings, key: MODE } } }]'],
    ['manifest/missing-reference', 'envFrom refers to ConfigMap "other"', 'envFrom: [{ configMapRef: { name: other } }]', 'envFrom: [{ configMapRef: { name: settings } }]'],
    ['manifest/environment', '$(B), which is only defined after it', 'env: [{ name: A, value: "x$(B)" }, { name: B, value: "1" }]', 'env: [{ name: B, value: "1" }, { name: A, value: "x$(B)" }]'],
    ['manifest/environment', '$(B), which is not defined', 'env: [{ name: A, value: "$(B)" }]', 'env: [{ name: A, value: "$$(B) $$$$(C) $(D" }]'],
    ['manifest/environment', '$(MOOD), which is not defined', '{ envFrom: [{ configMapRef: { name: settings } }], env: [{ name: A, value: $(MOOD) }] }',
      '{ envFrom: [{ configMapRef: { name: settings } }], env: [{ name: A, value: $(MODE) }] }'],
    ['manifest/environment', 'args: refers to $(date)', 'args: [echo $(date)]', 'args: [echo $$(date)]'],
    ['manifest/environment', 'command: refers to $(A)', 'command: [run, $(A)]', '{ command: [run, $(A)], env: [{ name: A, value: "1" }] }'],
    ['manifest/environment', 'readinessProbe: refers to $(A)', '{ readinessProbe: { exec: { command: [run, $(A)] } }, env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }] }',
      '{ readinessProbe: { exec: { command: [run, $(A)] } }, env: [{ name: A, value: "1" }] }'],
  ], ENV_CONFIG));
}

function probes(): void {
  add(inDeployment('container', [
    ['manifest/probe', 'livenessProbe: successThreshold must be 1', 'livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }', 'readinessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }'],
    ['manifest/probe', 'needs exactly one of exec, httpGet, tcpSocket, grpc (got none)', 'readinessProbe: { periodSeconds: 1 }', 'readinessProbe: { grpc: { port: 80 } }'],
    ['manifest/probe', '(got exec and httpGet)', 'readinessProbe: { exec: { command: [a] }, httpGet: { port: 80 } }', 'readinessProbe: { exec: { command: [a] } }'],
    ['manifest/port', 'no port called "admin"', 'readinessProbe: { httpGet: { port: admin } }', 'readinessProbe: { httpGet: { port: http } }'],
    ['manifest/probe', 'preStop: needs exactly one', 'lifecycle: { preStop: {} }', 'lifecycle: { preStop: { exec: { command: [a] } } }'],
    ['manifest/probe', 'it sleeps 31 s, but may from 1 to 30 s', 'lifecycle: { preStop: { sleep: { seconds: 31 } } }', 'lifecycle: { preStop: { sleep: { seconds: 30 } } }'],
    ['manifest/probe', 'terminationGracePeriodSeconds is not for readiness', 'readinessProbe: { grpc: { port: 80 }, terminationGracePeriodSeconds: 1 }',
      'livenessProbe: { grpc: { port: 80 }, terminationGracePeriodSeconds: 1 }'],
  ]));
  add(inDeployment('pod', [
    ['manifest/probe', 'init containers cannot have readinessProbe', 'initContainers: [{ name: i, readinessProbe: { grpc: { port: 80 } } }]', 'initContainers: [{ name: i }]'],
  ]));
}

containers();
environment();
probes();

export const CONTAINER_FAULTS: readonly Fault[] = all;
