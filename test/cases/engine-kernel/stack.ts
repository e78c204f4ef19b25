import { acknowledge, type App, Image, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'What the kernel and the engine have of a process, in a form that every engine can run: names, limits, parameters, devices, namespaces.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    containerName: 'shop_api', hostname: 'api-1', domainname: 'shop.example', macAddress: '02:42:ac:11:65:43', aliases: ['prices', 'prices.internal'],
    sysctls: { 'net.core.somaxconn': '1024', 'net.ipv4.ip_unprivileged_port_start': '80', 'net.ipv4.tcp_keepalive_time': '60', 'net.ipv4.tcp_rmem': '4096 131072 6291456', 'kernel.sem': '250 32000 100 128' },
    ulimits: { nproc: { soft: 4096, hard: 8192 }, core: 0 }, openFiles: 4096, pidsLimit: 512,
    dnsConfig: { nameservers: ['10.0.0.53'], searches: ['example.com'], options: { ndots: '2', rotate: '' } },
    extraHosts: { 'ldap.example.com': '10.0.0.5', 'host.docker.internal': 'host-gateway' },
    supplementalGroups: [992, 'video'], labels: { 'example.com/stage': 'prod_5' }, logRotation: { maxSize: Size.mebibytes(20), files: 3 },
    workingDirectory: '/srv', stopSignal: 'SIGINT', runtimeClass: 'io.containerd.runc.v2', platform: 'linux/amd64/v2',
  });
  const http = api.addEndpoint('http', { port: 80 });
  const tools = new Workload(stack, 'tools', {
    image: Image.fromReference('example/tools:1.0.0'), hostIpc: 'hands tensors over in shared memory', hostPid: 'reports on all processes of the machine', tty: true,
    unconfinedSeccomp: 'its sandbox makes user namespaces', devices: [{ path: '/dev/net/tun', reason: 'opens tunnels' }],
  });
  tools.connectTo(http);
  new Workload(stack, 'producer', { image: Image.fromReference('example/producer:1.0.0'), shareableIpc: true, stdin: true });
  const docker = new Workload(stack, 'docker', { image: Image.fromReference('example/docker:27.3.1'), privileged: 'runs containers of its own' });
  const shell = new Workload(stack, 'shell', { image: Image.fromReference('example/shell:1.0.0'), hostname: 'shell.shop.example', privilegeEscalation: 'its users call sudo' });
  for (const workload of [tools, docker, shell]) acknowledge(workload, 'kubernetes/pod-security', 'the machines are ours alone');
  return stack;
}
