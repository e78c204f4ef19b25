import { type App, Image, Redis, Secret, Stack, Workload } from 'cdk8s-compose';

export const description = 'A Redis with a password, which its check and its clients are given.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const password = new Secret(stack, 'REDIS_PASSWORD', { description: 'Password of Redis.' });
  const redis = new Redis(stack, 'redis', { password });
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), env: { REDIS_URL: redis.url() } });
  return stack;
}
