import { acknowledge, type App, HostPath, Image, Protocol, Publish, ServiceType, Size, SourceDirectory, Stack, TlsCertificate, Volume, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'What belongs to the machine, as every engine has it: directories, files, ports, a checkout, a certificate, a file system of its own.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const exporter = new Workload(stack, 'exporter', {
    kind: WorkloadKind.DAEMON,
    image: Image.fromReference('example/exporter:1.8.2'),
    mounts: {
      '/host/os-release': HostPath.file('/usr/lib/os-release', { reason: 'reports what the machine runs', readOnly: true }),
      '/host/block': HostPath.directory('/sys/block', { reason: 'reads what the disks do', readOnly: true }),
    },
  });
  const metrics = exporter.addEndpoint('metrics', { port: 9100, publish: Publish.onLoopback(19100) });
  exporter.addEnv('SEEN_AT', metrics.publishedPort);
  const broker = new Workload(stack, 'broker', {
    image: Image.fromReference('example/broker:2.0.0'),
    capabilities: [{ name: 'NET_RAW', reason: 'measures how far its clients are' }],
    mounts: { '/etc/broker/tls': TlsCertificate.ofSecret('broker-tls'), '/src': SourceDirectory.at('broker') },
  });
  broker.addEndpoint('mqtt', { port: 1883, publish: Publish.onHostPort(11883, { serviceType: ServiceType.LOAD_BALANCER }) });
  const coap = broker.addEndpoint('coap', { port: 5683, protocol: Protocol.UDP, publish: Publish.onHostPort(15683, { serviceType: ServiceType.LOAD_BALANCER }) });
  broker.addEndpoint('debug', { port: 6060, publish: Publish.onAddress('127.0.0.1', 16060, { serviceType: ServiceType.NODE_PORT }) });
  const models = new Volume(stack, 'models', { size: Size.gibibytes(1), shared: true });
  const mounter = new Workload(stack, 'mounter', { image: Image.fromReference('example/mounter:1.0.0'), mounts: { '/models': models } });
  mounter.runAsRoot('mount(2) needs an effective CAP_SYS_ADMIN');
  mounter.allowFuse({ reason: 'mounts an object store' });
  mounter.connectTo(coap);
  for (const workload of [exporter, broker, mounter]) acknowledge(workload, 'kubernetes/pod-security', 'the machines are ours alone');
  return stack;
}
