import { Size, Volume, WorkloadKind } from 'cdk8s-compose';
import { describeRule, workload, type Build } from './rule-cases';

const run = (replicas: number, kind = WorkloadKind.SERVICE): Build => (stack) => workload(stack, 'api', { replicas, kind });

describeRule('model/invalid-replicas', 'a whole number, which the kind can have', {
  broken: [
    ...[-1, 1.5].map((replicas) => ({ when: `${replicas} replicas`, build: run(replicas), at: 'shop/api', says: [`is ${replicas}`, 'whole number, 0 or more'] })),
    ...[0, 2].map((replicas) => ({ when: `a task with ${replicas} replicas`, build: run(replicas, WorkloadKind.TASK), at: 'shop/api', says: [`is ${replicas}`, 'a task runs once'] })),
    ...[0, 2].map((replicas) => ({ when: `a daemon with ${replicas} replicas`, build: run(replicas, WorkloadKind.DAEMON), at: 'shop/api', says: [`is ${replicas}`, 'a daemon runs once on each node'] })),
  ],
  right: [
    { when: 'a daemon with one', build: run(1, WorkloadKind.DAEMON) },
    ...[0, 1, 50].map((replicas) => ({ when: `${replicas} replicas`, build: run(replicas) })),
    { when: 'a stateful workload with 3 replicas', build: run(3, WorkloadKind.STATEFUL) },
    { when: 'a task with one', build: run(1, WorkloadKind.TASK) },
  ],
});

describeRule('model/invalid-replicas', 'a daemon runs once on each node', {
  broken: [{ when: 'two replicas', build: (stack) => workload(stack, 'api', { kind: WorkloadKind.DAEMON, replicas: 2 }), at: 'shop/api', says: ['a daemon runs once on each node'] }],
  right: [{ when: 'no number', build: (stack) => workload(stack, 'api', { kind: WorkloadKind.DAEMON }) }],
});

describeRule('model/volume-writers', 'a volume for one writer is on one node', {
  broken: [{ when: 'a daemon', build: (stack) => workload(stack, 'api', { kind: WorkloadKind.DAEMON, mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1) }) } }), at: 'shop/data', says: ['api on each node'] }],
  right: [{ when: 'a daemon and a volume that is shared', build: (stack) => workload(stack, 'api', { kind: WorkloadKind.DAEMON, mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(1), shared: true }) } }) }],
});
