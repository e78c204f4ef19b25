import { Size, Volume, WorkloadKind, type Stack } from 'cdk8s-compose';
import { describeRule, workload } from './rule-cases';

const volume = (stack: Stack, shared = false): Volume => new Volume(stack, 'data', { size: Size.gibibytes(1), shared });

describeRule('model/volume-writers', 'a volume that is not shared has one writer', {
  broken: [
    {
      when: 'two workloads',
      build: (stack) => {
        const data = volume(stack);
        for (const id of ['a', 'b']) workload(stack, id, { mounts: { '/data': data } });
      },
      at: 'shop/data',
      says: ['"data"', 'a and b'],
    },
    {
      when: 'two replicas',
      build: (stack) => workload(stack, 'a', { replicas: 2, mounts: { '/data': volume(stack) } }),
      at: 'shop/data',
      says: ['"data"', '2 replicas of a'],
    },
    {
      when: 'a daemon, which each node has',
      build: (stack) => workload(stack, 'a', { kind: WorkloadKind.DAEMON, mounts: { '/data': volume(stack) } }),
      at: 'shop/data',
      says: ['"data"', 'one a on each node'],
    },
    {
      when: 'a reader beside the writer, which may run on another node',
      build: (stack) => {
        const data = volume(stack);
        workload(stack, 'a', { mounts: { '/data': data } });
        workload(stack, 'b', { mounts: { '/data': data.readOnly() } });
      },
      at: 'shop/data',
      says: ['a and b'],
    },
  ],
  right: [
    { when: 'one workload with one replica', build: (stack) => workload(stack, 'a', { mounts: { '/data': volume(stack) } }) },
    {
      when: 'one workload that mounts it twice',
      build: (stack) => {
        const data = volume(stack);
        workload(stack, 'a', { mounts: { '/data': data, '/also': data.readOnly() } });
      },
    },
    {
      when: 'a shared volume with several of both',
      build: (stack) => {
        const data = volume(stack, true);
        for (const id of ['a', 'b']) workload(stack, id, { replicas: 2, mounts: { '/data': data } });
      },
    },
    { when: 'a volume that nobody mounts', build: (stack) => volume(stack) },
  ],
});
