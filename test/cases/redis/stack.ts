import { type App, Image, Redis, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'Redis twice: a cache that writes nothing to disk, and a queue that survives a restart.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const cache = new Redis(stack, 'cache');
  const queue = new Redis(stack, 'queue', { persistent: true, storage: Size.gibibytes(2) });
  new Workload(stack, 'api', {
    image: Image.fromReference('example/api:1.4.2'),
    env: { CACHE_URL: cache.url(), QUEUE_URL: queue.url({ database: 1 }) },
  });
  return stack;
}
