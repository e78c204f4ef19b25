import { type App, Image, Redis, Stack, Worker } from 'cdk8s-compose';

export const description = 'A worker has no port and no Service, and time to finish the job in hand.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const redis = new Redis(stack, 'redis');
  new Worker(stack, 'worker', {
    image: Image.fromReference('example/agent:2.1.0'),
    command: ['celery', '-A', 'tasks', 'worker'],
    env: { QUEUE_URL: redis.url() },
    replicas: 2,
  });
  return stack;
}
