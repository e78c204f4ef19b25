import { type App, Image, Stack, WatchAction, Workload } from 'cdk8s-compose';

export const description = 'A directory of the checkout that Compose looks after, for a container whose root is writable: Compose copies nothing into another.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'web', {
    image: Image.fromBuild('web', { name: 'example/web:7' }),
    readOnlyRoot: false,
    watch: [{ action: WatchAction.SYNC, path: 'web/src', target: '/app/src' }],
  });
  return stack;
}
