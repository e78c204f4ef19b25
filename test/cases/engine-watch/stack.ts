import { type App, Image, Scratch, Size, Stack, WatchAction, Workload } from 'cdk8s-compose';

export const description = 'A directory of the checkout that Compose looks after, for a program that reads it from memory.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'web', {
    image: Image.fromBuild('web', { name: 'example/web:7' }),
    mounts: { '/app/src': Scratch.ofSize(Size.mebibytes(16)) },
    watch: [{ action: WatchAction.SYNC, path: 'web/src', target: '/app/src' }],
  });
  return stack;
}
