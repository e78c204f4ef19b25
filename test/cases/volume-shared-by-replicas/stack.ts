import { type App, Image, Size, Stack, Volume, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'A volume that all replicas of one stateful service mount at once: one claim, not one for each.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const index = new Volume(stack, 'index', { size: Size.gibibytes(20), shared: true });
  new Workload(stack, 'search', {
    image: Image.fromReference('example/search:1.0.0'),
    kind: WorkloadKind.STATEFUL,
    replicas: 2,
    mounts: { '/index': index },
  });
  return stack;
}
