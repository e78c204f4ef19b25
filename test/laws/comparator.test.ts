import { healthOf, stackOf, workloadOf } from './counterexamples';
import { isCalled, mutated, write, type Mutation } from './mutations';
import { disagreementsOf, outputOf, parsed } from './outputs';
import type { ValueDescription } from './stack-description';

const MIB = 1024 ** 2;
const literal = (text: string): ValueDescription => ({ kind: 'literal', text });

/** One stack with something of everything that the comparator looks at. */
const STACK = stackOf({
  parameters: [{ name: 'MODE', default: 'fast', description: 'How fast.' }],
  secrets: [
    { name: 'DB_PASSWORD', optional: false, description: 'Of the database.', value: 'sesame' },
    { name: 'API_KEY', optional: true, description: 'Of a tool.' },
  ],
  volumes: [{ name: 'data', grouped: false, size: MIB, shared: false, ownedByImage: false }],
  configFiles: [{ name: 'rules', grouped: false, content: literal('allow all') }],
  workloads: [
    workloadOf({
      name: 'db',
      kind: 'stateful',
      endpoints: [{ name: 'sql', port: 5432, protocol: 'tcp' }],
      health: healthOf({ command: [literal('ready'), literal('$HOME')], startPeriod: 0 }),
      mounts: [{ kind: 'volume', target: '/data', of: 0, readOnly: false }],
      sharedMemory: 128 * MIB,
    }),
    workloadOf({
      environment: [
        { name: 'API_KEY', value: { kind: 'secret', of: 1 } },
        { name: 'CURRENCY', value: literal('$USD') },
        { name: 'LEVEL', value: literal('3') },
        { name: 'MODE', value: { kind: 'parameter', of: 0 } },
        { name: 'URL', value: { kind: 'url', of: 0, password: { kind: 'secret', of: 0 }, user: 'app' } },
      ],
      entrypoint: [literal('serve')],
      command: [literal('--mode'), { kind: 'parameter', of: 0 }],
      endpoints: [
        {
          name: 'http', port: 80, protocol: 'tcp',
          exposure: { kind: 'public', port: 8080, host: 'shop.example.com', path: '/', tls: true, ingressClass: 'nginx' },
        },
        { name: 'grpc', port: 9090, protocol: 'tcp' },
      ],
      health: healthOf({ kind: 'http', path: '/health', liveness: true }),
      mounts: [{ kind: 'config', target: '/etc/rules', of: 0 }, { kind: 'scratch', target: '/cache', size: 16 * MIB }],
      replicas: 2,
      capabilities: [{ name: 'NET_BIND_SERVICE', reason: 'binds a low port' }],
      groups: [7],
      operations: { metrics: { endpoint: 1, path: '/metrics' } },
      words: { init: true },
      startAfter: [{ workload: 0, wait: true }],
    }),
    workloadOf({
      name: 'web',
      environment: [{ name: 'API', value: { kind: 'endpoint', of: 1, part: 'authority' } }],
      mounts: [{ kind: 'certificate', target: '/tls' }],
      startAfter: [{ workload: 3, wait: true }],
    }),
    workloadOf({ name: 'migrate', kind: 'task', retries: 2, connectsTo: [0] }),
    workloadOf({ name: 'nightly', kind: 'task', operations: { schedule: '0 3 * * *' } }),
  ],
  gateway: { localPort: 8000, certificate: false, routes: [{ path: '/grpc', of: 2, webSocket: false }] },
});

const SERVICE = ['services', 'api'];
const DB = ['services', 'db'];
const COMPOSE: readonly Mutation[] = [
  ['another image', [...SERVICE, 'image'], 'example/app:1.2.4'],
  ['no variable', [...SERVICE, 'environment', 'LEVEL']],
  ['one variable more', [...SERVICE, 'environment', 'DEBUG'], '1'],
  ['a dollar that is not escaped', [...SERVICE, 'environment', 'CURRENCY'], '$USD'],
  ['an empty variable in place of none', [...SERVICE, 'environment', 'API_KEY'], '${API_KEY:-}'],
  ['another default of a parameter', [...SERVICE, 'environment', 'MODE'], '${MODE:-slow}'],
  ['a secret under another name', [...SERVICE, 'environment', 'URL'], 'http://app:${DB_SECRET:-}@db:5432'],
  ['another entry point', [...SERVICE, 'entrypoint', 0], 'server'],
  ['a word less', [...SERVICE, 'command', 1]],
  ['a working directory', [...SERVICE, 'working_dir'], '/app'],
  ['another container port', [...SERVICE, 'ports', 0, 'target'], 81],
  ['a public endpoint that is not published', [...SERVICE, 'ports']],
  ['a public endpoint on all interfaces', [...SERVICE, 'ports', 0, 'host_ip']],
  ['another mount path', [...DB, 'volumes', 0, 'target'], '/var/data'],
  ['a read-only volume', [...DB, 'volumes', 0, 'read_only'], true],
  ['another size of a scratch directory', [...SERVICE, 'tmpfs', 0], '/cache:size=17m,uid=1000,gid=1000,mode=1777'],
  ['a scratch directory of root', [...SERVICE, 'tmpfs', 0], '/cache:size=16m,mode=1777'],
  ['another size of /dev/shm', [...DB, 'shm_size'], '64m'],
  ['no config file', [...SERVICE, 'configs']],
  ['a handover to another user', ['services', 'data-owner', 'command', 4], '1001:1000'],
  ['no handover', ['services', 'data-owner', 'restart'], 'always'],
  ['nobody waits for the handover', [...DB, 'depends_on']],
  ['another check', [...SERVICE, 'healthcheck', 'test', 5], 'http://127.0.0.1:80/ready'],
  ['a check that is not escaped', [...DB, 'healthcheck', 'test', 2], '$HOME'],
  ['no check', [...SERVICE, 'healthcheck']],
  ['another interval', [...SERVICE, 'healthcheck', 'interval'], '11s'],
  ['another timeout', [...SERVICE, 'healthcheck', 'timeout'], '4s'],
  ['another start period', [...SERVICE, 'healthcheck', 'start_period'], '45s'],
  ['more retries', [...SERVICE, 'healthcheck', 'retries'], 4],
  ['no start order where Kubernetes waits', [...SERVICE, 'depends_on']],
  ['a peer that is not on the network', ['services', 'web', 'networks'], ['web']],
  ['a stranger on the network', [...SERVICE, 'networks'], ['api', 'db', 'web']],
  ['everyone on one network', ['services', 'migrate', 'networks'], ['api', 'db', 'migrate']],
  ['another user', [...SERVICE, 'user'], '1000:0'],
  ['a writable root', [...SERVICE, 'read_only']],
  ['all capabilities', [...SERVICE, 'cap_drop']],
  ['one capability more', [...SERVICE, 'cap_add', 1], 'SYS_ADMIN'],
  ['another reason', [...SERVICE, 'labels', 'cdk8s-compose/capability.NET_BIND_SERVICE'], 'why not'],
  ['privilege escalation', [...SERVICE, 'security_opt']],
  ['another restart policy', ['services', 'migrate', 'restart'], 'on-failure:3'],
  ['a service that ends', [...DB, 'restart'], 'no'],
  ['another grace period', [...SERVICE, 'stop_grace_period'], '10s'],
  ['no replicas', [...SERVICE, 'deploy', 'replicas'], 0],
  ['another memory limit', [...SERVICE, 'deploy', 'resources', 'limits', 'memory'], '256g'],
  ['another CPU limit', [...SERVICE, 'deploy', 'resources', 'limits', 'cpus'], '1.001'],
  ['another memory request', [...SERVICE, 'deploy', 'resources', 'reservations', 'memory'], '8k'],
  ['another group', [...SERVICE, 'group_add', 0], '8'],
  ['orphans that nobody reaps', [...SERVICE, 'init']],
  ['a device', [...SERVICE, 'devices'], ['/dev/fuse:/dev/fuse']],
  ['another port of the metrics', [...SERVICE, 'labels', 'prometheus.io/port'], '80'],
  ['no certificate', ['services', 'web', 'volumes']],
  ['a task that runs at every start', ['services', 'nightly', 'profiles']],
  ['a gateway that is open to everyone', ['services', 'proxy', 'ports', 0, 'host_ip']],
  ['a gateway away from its backend', ['services', 'proxy', 'networks'], ['proxy', 'web']],
  ['a service less', ['services', 'web']],
  ['a volume less', ['volumes', 'data']],
  ['another project', ['name'], 'store'],
];

const POD = ['spec', 'template', 'spec'];
const CONTAINER = [...POD, 'containers', 0];
const KUBERNETES: readonly (readonly [string, ...Mutation])[] = [
  ['Deployment/api', 'another image', [...CONTAINER, 'image'], 'example/app:latest'],
  ['Deployment/api', 'no variables', [...CONTAINER, 'env']],
  ['Deployment/api', 'a variable more', [...CONTAINER, 'env', 9], { name: 'DEBUG', value: '1' }],
  ['Deployment/api', 'a secret that nothing needs', [...CONTAINER, 'env', 9], { name: 'MORE', valueFrom: { secretKeyRef: { name: 'shop-secrets', key: 'DB_PASSWORD' } } }],
  ['Deployment/api', 'an empty variable in place of none', [...CONTAINER, 'env', 2], { name: 'API_KEY', value: '' }],
  ['ConfigMap/shop-parameters', 'another default of a parameter', ['data', 'MODE'], 'slow'],
  ['ConfigMap/rules', 'another content', ['data', 'rules'], 'allow nobody'],
  ['Deployment/api', 'a reference that is one no more', [...CONTAINER, 'args', 1], '$$(MODE)'],
  ['Deployment/api', 'a reference to what is not there', [...CONTAINER, 'args', 1], '$(SPEED)'],
  ['Deployment/api', 'no arguments', [...CONTAINER, 'args']],
  ['Deployment/api', 'another port', [...CONTAINER, 'ports', 0, 'containerPort'], 81],
  ['Deployment/api', 'another protocol', [...CONTAINER, 'ports', 1, 'protocol'], 'UDP'],
  ['Service/api', 'a Service that translates ports', ['spec', 'ports', 0, 'port'], 8080],
  ['Service/db', 'a Service under another name', ['metadata', 'name'], 'database'],
  ['NetworkPolicy/db-ingress', 'a peer that is not let in', ['spec', 'ingress', 0]],
  ['NetworkPolicy/db-ingress', 'one peer more', ['spec', 'ingress', 2], { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } }] }],
  ['NetworkPolicy/db-ingress', 'every peer', ['spec', 'ingress', 2], { from: [{ podSelector: {} }] }],
  ['NetworkPolicy/db-ingress', 'the whole world', ['spec', 'ingress', 2], {}],
  ['NetworkPolicy/db-ingress', 'a wait on a port that is shut', ['spec', 'ingress', 0, 'ports', 0, 'port'], 5433],
  ['NetworkPolicy/db-ingress', 'no policy', ['spec', 'policyTypes', 0], 'Egress'],
  ['NetworkPolicy/api-ingress', 'no way in for Prometheus', ['spec', 'ingress', 1]],
  ['NetworkPolicy/api-ingress', 'no way in from the Ingress', ['spec', 'ingress', 2]],
  ['Ingress/api', 'another endpoint', ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'port', 'name'], 'grpc'],
  ['Deployment/api', 'another startup budget', [...CONTAINER, 'startupProbe', 'failureThreshold'], 13],
  ['Deployment/api', 'no startup probe', [...CONTAINER, 'startupProbe']],
  ['Deployment/api', 'another period', [...CONTAINER, 'readinessProbe', 'periodSeconds'], 9],
  ['Deployment/api', 'the default timeout', [...CONTAINER, 'readinessProbe', 'timeoutSeconds']],
  ['Deployment/api', 'no readiness probe', [...CONTAINER, 'readinessProbe']],
  ['Deployment/api', 'an impatient liveness probe', [...CONTAINER, 'livenessProbe', 'failureThreshold'], 1],
  ['Deployment/api', 'another path', [...CONTAINER, 'readinessProbe', 'httpGet', 'path'], '/'],
  ['StatefulSet/db', 'another check', [...CONTAINER, 'readinessProbe', 'exec', 'command', 1], '$HOME/x'],
  ['StatefulSet/db', 'a startup probe without a start period', [...CONTAINER, 'startupProbe'], { exec: { command: ['ready', '$$HOME'] } }],
  ['Deployment/api', 'another memory limit', [...CONTAINER, 'resources', 'limits', 'memory'], '256m'],
  ['Deployment/api', 'another CPU request', [...CONTAINER, 'resources', 'requests', 'cpu'], '1'],
  ['Deployment/api', 'another mount path', [...CONTAINER, 'volumeMounts', 0, 'mountPath'], '/tmp/cache'],
  ['Deployment/api', 'a scratch directory on the disk', [...POD, 'volumes', 0, 'emptyDir', 'medium']],
  ['Deployment/api', 'another size of a scratch directory', [...POD, 'volumes', 0, 'emptyDir', 'sizeLimit'], '16M'],
  ['StatefulSet/db', 'another claim', [...POD, 'volumes', 0, 'persistentVolumeClaim', 'claimName'], 'other'],
  ['PersistentVolumeClaim/data', 'no claim', ['kind'], 'Secret'],
  ['StatefulSet/db', 'volumes of another group', [...POD, 'securityContext', 'fsGroup'], 0],
  ['StatefulSet/db', 'a volume for each replica', ['spec', 'replicas'], 2],
  ['Deployment/api', 'another user', [...POD, 'securityContext', 'runAsUser'], 1001],
  ['Deployment/api', 'a low port that cannot be bound', [...POD, 'securityContext', 'sysctls']],
  ['Deployment/api', 'a writable root', [...CONTAINER, 'securityContext', 'readOnlyRootFilesystem'], false],
  ['Deployment/api', 'a capability more', [...CONTAINER, 'securityContext', 'capabilities', 'add', 1], 'CHOWN'],
  ['Deployment/api', 'privilege escalation', [...CONTAINER, 'securityContext', 'allowPrivilegeEscalation']],
  ['Deployment/api', 'the default grace period', [...POD, 'terminationGracePeriodSeconds'], 31],
  ['Deployment/api', 'replicas', ['spec', 'replicas'], 0],
  ['Deployment/api', 'variables of Services', [...POD, 'enableServiceLinks']],
  ['Deployment/api', 'another reason', ['spec', 'template', 'metadata', 'annotations', 'cdk8s-compose/capability.NET_BIND_SERVICE'], ''],
  ['Deployment/api', 'a wait for something else', [...POD, 'initContainers', 0, 'command', 2], 'until nc -z -w 2 web 80; do sleep 2; done'],
  ['Deployment/api', 'another group', [...POD, 'securityContext', 'supplementalGroups', 0], 8],
  ['Deployment/api', 'a process namespace for each', [...POD, 'shareProcessNamespace']],
  ['Deployment/api', 'a privileged container', [...CONTAINER, 'securityContext', 'privileged'], true],
  ['Deployment/api', 'another path of the metrics', ['spec', 'template', 'metadata', 'annotations', 'prometheus.io/path'], '/'],
  ['Deployment/web', 'a certificate elsewhere', [...CONTAINER, 'volumeMounts', 0, 'mountPath'], '/ssl'],
  ['RoleBinding/web-task-reader', 'an account that may not look at the task', ['subjects', 0, 'name'], 'api'],
  ['CronJob/nightly', 'more retries', ['spec', 'jobTemplate', 'spec', 'backoffLimit'], 6],
  ['Ingress/proxy', 'another route', ['spec', 'rules', 0, 'http', 'paths', 0, 'path'], '/'],
  ['Ingress/proxy', 'another backend', ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'port', 'name'], 'http'],
  ['Job/migrate', 'more retries', ['spec', 'backoffLimit'], 6],
  ['Deployment/web', 'another workload', [...CONTAINER, 'name'], 'site'],
];

const BASE = parsed(outputOf(STACK), STACK.name);

test('the stack of this table is one on which both outputs agree', () => {
  expect(disagreementsOf(BASE, STACK)).toEqual([]);
});

describe('what is changed in one output only is noticed', () => {
  for (const [title, path, value] of COMPOSE) {
    test(`Compose: ${title}`, () => {
      const outputs = mutated(BASE, ({ compose }) => write(compose, path, value));
      expect(disagreementsOf(outputs, STACK)).not.toEqual([]);
    });
  }

  test.each([
    ['files/rules.rules', 'allow', 'deny'],
    ['files/proxy-nginx.nginx.conf', 'proxy_pass http://api-9090;', 'proxy_pass http://api-80;'],
    ['files/proxy-nginx.nginx.conf', 'location ~ ^/grpc(/|$)', 'location /grpc'],
    ['files/proxy-start.start.sh', 'server api${domain}:9090 resolve', 'server api${domain}:80 resolve'],
    ['files/proxy-start.start.sh', ':9090 resolve', ':9090'],
  ])('Compose: another content of %s', (file, text, other) => {
    const outputs = mutated(BASE, ({ files }) => (files as Map<string, string>).set(file, files.get(file)!.replace(text, other)));
    expect(disagreementsOf(outputs, STACK)).not.toEqual([]);
  });

  for (const [label, title, path, value] of KUBERNETES) {
    test(`${label}: ${title}`, () => {
      const outputs = mutated(BASE, ({ kubernetes }) => write(kubernetes.find(isCalled(label)), path, value));
      expect(disagreementsOf(outputs, STACK)).not.toEqual([]);
    });
  }
});

describe.each(['curl', 'wget', 'python', 'node'] as const)('what is asked over TLS by %s', (client) => {
  const health = healthOf({ kind: 'http', client, path: '/health', isSafe: true, headers: { Host: 'shop.example.com' } });
  const stack = stackOf({ workloads: [workloadOf({ endpoints: [{ name: 'http', port: 8443, protocol: 'tcp' }], health })] });
  const base = parsed(outputOf(stack), stack.name);
  const httpGet = [...CONTAINER, 'readinessProbe', 'httpGet'];

  test('is the same in both outputs', () => expect(disagreementsOf(base, stack)).toEqual([]));

  test.each([
    ['without TLS', [...httpGet, 'scheme'], 'HTTP'],
    ['for another host', [...httpGet, 'httpHeaders', 0, 'value'], 'example.com'],
    ['with one header more', [...httpGet, 'httpHeaders', 1], { name: 'A', value: '1' }],
    ['without a header', [...httpGet, 'httpHeaders'], undefined],
  ] as const)('is noticed where Kubernetes asks %s', (_, path, value) => {
    const outputs = mutated(base, ({ kubernetes }) => write(kubernetes.find(isCalled('Deployment/api')), path, value));
    expect(disagreementsOf(outputs, stack)).not.toEqual([]);
  });

  test.each([['shop.example.com', 'example.com'], ['https', 'http'], [/-k|--no-check-certificate|rejectUnauthorized: false|context=ssl\._create_unverified_context\(\)/, '-v']])('is noticed where Compose says %s otherwise', (before, after) => {
    const outputs = mutated(base, ({ compose }) => {
      const check = (compose as { services: { api: { healthcheck: { test: string[] } } } }).services.api.healthcheck;
      check.test = check.test.map((word) => word.replace(client === 'python' && before === 'https' ? 'HTTPS' : before, client === 'python' && before === 'https' ? 'HTTP' : after));
    });
    expect(disagreementsOf(outputs, stack)).not.toEqual([]);
  });
});
