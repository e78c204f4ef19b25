import { stackOf, workloadOf } from './counterexamples';
import { isCalled, mutated, write } from './mutations';
import { disagreementsOf, outputOf, parsed } from './outputs';

const MIB = 1024 ** 2;

/** Replicas that have a volume each, and of which one is called by its name. */
const STACK = stackOf({
  volumes: [{ name: 'data', grouped: false, size: MIB, storageClass: 'fast', shared: false, ownedByImage: false, perReplica: true }],
  workloads: [
    workloadOf({ name: 'log', kind: 'stateful', replicas: 3, endpoints: [{ name: 'tcp', port: 7000, protocol: 'tcp' }], mounts: [{ kind: 'volume', target: '/data', of: 0, readOnly: false }] }),
    workloadOf({ name: 'reader', environment: [{ name: 'LOG', value: { kind: 'endpoint', of: 0, part: 'authority', replica: 2 } }] }),
  ],
});
const BASE = parsed(outputOf(STACK), STACK.name);
const LOG = ['services', 'log'];
const TEMPLATE = ['spec', 'volumeClaimTemplates', 0];

test('the stack of this table is one on which both outputs agree', () => {
  expect(disagreementsOf(BASE, STACK)).toEqual([]);
});

describe('what is changed in one output only is noticed', () => {
  test('Compose: containers that write to one volume', () => {
    const outputs = mutated(BASE, ({ compose }) => write(compose, [...LOG, 'deploy', 'replicas'], 3));
    expect(disagreementsOf(outputs, STACK)).toContain('agreement/volume services.log: Compose: log: each replica has a volume data of its own, in Compose they share it');
  });

  test('Compose: a name that nobody has', () => {
    const outputs = mutated(BASE, ({ compose }) => write(compose, [...LOG, 'networks', 'log', 'aliases'], ['log-1.log-headless']));
    expect(disagreementsOf(outputs, STACK)).toContain('agreement/reachability services.log: Compose: log: it is called log-2.log-headless, where nobody answers');
  });

  test('StatefulSet/log: a name of a replica that is no more', () => {
    const outputs = mutated(BASE, ({ kubernetes }) => write(kubernetes.find(isCalled('StatefulSet/log')), ['spec', 'replicas'], 2));
    expect(disagreementsOf(outputs, STACK)).toContain('agreement/reachability StatefulSet/log: Kubernetes: log: it is called log-2.log-headless, where nobody answers');
  });

  test('StatefulSet/log: replicas that write to one claim', () => {
    const outputs = mutated(BASE, ({ kubernetes }) => {
      const set = kubernetes.find(isCalled('StatefulSet/log')) as { spec: { volumeClaimTemplates?: { metadata: object }[]; template: { spec: { volumes?: object[] } } } };
      const [claim] = set.spec.volumeClaimTemplates!;
      delete set.spec.volumeClaimTemplates;
      set.spec.template.spec.volumes = [...(set.spec.template.spec.volumes ?? []), { name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
      (kubernetes as unknown[]).push({ ...claim, metadata: { ...claim.metadata, namespace: 'shop' } });
    });
    expect(disagreementsOf(outputs, STACK)).toContain('agreement/volume StatefulSet/log: Kubernetes: log: its replicas are several writers on a volume for one');
  });

  test.each([
    ['a larger volume', [...TEMPLATE, 'spec', 'resources', 'requests', 'storage'], '2Mi'],
    ['another class', [...TEMPLATE, 'spec', 'storageClassName'], 'slow'],
    ['another Service that governs it', ['spec', 'serviceName'], 'log'],
    ['another name', [...TEMPLATE, 'metadata', 'name'], 'files'],
    ['no template', ['spec', 'volumeClaimTemplates'], undefined],
    ['claims that go with their replicas', ['spec', 'persistentVolumeClaimRetentionPolicy'], { whenScaled: 'Delete' }],
  ] as const)('StatefulSet/log: %s', (_, path, value) => {
    const outputs = mutated(BASE, ({ kubernetes }) => write(kubernetes.find(isCalled('StatefulSet/log')), path, value));
    expect(disagreementsOf(outputs, STACK)).not.toEqual([]);
  });
});
