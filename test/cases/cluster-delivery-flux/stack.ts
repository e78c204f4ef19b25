import { type App, Image, type KubernetesProps, Redis, Stack, Task } from 'cdk8s-compose';

export const description = 'Flux has a kustomization.yaml of the stack, and keeps the namespace and claims when they leave it.';

export const kubernetes: KubernetesProps = { delivery: 'flux' };

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const redis = new Redis(stack, 'redis', { persistent: true });
  new Task(stack, 'warm', { image: Image.fromReference('example/api:1.4.2'), command: ['warm'], env: { REDIS_URL: redis.url() } });
  return stack;
}
