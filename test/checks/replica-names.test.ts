import { ConfigFile, WorkloadKind, type Endpoint, type Stack } from 'cdk8s-compose';
import { describeRule, workload } from './rule-cases';

const store = (stack: Stack, replicas: number, kind = WorkloadKind.STATEFUL): Endpoint => workload(stack, 'store', { kind, replicas }).addEndpoint('http', { port: 8080 });

describeRule('model/replica-name', 'whoever names a replica names one that there is', {
  broken: [
    { when: 'one too many', build: (stack) => workload(stack, 'a', { env: { URL: store(stack, 3).ofReplica(3).url() } }), at: 'shop/a', says: ['3 of store', 'there are 3 replicas, 0 to 2'] },
    { when: 'a negative number', build: (stack) => workload(stack, 'a', { env: { URL: store(stack, 3).ofReplica(-1).host } }), at: 'shop/a', says: ['whole numbers from 0'] },
    { when: 'a service, in a command', build: (stack) => workload(stack, 'a', { command: [store(stack, 3, WorkloadKind.SERVICE).ofReplica(0).host] }), at: 'shop/a', says: ['it is a service'] },
    { when: 'a file that nobody mounts', build: (stack) => new ConfigFile(stack, 'conf', { content: store(stack, 1).ofReplica(1).authority }), at: 'shop/conf', says: ['there is one replica, 0'] },
    {
      when: 'itself',
      build: (stack) => {
        const own = workload(stack, 'a', { kind: WorkloadKind.STATEFUL });
        own.addEnv('NEXT', own.addEndpoint('http', { port: 8080 }).ofReplica(1).host);
      },
      at: 'shop/a',
      says: ['1 of a'],
    },
  ],
  right: [
    { when: 'the last one', build: (stack) => workload(stack, 'a', { env: { URL: store(stack, 3).ofReplica(2).url() } }) },
    { when: 'one of a workload that is stopped', build: (stack) => workload(stack, 'a', { env: { URL: store(stack, 0).ofReplica(2).url() } }) },
  ],
});
