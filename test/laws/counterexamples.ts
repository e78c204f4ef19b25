import type { EndpointDescription, ExposureDescription, HealthDescription, StackDescription, WorkloadDescription } from './stack-description';

const MIB = 1024 ** 2;

/** A stack with nothing in it but what the test is about. */
export function stackOf(part: Partial<StackDescription>): StackDescription {
  return { name: 'shop', parameters: [], secrets: [], volumes: [], configFiles: [], workloads: [], ...part };
}

export function workloadOf(part: Partial<WorkloadDescription>): WorkloadDescription {
  return {
    name: 'api', grouped: false, kind: 'service', image: { kind: 'reference', reference: 'example/app:1.2.3' }, environment: [], endpoints: [], mounts: [],
    replicas: 1, retries: 0, cpu: { request: 100, limit: 1000 }, memory: { request: 8 * MIB, limit: 256 * MIB }, user: { uid: 1000, gid: 1000 },
    tmp: false, readOnlyRoot: true, capabilities: [], groups: [], operations: {}, words: {}, egress: true, stopGracePeriod: 30_000, startAfter: [], connectsTo: [],
    ...part,
  };
}

export function healthOf(part: Partial<HealthDescription>): HealthDescription {
  return {
    kind: 'exec', client: 'curl', path: '/', command: [{ kind: 'literal', text: 'check' }],
    interval: 10_000, timeout: 5000, retries: 3, startPeriod: 30_000, startInterval: 5000, liveness: false,
    ...part,
  };
}

function exposureOf(part: Partial<ExposureDescription>): ExposureDescription {
  return { kind: 'loopback', port: 8080, host: 'shop.example.com', path: '/', tls: false, ingressClass: 'nginx', ...part };
}

const HTTP: EndpointDescription = { name: 'http', port: 8080, protocol: 'tcp' };

/** Shrunk stacks that broke a law once. Each is tried first, at every run. */
export const COUNTEREXAMPLES: readonly StackDescription[] = [
  // The init container was not let in by the network policy of the peer that it waits for.
  stackOf({ workloads: [workloadOf({ endpoints: [HTTP] }), workloadOf({ name: 'web', startAfter: [{ workload: 0, wait: true }] })] }),
  // The variable that a text needs took the name of the user's own.
  stackOf({
    parameters: [{ name: 'MODE', default: 'fast', description: 'How.' }],
    workloads: [workloadOf({
      environment: [
        { name: 'MODE', value: { kind: 'literal', text: 'mine' } },
        { name: 'MODE_VALUE', value: { kind: 'literal', text: 'mine too' } },
        { name: 'URL', value: { kind: 'text', parts: [{ kind: 'literal', text: 'x-' }, { kind: 'parameter', of: 0 }] } },
      ],
    })],
  }),
  // Directories whose names in Kubernetes would be one.
  stackOf({
    workloads: [workloadOf({ mounts: [{ kind: 'scratch', target: '/var/cache', size: MIB }, { kind: 'scratch', target: '/var-cache', size: 2 * MIB }] })],
  }),
  // A volume and a config file of one name in one pod.
  stackOf({
    volumes: [{ name: 'group-data', grouped: false, size: MIB, shared: false, ownedByImage: false }],
    configFiles: [{ name: 'data', grouped: true, content: { kind: 'literal', text: 'a' } }],
    workloads: [workloadOf({ mounts: [{ kind: 'volume', target: '/data', of: 0, readOnly: false }, { kind: 'config', target: '/etc/app/a.conf', of: 0 }] })],
  }),
  // A volume that is read-only at one path and writable at another.
  stackOf({
    volumes: [{ name: 'data', grouped: false, size: MIB, shared: false, ownedByImage: true }],
    workloads: [workloadOf({ mounts: [{ kind: 'volume', target: '/a', of: 0, readOnly: true }, { kind: 'volume', target: '/b', of: 0, readOnly: false }] })],
  }),
  // One names a replica of the other, and itself another.
  stackOf({
    workloads: [
      workloadOf({ name: 'log', kind: 'stateful', replicas: 3, endpoints: [{ name: 'tcp', port: 7000, protocol: 'tcp' }], environment: [{ name: 'NEXT', value: { kind: 'endpoint', of: 0, part: 'authority', replica: 2 } }] }),
      workloadOf({ name: 'reader', environment: [{ name: 'LOG', value: { kind: 'endpoint', of: 0, part: 'host', replica: 1 } }] }),
    ],
  }),
  // Each replica has a volume of its own, and Compose one container.
  stackOf({
    volumes: [{ name: 'data', grouped: false, size: MIB, storageClass: 'fast', shared: false, ownedByImage: false, perReplica: true }],
    workloads: [workloadOf({ kind: 'stateful', replicas: 3, mounts: [{ kind: 'volume', target: '/data', of: 0, readOnly: false }] })],
  }),
  // Replicas of a stateful workload that share a volume got one each.
  stackOf({
    volumes: [{ name: 'data', grouped: false, size: MIB, shared: true, ownedByImage: true }],
    workloads: [workloadOf({ kind: 'stateful', replicas: 3, mounts: [{ kind: 'volume', target: '/data', of: 0, readOnly: false }] })],
  }),
  // A liveness probe without a start period has one interval more, because Docker asks for the first time after an interval.
  stackOf({ workloads: [workloadOf({ health: healthOf({ startPeriod: 0, liveness: true }) })] }),
  // The label with the path of the metrics was interpolated.
  stackOf({ workloads: [workloadOf({ endpoints: [HTTP], operations: { metrics: { endpoint: 0, path: '/a?b=$c' } } })] }),
  // Who takes longer to get ready than an update may take was refused by the API server.
  stackOf({ workloads: [workloadOf({ operations: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0, settleTime: 600_000 } } })] }),
  // The capability contradicted that no privilege can be gained.
  stackOf({ workloads: [workloadOf({ capabilities: [{ name: 'SYS_ADMIN', reason: 'mounts' }] })] }),
  // A task that is waited for was called by who waits for it.
  stackOf({
    workloads: [workloadOf({ name: 'task', kind: 'task', endpoints: [HTTP] }), workloadOf({ startAfter: [{ workload: 0, wait: true }] })],
  }),
  // A variable that the operator did not set was empty in Compose.
  stackOf({
    parameters: [{ name: 'MODE', description: '' }],
    secrets: [{ name: 'API_KEY', optional: true, description: '' }],
    workloads: [workloadOf({ environment: [{ name: 'API_KEY', value: { kind: 'secret', of: 0 } }, { name: 'MODE', value: { kind: 'parameter', of: 0 } }, { name: 'URL', value: { kind: 'secret', of: 0 } }] })],
  }),
  // A quote in the path ended the word of the shell that asks for it.
  stackOf({ workloads: [workloadOf({ endpoints: [HTTP], health: healthOf({ kind: 'http', client: 'bash', path: "/it's" }) })] }),
  // Drawn too seldom to be seen at every run: a workload without endpoints and peers alone can be on the host's network.
  stackOf({ workloads: [workloadOf({ words: { hostNetwork: { reason: 'measures the traffic of the machine' } } })] }),
  // Likewise: a check over HTTPS; entrances of a cluster and of a whole network.
  stackOf({ workloads: [workloadOf({ endpoints: [HTTP], health: healthOf({ kind: 'http', isSafe: true }) })] }),
  stackOf({
    workloads: [workloadOf({
      endpoints: [
        { ...HTTP, exposure: exposureOf({ kind: 'node', port: 8080 }) },
        { name: 'open', port: 8081, protocol: 'tcp', exposure: exposureOf({ kind: 'public', port: 8081, isOpen: true }) },
      ],
    })],
  }),
  // Likewise: one that calls nobody outside but a workload of another stack, whose network only that one knows.
  stackOf({ workloads: [workloadOf({ egress: false, calls: [0] })], others: [{ kind: 'workload', name: 'ledger', port: 80 }] }),
  // Likewise: a proxy that takes paths away, by a Gateway.
  ...[{ className: 'envoy' }, { name: 'public', namespace: 'gateways', listeners: { https: 'https', http: 'http' } }].map((gateway) => stackOf({
    cluster: { gateway },
    workloads: [workloadOf({ endpoints: [HTTP, { name: 'open', port: 8081, protocol: 'tcp', exposure: { kind: 'public', port: 8081, host: 'shop.example.com', path: '/', tls: true } }] })],
    gateway: { localPort: 8000, certificate: true, routes: [{ path: '/api', of: 0, webSocket: false, stripPrefix: true }] },
  })),
];

/** The same of what has profiles, for the laws that know them: a peer that some choice leaves out. */
export const COUNTEREXAMPLES_WITH_PROFILES: readonly StackDescription[] = [
  stackOf({ workloads: [workloadOf({ name: 'store', profiles: ['blue'] }), workloadOf({ startAfter: [{ workload: 0, wait: false }] })] }),
];
