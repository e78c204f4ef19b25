import { type App, Image, Size, Stack, Volume, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'A stateful service has an identity and data of its own: a StatefulSet, a Service in which its pod has a name, and a claim.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const store = new Workload(stack, 'store', {
    image: Image.fromReference('example/store:3.0.1'),
    kind: WorkloadKind.STATEFUL,
    mounts: { '/data': new Volume(stack, 'store-data', { size: Size.gibibytes(10) }) },
  });
  store.addEndpoint('tcp', { port: 7000 });
  return stack;
}
