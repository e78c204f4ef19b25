import { acknowledge, type App, Image, Size, Stack, Volume, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'Replicas of a stateful service with a volume each: a claim template on Kubernetes. Compose runs one container, as all of a service would write to one volume.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const data = new Volume(stack, 'data', { size: Size.gibibytes(8), storageClass: 'fast', perReplica: true });
  const log = new Workload(stack, 'log', {
    image: Image.fromReference('example/log:3.0.1'),
    kind: WorkloadKind.STATEFUL,
    replicas: 3,
    mounts: { '/data': data },
  });
  log.addEndpoint('tcp', { port: 7000 });
  log.addSidecar('shipper', { image: Image.fromReference('example/shipper:1.2.0'), mounts: { '/data': data.readOnly() } });
  acknowledge(log, 'compose/volume-per-replica', 'One member is enough on a developer\'s machine.');
  return stack;
}
