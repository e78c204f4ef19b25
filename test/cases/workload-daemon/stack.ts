import { type App, HostPath, Image, Protocol, Publish, Stack, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'What looks after the machine: once on each node of a cluster, and once in Compose.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'watch');
  const exporter = new Workload(stack, 'node-exporter', {
    kind: WorkloadKind.DAEMON,
    image: Image.fromReference('prom/node-exporter:v1.8.2'),
    mounts: { '/host/proc': HostPath.directory('/proc', { reason: 'reads what the machine does', readOnly: true }) },
  });
  exporter.addEndpoint('metrics', { port: 9100, protocol: Protocol.TCP, publish: Publish.onLoopback(9100) });
  return stack;
}
