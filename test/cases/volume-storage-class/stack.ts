import { type App, Image, Size, Stack, Volume, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'A storage class on a claim and on a claim template, both of which Compose does not have.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'archive', {
    image: Image.fromReference('example/archive:1.0.0'),
    mounts: { '/archive': new Volume(stack, 'cold', { size: Size.tebibytes(2), storageClass: 'slow-hdd' }) },
  });
  new Workload(stack, 'store', {
    image: Image.fromReference('example/store:3.0.1'),
    kind: WorkloadKind.STATEFUL,
    mounts: { '/data': new Volume(stack, 'hot', { size: Size.gibibytes(100), storageClass: 'fast-ssd' }) },
  });
  return stack;
}
