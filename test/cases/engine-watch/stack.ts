import { type App, Image, Stack, WatchAction, Workload } from 'cdk8s-compose';

export const description = 'A directory of the checkout that Compose looks after, for a container with a writable root and the user of its image: any engine copies into it.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'web', {
    image: Image.fromBuild('web', { name: 'example/web:7' }),
    readOnlyRoot: false,
    imageUser: true,
    watch: [{ action: WatchAction.SYNC, path: 'web/src', target: '/app/src' }],
  });
  return stack;
}
