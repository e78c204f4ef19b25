import { WorkloadKind } from 'cdk8s-compose';
import { describeRule, workload, type Build } from './rule-cases';

const run = (replicas: number, kind = WorkloadKind.SERVICE): Build => (stack) => workload(stack, 'api', { replicas, kind });

describeRule('model/invalid-replicas', 'a whole number, which the kind can have', {
  broken: [
    ...[-1, 1.5].map((replicas) => ({ when: `${replicas} replicas`, build: run(replicas), at: 'shop/api', says: [`is ${replicas}`, 'whole number, 0 or more'] })),
    ...[0, 2].map((replicas) => ({ when: `a task with ${replicas} replicas`, build: run(replicas, WorkloadKind.TASK), at: 'shop/api', says: [`is ${replicas}`, 'a task runs once'] })),
    ...[0, 2].map((replicas) => ({ when: `a daemon with ${replicas} replicas`, build: run(replicas, WorkloadKind.DAEMON), at: 'shop/api', says: [`is ${replicas}`, 'a daemon runs once on each machine'] })),
  ],
  right: [
    { when: 'a daemon with one', build: run(1, WorkloadKind.DAEMON) },
    ...[0, 1, 50].map((replicas) => ({ when: `${replicas} replicas`, build: run(replicas) })),
    { when: 'a stateful workload with 3 replicas', build: run(3, WorkloadKind.STATEFUL) },
    { when: 'a task with one', build: run(1, WorkloadKind.TASK) },
  ],
});
