import { Duration, Image, ImagePullPolicy, Parameter, Publish, RestartPolicy, SharedNetwork, WatchAction, WorkloadKind, type WorkloadProps } from 'cdk8s-compose';
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
    broken('a device that is none', said({ devices: [{ path: '/etc/passwd', reason: 'reads it' }] }), '/etc/passwd: it has to be a path below /dev'),
    broken('a device by a path with dots', said({ devices: [{ path: '/dev/../etc', reason: 'reads it' }] }), '/dev/../etc: it has to be a path below /dev'),
    broken('a device plugin without a domain', said({ devices: [{ path: '/dev/fuse', reason: 'mounts', devicePlugin: 'fuse' }] }), 'it has to be a domain, "/" and a name'),
    broken('no graphics processor', said({ gpus: { count: 0 } }), 'count: it has to be a whole number of at least 1'),
    broken('half a graphics processor', said({ gpus: { count: 0.5 } }), 'count: it has to be a whole number of at least 1'),
    broken('graphics processors of no domain', said({ gpus: { resource: 'gpu' } }), 'resource: it has to be a domain'),
    broken('a driver with a space', said({ gpus: { driver: 'a b' } }), 'driver: it has to be the name of a driver'),
    broken('a limit that no kernel has', said({ ulimits: { files: 1 } }), 'files: the kernel has no such limit, only core'),
    broken('a limit below none', said({ ulimits: { core: -2 } }), 'soft: it has to be a whole number of at least -1'),
    broken('a soft limit above the hard one', said({ ulimits: { nproc: { soft: -1, hard: 10 } } }), 'nproc: soft is above hard'),
    broken('no process at all', said({ pidsLimit: 0 }), 'PidsLimit is 0'),
    broken('a parameter of the machine', said({ sysctls: { 'vm.max_map_count': '262144' } }), 'vm.max_map_count: only parameters below net.'),
    broken('a parameter without a value', said({ sysctls: { 'net.core.somaxconn': '' } }), 'net.core.somaxconn: it has to have a value'),
    broken('a label that the library has', said({ labels: { 'app.kubernetes.io/name': 'x' } }), 'app.kubernetes.io/name: that is said by this library'),
    broken('an annotation that Compose has', said({ annotations: { 'com.docker.compose.project': 'x' } }), 'com.docker.compose.project: that is said by Compose'),
    broken('a label of metrics', said({ labels: { 'prometheus.io/port': '1' } }), 'that is said by the property metrics'),
    broken('an annotation without a name', said({ annotations: { '': 'x' } }), 'a name has at least one character'),
    broken('an alias in capital letters', said({ aliases: ['DB'] }), 'DB: it has to be a DNS name in lower case that begins with a letter'),
    broken('an alias that is an address', said({ aliases: ['10.0.0.5'] }), '10.0.0.5: it has to be a DNS name'),
    broken('a domain with an underscore', said({ domainname: 'a_b' }), 'Domainname is a_b, but it has to be a DNS name in lower case'),
    broken('a network card of five bytes', said({ macAddress: '02:42:ac:11:65' }), 'it has to be six bytes in hexadecimal'),
    broken('a network card with the address of a group', said({ macAddress: '01:42:ac:11:65:43' }), 'its first byte is odd'),
    broken('a network with a slash', said({ sharedNetworks: [SharedNetwork.existing('a/b')] }), 'a/b: it has to be letters, digits'),
    broken('a network that is there, and is made', said({ sharedNetworks: [SharedNetwork.existing('ab'), SharedNetwork.named('ab')] }), 'ab: it is named twice'),
    broken('a network of no namespace', said({ sharedNetworks: [SharedNetwork.named('a', { fromNamespace: 'A' })] }), 'a: fromNamespace: it has to be a label'),
    broken('a group with a space', said({ supplementalGroups: ['a b'] }), '"a b" is no name of a group'),
    broken('a log driver that is a path with a space', said({ logDriver: { name: 'my driver' } }), 'it has to be the name of a driver'),
    broken('a language model without a name', said({ models: { llm: { model: '' } } }), 'llm: it has to name a model'),
    broken('a language model with a space', said({ models: { 'a b': { model: 'ai/x' } } }), 'it has to be letters, digits'),
    broken('no context at all', said({ models: { llm: { model: 'ai/x', contextSize: 0 } } }), 'contextSize: it has to be a whole number of at least 1'),
    broken('a variable that is none', said({ models: { llm: { model: 'ai/x', endpointVariable: 'A-B' } } }), 'A-B is no name of a variable'),
    broken('a hook without a command', said({ postStart: [{ command: [] }] }), 'it has to have a command'),
    broken('a hook of nothing', said({ preStop: [{}] }), 'it has to have a command, or `sleep`'),
    broken('a hook of two things', said({ preStop: [{ command: ['drain'], sleep: Duration.seconds(5) }] }), 'it has either a command or `sleep`'),
    broken('a fraction of a second', said({ postStart: [{ sleep: Duration.millis(1500) }] }), '1.5 s is not a whole number of seconds'),
    broken('files that are copied nowhere', said({ watch: [{ action: WatchAction.SYNC, path: 'src' }] }), 'src: what is copied has to have a target'),
    broken('files that are copied to a relative path', said({ watch: [{ action: WatchAction.SYNC, path: 'src', target: 'app' }] }), 'its target app has to be absolute'),
    broken('a policy that the operator chooses of a task', (stack) => workload(stack, 'api', { kind: WorkloadKind.TASK, restartPolicy: new Parameter(stack, 'POLICY', { default: 'always', description: 'When.' }) }), 'a task has retries'),
    broken('an architecture alone', said({ platform: 'amd64' }), 'Platform is amd64'),
  ],
  right: [
    { when: 'a name as the engine takes it', build: said({ containerName: 'Shop_api.1-x' }) },
    { when: 'every kind of limit', build: said({ ulimits: { memlock: -1, nproc: { soft: 1, hard: -1 }, nofile: { soft: 1, hard: 2 } }, pidsLimit: 1 }) },
    { when: 'devices below a directory', build: said({ devices: [{ path: '/dev/dri/renderD128', reason: 'draws', devicePlugin: 'squat.ai/dri' }] }) },
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

describeRule('model/duplicate-name', 'by an alias peers reach one workload, and no other', {
  broken: [
    broken('the name of another workload', (stack) => [workload(stack, 'web'), workload(stack, 'api', { aliases: ['web'] })], 'The alias "web" has the same name as the one at shop/web.'),
    broken('its own name', said({ aliases: ['api'] }), 'the one at shop/api'),
    broken('the alias of another workload', (stack) => [workload(stack, 'api', { aliases: ['db'] }), workload(stack, 'a', { aliases: ['db'] })], 'the one at shop/a'),
    broken('a container before another workload', (stack) => [workload(stack, 'api', { aliases: ['web-seed'] }), workload(stack, 'web').addInitContainer('seed', { image: Image.fromReference('example/seed:1') })], 'the one at shop/web/seed'),
    broken('what has the network of a workload in Compose', (stack) => [workload(stack, 'api', { aliases: ['web-pod'] }), workload(stack, 'web').addSidecar('log', { image: Image.fromReference('example/log:1') })], 'the one at shop/web'),
    broken('an extra host of the same name', (stack) => [workload(stack, 'web', { aliases: ['db'] }), workload(stack, 'api', { extraHosts: { db: '10.0.0.5' } })], 'the workload at shop/web'),
  ],
  right: [
    { when: 'names that nobody has', build: (stack) => [workload(stack, 'web', { aliases: ['w', 'v'] }), workload(stack, 'api', { aliases: ['a'] })] },
    { when: 'one that is never there together with the other', build: (stack) => ['cpu', 'gpu'].map((profile) => workload(stack, `model-${profile}`, { aliases: ['model'], profiles: [profile] })) },
  ],
});

describeRule('model/invalid-name', 'an alias is no name that a container has for itself', {
  broken: [broken('the loopback address', said({ aliases: ['localhost'] }), 'every container has that name for itself')],
  right: [{ when: 'another name', build: said({ aliases: ['local'] }) }],
});

describeRule('model/contradiction', 'what is the host\'s is not the pod\'s', {
  broken: [
    broken('users of its own in a namespace of the host', said({ hostPid: 'watches', userNamespace: true }), 'Both userNamespace and hostPid are given.'),
    broken('an IPC namespace of the host that others may join', said({ hostIpc: 'shared memory', shareableIpc: true }), 'Both hostIpc and shareableIpc are given.'),
    broken('two statements of when it is started again', said({ restartPolicy: RestartPolicy.ALWAYS, restart: { attempts: 3 } }), 'Both restartPolicy and restart are given.'),
    broken('two limits of open files', said({ openFiles: 1024, ulimits: { nofile: 2048 } }), 'Both openFiles and the limit nofile are given.'),
    broken('parameters of shared memory that is the host\'s', said({ hostIpc: 'shared memory', sysctls: { 'kernel.shmmax': '1' } }), 'Both hostIpc and sysctls of an IPC namespace of its own are given.'),
    broken('a label and an annotation of one name', said({ labels: { team: 'a' }, annotations: { team: 'b' } }), 'Both the label team and an annotation of that name, which is a label in Compose are given.'),
    broken('a port of the host that is published', (stack) => workload(stack, 'api', { hostNetwork: 'x' }).addEndpoint('http', { port: 8080, publish: Publish.onLoopback(8080) }), 'Both hostNetwork and the publishing of "http"'),
    broken('a low port of the host without root', (stack) => workload(stack, 'api', { hostNetwork: 'x' }).addEndpoint('http', { port: 80 }), 'Both hostNetwork and the port 80 of "http", which only root can open on a host'),
    broken('a network card of its own on the network of the host', said({ hostNetwork: 'x', macAddress: '02:42:ac:11:65:43' }), 'Both hostNetwork and macAddress'),
    broken('other networks than that of the host', said({ hostNetwork: 'x', sharedNetworks: [SharedNetwork.named('a')] }), 'Both hostNetwork and sharedNetworks'),
    broken('names of its own on the network of the host', said({ hostNetwork: 'x', extraHosts: { a: '10.0.0.5' } }), 'Both hostNetwork and extraHosts'),
    broken('parameters of the network of the host', said({ hostNetwork: 'x', sysctls: { 'net.core.somaxconn': '1' } }), 'Both hostNetwork and parameters of a network of its own'),
    broken('no way out of the network of the host', said({ hostNetwork: 'x', egress: false }), 'Both hostNetwork and egress: false'),
    broken('an init among the processes of the host', said({ hostPid: 'watches', init: true }), 'Both hostPid and init are given.'),
  ],
  right: [{ when: 'both namespaces of the host', build: said({ hostIpc: 'shared memory', hostPid: 'watches' }) }],
});

describeRule('kubernetes/refused', 'the API server takes the names of classes', {
  broken: [
    broken('a runtime class in capital letters', said({ runtimeClass: 'NVIDIA' }), 'runtimeClass is "NVIDIA"'),
    broken('a label with spaces', said({ labels: { team: 'the shop' } }), 'The label team is "the shop"', 'any text can be one of the annotations'),
    broken('a label of two parts too many', said({ labels: { 'a/b/c': 'x' } }), 'The name of a label or annotation is "a/b/c"'),
    broken('an annotation of no domain', said({ annotations: { 'A_b/c': 'x' } }), 'The name of a label or annotation is "A_b/c"'),
  ],
  right: [
    { when: 'labels and annotations of every form', build: said({ labels: { a: '', 'b.example.com/C_d': '1.x' }, annotations: { 'x.y/z': 'any text: $1' } }) },
    { when: 'a runtime class of containerd', build: said({ runtimeClass: 'io.containerd.wasmedge.v1' }) },
  ],
});

describeRule('compose/host-network-peer', 'on the network of the machine no peer has a name', {
  broken: [broken('a peer on a network of the application', (stack) => workload(stack, 'api', { hostNetwork: 'x', env: { DB: workload(stack, 'db').addEndpoint('sql', { port: 5432 }).host } }), 'calls db, whose name only')],
  right: [{ when: 'a peer that is there, too', build: (stack) => workload(stack, 'api', { hostNetwork: 'x', env: { DB: workload(stack, 'db', { hostNetwork: 'y' }).addEndpoint('sql', { port: 5432 }).host } }) }],
});

const FACTS = { from: 'https://example.com/app', read: '2026-11-26', users: [{ uid: 7474, gid: 7474, name: 'neo4j', source: 'Dockerfile:7' }, { uid: 'any' as const, name: 'anyone', source: 'Dockerfile:8' }] };
const known = Image.fromReference('example/app:1.0.0', { facts: FACTS });

describeRule('model/unknown-user', 'a user by name is one that the facts of the image state', {
  broken: [
    broken('a name of an image of which nothing is known', said({ user: 'neo4j' }), 'The user is "neo4j"'),
    broken('another name', said({ image: known, user: 'postgres' }), 'The user is "postgres"'),
    broken('a name without numbers', said({ image: known, user: 'anyone' }), 'The user is "anyone"'),
  ],
  right: [{ when: 'a name with numbers', build: said({ image: known, user: 'neo4j' }) }],
});

describeRule('model/container-address', 'a container name is no address', {
  broken: [
    broken('a URL', (stack) => [workload(stack, 'redis', { containerName: 'shop_redis' }), workload(stack, 'api', { env: { REDIS_URL: 'redis://shop_redis:6379' } })], 'The variable REDIS_URL names the container "shop_redis" of "redis"'),
    broken('a host, also of a peer that it is connected to', (stack) => {
      const redis = workload(stack, 'redis', { containerName: 'Shop.redis' }).addEndpoint('redis', { port: 6379 });
      workload(stack, 'api', { env: { REDIS_HOST: 'Shop.redis' } }).connectTo(redis);
    }, 'The variable REDIS_HOST names the container "Shop.redis"'),
  ],
  right: [{ when: 'a text that is no address', build: (stack) => [workload(stack, 'redis', { containerName: 'shop_redis' }), workload(stack, 'api', { env: { TITLE: 'the shop_redis of the shop' } })] }],
});

describeRule('model/conflicting-statements', 'a language model is one thing under its name', {
  broken: [{
    when: 'two that are called alike',
    build: (stack) => [workload(stack, 'a', { models: { llm: { model: 'ai/x' } } }), workload(stack, 'b', { models: { llm: { model: 'ai/y' } } })],
    at: 'shop/b',
    says: ['The language model llm', 'ai/x', 'ai/y'],
  }],
  right: [{
    when: 'one in different variables',
    build: (stack) => [workload(stack, 'a', { models: { llm: { model: 'ai/x' } } }), workload(stack, 'b', { models: { llm: { model: 'ai/x', endpointVariable: 'URL' } } })],
  }],
});

describeRule('model/contradiction', 'a log goes one way', {
  broken: [broken('another driver beside rotation', said({ logDriver: { name: 'syslog' }, logRotation: {} }), 'Both logDriver and logRotation')],
  right: [{ when: 'another driver', build: said({ logDriver: { name: 'syslog' } }) }],
});
