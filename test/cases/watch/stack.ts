import { type App, Image, Stack, WatchAction, Workload } from 'cdk8s-compose';

export const description = 'Files of the checkout that Compose looks after while somebody works at them.';

export const onEngine = {};

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'api', {
    image: Image.fromBuild('services/api', { name: 'registry.example.com/shop/api:1.4.2' }),
    readOnlyRoot: false,
    watch: [
      { action: WatchAction.SYNC, path: 'services/api/src', target: '/app/src', ignore: ['*.tmp', 'node_modules/'] },
      { action: WatchAction.SYNC_RESTART, path: 'services/api/config', target: '/app/config', include: ['*.yaml'] },
      { action: WatchAction.REBUILD, path: 'services/api/package.json' },
    ],
  });
  return stack;
}
