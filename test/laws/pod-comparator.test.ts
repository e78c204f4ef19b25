import { healthOf, stackOf, workloadOf } from './counterexamples';
import { isCalled, mutated, write, type Mutation } from './mutations';
import { disagreementsOf, outputOf, parsed } from './outputs';
import type { ValueDescription } from './stack-description';

const MIB = 1024 ** 2;
const literal = (text: string): ValueDescription => ({ kind: 'literal', text });

/** A workload with two containers beside the main one and two before it, which ask for what only a pod as a whole can have. */
const STACK = stackOf({
  volumes: [{ name: 'data', grouped: false, size: MIB, shared: false, ownedByImage: false }],
  workloads: [
    workloadOf({ name: 'db', endpoints: [{ name: 'sql', port: 5432, protocol: 'tcp' }] }),
    workloadOf({
      name: 'api',
      replicas: 1,
      endpoints: [{ name: 'http', port: 8080, protocol: 'tcp' }],
      startAfter: [{ workload: 0, wait: true }],
      words: { hostname: 'api-1', extraHosts: [{ name: 'ldap.example.com', address: '10.0.0.5' }], dnsConfig: { searches: ['example.com'] }, sysctls: [{ name: 'net.ipv4.tcp_keepalive_time', value: '60' }], platform: 'linux/amd64' },
    }),
    workloadOf({
      inPod: { workload: 1, init: false },
      name: 'auth',
      endpoints: [{ name: 'auth', port: 443, protocol: 'tcp', exposure: { kind: 'public', port: 8443, host: 'shop.example.com', path: '/', tls: true, ingressClass: 'nginx' } }],
      environment: [{ name: 'DB', value: { kind: 'endpoint', of: 0, part: 'authority' } }],
      health: healthOf({ kind: 'tcp', client: 'nc' }),
      mounts: [{ kind: 'volume', target: '/data', of: 0, readOnly: false }],
      groups: [7],
      words: { init: true },
      capabilities: [{ name: 'NET_BIND_SERVICE', reason: 'binds a low port' }],
    }),
    workloadOf({ inPod: { workload: 1, init: false }, name: 'fuse', user: { uid: 0, gid: 0 }, rootReason: 'it mounts', fuse: { reason: 'a bucket', devicePlugin: 'smarter-devices/fuse' } }),
    workloadOf({ inPod: { workload: 1, init: true }, name: 'unpack', command: [literal('unpack')], mounts: [{ kind: 'shared-scratch', target: '/out' }] }),
    workloadOf({ inPod: { workload: 1, init: true }, name: 'seed', command: [literal('seed')], mounts: [{ kind: 'shared-scratch', target: '/in' }] }),
    workloadOf({ name: 'web', environment: [{ name: 'AUTH', value: { kind: 'endpoint', of: 2, part: 'authority' } }] }),
  ],
});

const SERVICES = ['services'];
const COMPOSE: readonly Mutation[] = [
  ['a sidecar with a network of its own', [...SERVICES, 'api-auth', 'network_mode'], 'none'],
  ['a sidecar in the network of the main container', [...SERVICES, 'api-auth', 'network_mode'], 'service:api'],
  ['all of them in the network of the main container', [...SERVICES, 'api-pod']],
  ['a network holder that ends', [...SERVICES, 'api-pod', 'command'], ['sleep', '1']],
  ['a port of a sidecar that is not published', [...SERVICES, 'api-pod', 'ports']],
  ['no name on the network', [...SERVICES, 'api-pod', 'networks', 'api', 'aliases', 0], 'apis'],
  ['a network less', [...SERVICES, 'api-pod', 'networks', 'db']],
  ['no host name', [...SERVICES, 'api-pod', 'hostname']],
  ['nobody waits for the network', [...SERVICES, 'api-auth', 'depends_on', 'api-pod']],
  ['the main container does not wait for a sidecar', [...SERVICES, 'api', 'depends_on', 'api-auth']],
  ['the main container does not wait for what runs before', [...SERVICES, 'api', 'depends_on', 'api-seed']],
  ['a sidecar does not wait for what runs before', [...SERVICES, 'api-fuse', 'depends_on', 'api-seed']],
  ['what runs before runs at once', [...SERVICES, 'api-seed', 'depends_on', 'api-unpack']],
  ['what runs before runs for ever', [...SERVICES, 'api-unpack', 'restart'], 'unless-stopped'],
  ['what runs before is on other networks', [...SERVICES, 'api-unpack', 'networks'], ['web']],
  ['nobody is started anew with the network', [...SERVICES, 'api-auth', 'depends_on', 'api-pod', 'restart']],
  ['a sidecar does not wait for a peer', [...SERVICES, 'api-auth', 'depends_on', 'db']],
  ['what runs before does not wait for a peer', [...SERVICES, 'api-unpack', 'depends_on', 'db']],
  ['what runs before a workload without replicas', [...SERVICES, 'api-seed', 'deploy', 'replicas'], 0],
  ['what runs before has another host name', [...SERVICES, 'api-seed', 'hostname']],
  ['what runs before does not know a host', [...SERVICES, 'api-seed', 'extra_hosts']],
  ['what runs before looks for names elsewhere', [...SERVICES, 'api-seed', 'dns_search']],
  ['what runs before has other parameters of the kernel', [...SERVICES, 'api-seed', 'sysctls']],
  ['what runs before is of another architecture', [...SERVICES, 'api-seed', 'platform']],
  ['a sidecar of another architecture', [...SERVICES, 'api-auth', 'platform']],
  ['a sidecar that ends', [...SERVICES, 'api-auth', 'restart'], 'no'],
  ['a sidecar less than workloads', [...SERVICES, 'api-auth', 'deploy', 'replicas'], 0],
  ['a sidecar without its groups', [...SERVICES, 'api-auth', 'group_add']],
  ['a sidecar of another user', [...SERVICES, 'api-auth', 'user'], '1:1'],
  ['a sidecar whose orphans nobody reaps', [...SERVICES, 'api-auth', 'init']],
  ['a sidecar without its check', [...SERVICES, 'api-auth', 'healthcheck']],
  ['another directory to hand over in', [...SERVICES, 'api-seed', 'volumes', 0, 'source'], 'data'],
  ['a directory that not all can write to', [...SERVICES, 'api-site-owner', 'command', 1], '0700'],
  ['a sidecar less', [...SERVICES, 'api-fuse']],
  ['an init container less', [...SERVICES, 'api-unpack']],
];

const POD = ['spec', 'template', 'spec'];
/** Behind the wait and what runs before: sidecars are init containers that are always restarted. */
const AUTH = [...POD, 'initContainers', 3];
const KUBERNETES: readonly (readonly [string, ...Mutation])[] = [
  ['Service/api', 'no way to the endpoint of a sidecar', ['spec', 'ports', 1]],
  ['NetworkPolicy/api-ingress', 'nobody is let in to the endpoint of a sidecar', ['spec', 'ingress', 0]],
  ['NetworkPolicy/db-ingress', 'the pod of a sidecar is not let in to its peer', ['spec', 'ingress', 0]],
  ['Deployment/api', 'the wait is lost', [...POD, 'initContainers', 0, 'command', 2], 'true'],
  ['Deployment/api', 'an init container is lost', [...POD, 'initContainers', 1]],
  ['Deployment/api', 'init containers in another order', [...POD, 'initContainers', 1, 'name'], 'zeta'],
  ['Deployment/api', 'orphans that nobody reaps', [...POD, 'shareProcessNamespace']],
  ['Deployment/api', 'groups that are lost', [...POD, 'securityContext', 'supplementalGroups']],
  ['Deployment/api', 'a volume of nobody', [...POD, 'securityContext', 'fsGroup']],
  ['Deployment/api', 'two writers of one volume', ['spec', 'strategy'], { type: 'RollingUpdate' }],
  ['Deployment/api', 'a low port that cannot be bound', [...POD, 'securityContext', 'sysctls']],
  ['Deployment/api', 'AppArmor that denies mounts', [...POD, 'initContainers', 4, 'securityContext', 'appArmorProfile']],
  ['Deployment/api', 'a reason that is lost', ['spec', 'template', 'metadata', 'annotations', 'cdk8s-compose/capability.NET_BIND_SERVICE.auth']],
  ['Deployment/api', 'a host name that is lost', [...POD, 'hostname']],
  ['Deployment/api', 'a sidecar of another image', [...AUTH, 'image'], 'example/app:latest'],
  ['Deployment/api', 'a sidecar of another user', [...AUTH, 'securityContext', 'runAsUser'], 1],
  ['Deployment/api', 'a sidecar without its variables', [...AUTH, 'env']],
  ['Deployment/api', 'a sidecar without its port', [...AUTH, 'ports']],
  ['Deployment/api', 'a sidecar without its volume', [...AUTH, 'volumeMounts']],
  ['Deployment/api', 'a sidecar without its check', [...AUTH, 'readinessProbe']],
  ['Deployment/api', 'a sidecar without its limit', [...AUTH, 'resources', 'limits']],
  ['Deployment/api', 'a sidecar less', [...POD, 'initContainers', 4]],
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

  test('Compose: several pods in one network', () => {
    const outputs = mutated(BASE, ({ compose, kubernetes }) => {
      for (const service of ['api', 'api-auth', 'api-fuse']) write(compose, [...SERVICES, service, 'deploy', 'replicas'], 2);
      write(kubernetes.find(isCalled('Deployment/api')), ['spec', 'replicas'], 2);
    });
    expect(disagreementsOf(outputs, STACK)).toContain('agreement/replicas services.api: Compose: api: several pods have one network in Compose');
  });

  test('Deployment/api: what runs before the others, before the wait', () => {
    const outputs = mutated(BASE, ({ kubernetes }) => {
      const { initContainers } = (kubernetes.find(isCalled('Deployment/api')) as { spec: { template: { spec: { initContainers: unknown[] } } } }).spec.template.spec;
      initContainers.push(initContainers.shift());
    });
    expect(disagreementsOf(outputs, STACK)).toContain('agreement/order Deployment/api: Kubernetes: api: a container runs before its pod has waited');
  });

  for (const [label, title, path, value] of KUBERNETES) {
    test(`${label}: ${title}`, () => {
      const outputs = mutated(BASE, ({ kubernetes }) => write(kubernetes.find(isCalled(label)), path, value));
      expect(disagreementsOf(outputs, STACK)).not.toEqual([]);
    });
  }
});
