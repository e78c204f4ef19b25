import { Image, ImagePullPolicy, RestartPolicy, WorkloadKind, type WorkloadProps } from 'cdk8s-compose';
import { describeRule, workload, type Build, type Broken } from './rule-cases';

const said = (props: Partial<WorkloadProps>): Build => (stack) => workload(stack, 'api', props);
const broken = (when: string, build: Broken['build'], ...says: string[]): Broken => ({ when, build, at: 'shop/api', says });

describeRule('model/invalid-operation', 'what a word says is a value that it can have', {
  broken: [
    broken('a container name of one letter', said({ containerName: 'a' }), 'ContainerName is a, but it has to be at least 2'),
    broken('a container name with a slash', said({ containerName: 'shop/api' }), 'ContainerName is shop/api'),
    broken('a container name of several replicas', said({ containerName: 'shop_api', replicas: 3 }), 'only one container can have it, and there are 3 replicas'),
    broken('a restart policy of a task', said({ kind: WorkloadKind.TASK, restartPolicy: RestartPolicy.ALWAYS }), 'RestartPolicy is always, but a task has retries.'),
    broken('an image that is pulled and is to be built', said({ imagePullPolicy: ImagePullPolicy.BUILD }), 'only an image of Image.fromBuild can be built'),
    broken('an extra host without an address', said({ extraHosts: { ldap: 'ldap.example.com' } }), 'ldap: it has to be an IP address'),
    broken('an extra host in capital letters', said({ extraHosts: { LDAP: '10.0.0.5' } }), 'LDAP: it has to be a DNS name in lower case'),
    broken('another loopback address', said({ extraHosts: { localhost: '10.0.0.5' } }), 'localhost: that name is the loopback address of every container'),
    broken('a server by its name', said({ dnsConfig: { nameservers: ['dns.example.com'] } }), 'nameservers: it has to be an IP address'),
    broken('more servers than a resolver asks', said({ dnsConfig: { nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] } }), 'nameservers: a resolver asks at most 3'),
    broken('a domain with a space', said({ dnsConfig: { searches: ['example com'] } }), 'searches: it has to be a DNS name'),
    broken('an option in capital letters', said({ dnsConfig: { options: { NDOTS: '2' } } }), 'options: NDOTS is no option of a resolver'),
    broken('a runtime that is a path', said({ runtimeClass: '/usr/bin/runc' }), 'RuntimeClass is /usr/bin/runc'),
    broken('another operating system', said({ platform: 'windows/amd64' }), 'Platform is windows/amd64, but it has to be "linux/"'),
    broken('an architecture alone', said({ platform: 'amd64' }), 'Platform is amd64'),
  ],
  right: [
    { when: 'a name as the engine takes it', build: said({ containerName: 'Shop_api.1-x' }) },
    { when: 'hosts and the machine itself', build: said({ extraHosts: { 'a.b': '::1', c: 'host-gateway' } }) },
    { when: 'an image that is built', build: said({ image: Image.fromBuild('.', { name: 'example/api:1' }), imagePullPolicy: ImagePullPolicy.BUILD }) },
  ],
});

describeRule('model/duplicate-name', 'the engine knows one container by a name', {
  broken: [
    {
      when: 'two containers with one name',
      build: (stack) => [workload(stack, 'api', { containerName: 'one' }), workload(stack, 'web', { containerName: 'one' })],
      at: 'shop/web',
      says: ['The container "one" has the same name as the one at shop/api.'],
    },
    broken('an extra host with the name of a workload', (stack) => [workload(stack, 'web'), workload(stack, 'api', { extraHosts: { web: '10.0.0.5' } })], 'the workload at shop/web'),
    broken('the name of another workload, which peers would mistake it for', (stack) => [workload(stack, 'web'), workload(stack, 'api', { containerName: 'web' })], 'the one at shop/web'),
  ],
  right: [{ when: 'the name of its own workload', build: said({ containerName: 'api' }) }],
});

describeRule('model/contradiction', 'what is the host\'s is not the pod\'s', {
  broken: [
    broken('an IPC namespace of the host that others may join', said({ hostIpc: 'shared memory', shareableIpc: true }), 'Both hostIpc and shareableIpc are given.'),
    broken('two statements of when it is started again', said({ restartPolicy: RestartPolicy.ALWAYS, restart: { attempts: 3 } }), 'Both restartPolicy and restart are given.'),
    broken('an init among the processes of the host', said({ hostPid: 'watches', init: true }), 'Both hostPid and init are given.'),
  ],
  right: [{ when: 'both namespaces of the host', build: said({ hostIpc: 'shared memory', hostPid: 'watches' }) }],
});

describeRule('kubernetes/refused', 'the API server takes the names of classes', {
  broken: [broken('a runtime class in capital letters', said({ runtimeClass: 'NVIDIA' }), 'runtimeClass is "NVIDIA"')],
  right: [{ when: 'a runtime class of containerd', build: said({ runtimeClass: 'io.containerd.wasmedge.v1' }) }],
});
