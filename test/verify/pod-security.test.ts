import { deploymentWith, documents, type Place } from './fixtures';
import { rulesSay, said, subjectsOf } from './judged';
import { podSecurityProblems, type PodSecurityLevel } from '../../lib/verify/kubernetes/pod-security';

const podSecurityViolations = (object: unknown, level: PodSecurityLevel, minor?: number): string[] =>
  podSecurityProblems(subjectsOf([object]), level, minor).map(said);

const HARDENED = `{ image: web:1, name: web, securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true,
  capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } } }`;
const hardened = (place: Place = 'pod', yaml = '{}'): unknown => deploymentWith(place, yaml, deploymentWith('container', HARDENED));
const withContext = (context: string): unknown => hardened('container', `securityContext: ${context}`);

test('a hardened pod passes both levels', () => {
  expect(podSecurityViolations(hardened(), 'restricted')).toEqual([]);
  expect(podSecurityViolations(hardened(), 'baseline')).toEqual([]);
});

describe('baseline', () => {
  test.each<readonly [string, Place, string]>([
    ['hostNetwork', 'pod', 'hostNetwork: true'],
    ['hostPID', 'pod', 'hostPID: true'],
    ['hostIPC', 'pod', 'hostIPC: true'],
    ['hostPath volume "v"', 'pod', 'volumes: [{ name: v, hostPath: { path: /dev/fuse } }]'],
    ['unsafe sysctl "vm.max_map_count"', 'pod', 'securityContext: { sysctls: [{ name: vm.max_map_count, value: "1" }] }'],
    ['seccompProfile Unconfined', 'pod', 'securityContext: { seccompProfile: { type: Unconfined } }'],
    ['SELinux type "spc_t"', 'pod', 'securityContext: { seLinuxOptions: { type: spc_t } }'],
    ['custom SELinux user or role', 'pod', 'securityContext: { seLinuxOptions: { user: system_u } }'],
    ['Windows HostProcess', 'pod', 'securityContext: { windowsOptions: { hostProcess: true } }'],
    ['AppArmor profile "unconfined"', 'template', '{ annotations: { container.apparmor.security.beta.kubernetes.io/web: unconfined } }'],
    ['privileged', 'container', 'securityContext: { privileged: true }'],
    ['adds capability SYS_ADMIN', 'container', 'securityContext: { capabilities: { add: [SYS_ADMIN] } }'],
    ['hostPort 80', 'container', 'ports: [{ containerPort: 80, hostPort: 80 }]'],
    ['procMount "Unmasked"', 'container', 'securityContext: { procMount: Unmasked }'],
  ])('forbids %s', (message, place, yaml) => {
    expect(podSecurityViolations(deploymentWith(place, yaml), 'baseline')).toEqual([expect.stringContaining(message)]);
  });

  test('allows what the default runtime allows', () => {
    const sysctl = 'securityContext: { sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: "0" }] }';
    expect(podSecurityViolations(deploymentWith('pod', sysctl), 'baseline')).toEqual([]);
    expect(podSecurityViolations(deploymentWith('container', 'securityContext: { capabilities: { add: [CHOWN] } }'), 'baseline')).toEqual([]);
    expect(podSecurityViolations(deploymentWith('container', 'securityContext: { runAsUser: 0 }'), 'baseline')).toEqual([]);
  });
});

describe('restricted', () => {
  test('a plain pod lacks all four settings', () => {
    expect(podSecurityViolations(deploymentWith('pod', '{}'), 'restricted')).toEqual([
      'Deployment/web: container "web": runAsNonRoot is not true',
      'Deployment/web: container "web": allowPrivilegeEscalation is not false',
      'Deployment/web: container "web": no seccompProfile RuntimeDefault or Localhost',
      'Deployment/web: container "web": does not drop ALL capabilities',
    ]);
  });

  test.each<readonly [string, unknown]>([
    ['volume "v" of type nfs', hardened('pod', 'volumes: [{ name: v, nfs: { server: a, path: / } }]')],
    ['runAsUser 0', hardened('pod', 'securityContext: { runAsUser: 0 }')],
    ['init container "i": does not drop ALL', hardened('pod', `{ securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } },
      initContainers: [{ name: i, securityContext: { allowPrivilegeEscalation: false } }] }`)],
    ['runAsNonRoot is not true', withContext(`{ allowPrivilegeEscalation: false, runAsNonRoot: false,
      capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } }`)],
    ['adds capability CHOWN', withContext(`{ allowPrivilegeEscalation: false, runAsNonRoot: true,
      capabilities: { drop: [ALL], add: [NET_BIND_SERVICE, CHOWN] }, seccompProfile: { type: Localhost } }`)],
  ])('forbids %s', (message, pod) => {
    expect(podSecurityViolations(pod, 'restricted')).toEqual([expect.stringContaining(message)]);
    expect(podSecurityViolations(pod, 'baseline')).toEqual([]);
  });

  test('the pod may set for all containers what a container does not set itself', () => {
    const pod = deploymentWith('pod', 'securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }',
      withContext('{ allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }'));
    expect(podSecurityViolations(pod, 'restricted')).toEqual([]);
  });
});

test('objects that make no pods have no violations', () => {
  expect(podSecurityViolations({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } }, 'restricted')).toEqual([]);
});

describe('the enforced level of a namespace', () => {
  const namespace = (level: string, name = 'shop'): unknown[] =>
    documents(`{ apiVersion: v1, kind: Namespace, metadata: { name: ${name}, labels: { pod-security.kubernetes.io/enforce: ${level} } } }`);
  const rootful = deploymentWith('pod', 'hostPID: true');

  test('is applied to its pods only', () => {
    expect(rulesSay([...namespace('baseline'), rootful])).toEqual(['Deployment/web: hostPID (namespace shop enforces baseline)']);
    expect(rulesSay([...namespace('restricted'), hardened()])).toEqual([]);
    expect(rulesSay([...namespace('restricted'), rootful])).toHaveLength(5);
    expect(rulesSay([...namespace('restricted', 'other'), rootful])).toEqual([]);
    expect(rulesSay([...namespace('privileged'), rootful])).toEqual([]);
  });

  test('must be one there is', () => {
    expect(rulesSay(namespace('strict'))).toEqual([expect.stringContaining('"strict" is not a pod security level')]);
  });
});
