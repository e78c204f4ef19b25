import { type App, MaxMemoryPolicy, Parameter, Redis, Size, Stack } from 'cdk8s-compose';

export const description = 'A cache that lets go of what was not used, and a queue with snapshots and directives, one of them the operator\'s.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const databases = new Parameter(stack, 'QUEUE_DATABASES', { default: '32', description: 'Databases of the queue.' });
  new Redis(stack, 'cache', { maxMemory: Size.mebibytes(128), maxMemoryPolicy: MaxMemoryPolicy.ALL_KEYS_LRU });
  new Redis(stack, 'queue', { persistent: true, storageClass: 'fast', settings: { save: '60 1000', databases, 'lazyfree-lazy-expire': true } });
  return stack;
}
