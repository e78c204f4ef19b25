import { Image, Size, Volume, WorkloadKind, type Stack } from 'cdk8s-compose';
import { describeRule, workload } from './rule-cases';

const IMAGE = Image.fromReference('example/app:1.0.0');

const volume = (stack: Stack, shared = false): Volume => new Volume(stack, 'data', { size: Size.gibibytes(1), shared, perReplica: true });

describeRule('model/volume-per-replica', 'a volume of which each replica has its own belongs to one stateful workload', {
  broken: [
    {
      when: 'a service, whose replicas have no identity',
      build: (stack) => workload(stack, 'a', { mounts: { '/data': volume(stack) } }),
      at: 'shop/data',
      says: ['"data"', 'a, which is a service'],
    },
    {
      when: 'a daemon',
      build: (stack) => workload(stack, 'a', { kind: WorkloadKind.DAEMON, mounts: { '/data': volume(stack) } }),
      at: 'shop/data',
      says: ['a, which is a daemon'],
    },
    {
      when: 'a reader in another workload, such as a backup',
      build: (stack) => {
        const data = volume(stack);
        workload(stack, 'a', { kind: WorkloadKind.STATEFUL, replicas: 2, mounts: { '/data': data } });
        workload(stack, 'b', { mounts: { '/data': data.readOnly() } });
      },
      at: 'shop/data',
      says: ['a and b'],
    },
    {
      when: 'one that all share',
      build: (stack) => workload(stack, 'a', { kind: WorkloadKind.STATEFUL, mounts: { '/data': volume(stack, true) } }),
      at: 'shop/data',
      says: ['shared as well'],
    },
    { when: 'nobody', build: (stack) => volume(stack), at: 'shop/data', says: ['nobody mounts it'] },
  ],
  right: [
    { when: 'one replica', build: (stack) => workload(stack, 'a', { kind: WorkloadKind.STATEFUL, mounts: { '/data': volume(stack) } }) },
    {
      when: 'a container beside the main one, and one before it',
      build: (stack) => {
        const data = volume(stack);
        const a = workload(stack, 'a', { kind: WorkloadKind.STATEFUL, replicas: 2, mounts: { '/data': data } });
        a.addSidecar('ship', { image: IMAGE, mounts: { '/data': data.readOnly() } });
        a.addInitContainer('seed', { image: IMAGE, mounts: { '/data': data } });
      },
    },
  ],
});
