import { type App, HostPath, Image, Stack, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'A daemon runs once on each node: a DaemonSet, and in Compose, which has one machine, a container in the mode global.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const exporter = new Workload(stack, 'exporter', {
    image: Image.fromReference('example/exporter:1.8.2'),
    kind: WorkloadKind.DAEMON,
    mounts: { '/host/proc': HostPath.directory('/proc', { reason: 'reports the load of the machine', readOnly: true }) },
  });
  exporter.addEndpoint('metrics', { port: 9100 });
  new Workload(stack, 'logs', { image: Image.fromReference('example/logs:2.0.0'), kind: WorkloadKind.DAEMON });
  return stack;
}
