import { type App, Image, Scratch, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'Directories in memory on a read-only root: private, and empty at every start.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'worker', {
    image: Image.fromReference('example/worker:1.0.0'),
    tmp: false,
    mounts: {
      '/var/cache/worker': Scratch.ofSize(Size.mebibytes(32)),
      '/run/Worker.d': Scratch.ofSize(Size.kibibytes(512)),
      '/var/lib/worker': Scratch.ofAnySize(),
    },
  });
  return stack;
}
