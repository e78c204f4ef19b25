import { type App, Image, Size, Stack, Volume, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'The image has the mounted directory, owned by its user: Compose needs no step to hand the volume over.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'store', {
    image: Image.fromReference('example/store:3.0.1'),
    kind: WorkloadKind.STATEFUL,
    mounts: { '/data': new Volume(stack, 'store-data', { size: Size.gibibytes(10), ownedByImage: true }) },
  });
  return stack;
}
