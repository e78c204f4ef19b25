import type { WorkloadProps } from 'cdk8s-compose';
import { describeRule, workload, type Build, type Broken } from './rule-cases';

const said = (props: Partial<WorkloadProps>): Build => (stack) => workload(stack, 'api', props);
const broken = (when: string, build: Broken['build'], ...says: string[]): Broken => ({ when, build, at: 'shop/api', says });

describeRule('model/invalid-operation', 'what a word says is a value that it can have', {
  broken: [
    broken('a container name of one letter', said({ containerName: 'a' }), 'ContainerName is a, but it has to be at least 2'),
    broken('a container name with a slash', said({ containerName: 'shop/api' }), 'ContainerName is shop/api'),
    broken('a container name of several replicas', said({ containerName: 'shop_api', replicas: 3 }), 'only one container can have it, and there are 3 replicas'),
  ],
  right: [{ when: 'a name as the engine takes it', build: said({ containerName: 'Shop_api.1-x' }) }],
});

describeRule('model/duplicate-name', 'the engine knows one container by a name', {
  broken: [
    {
      when: 'two containers with one name',
      build: (stack) => [workload(stack, 'api', { containerName: 'one' }), workload(stack, 'web', { containerName: 'one' })],
      at: 'shop/web',
      says: ['The container "one" has the same name as the one at shop/api.'],
    },
    broken('the name of another workload, which peers would mistake it for', (stack) => [workload(stack, 'web'), workload(stack, 'api', { containerName: 'web' })], 'the one at shop/web'),
  ],
  right: [{ when: 'the name of its own workload', build: said({ containerName: 'api' }) }],
});

describeRule('model/contradiction', 'what is the host\'s is not the pod\'s', {
  broken: [
    broken('an IPC namespace of the host that others may join', said({ hostIpc: 'shared memory', shareableIpc: true }), 'Both hostIpc and shareableIpc are given.'),
    broken('an init among the processes of the host', said({ hostPid: 'watches', init: true }), 'Both hostPid and init are given.'),
  ],
  right: [{ when: 'both namespaces of the host', build: said({ hostIpc: 'shared memory', hostPid: 'watches' }) }],
});
