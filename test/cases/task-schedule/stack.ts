import { type App, Image, Stack, Task } from 'cdk8s-compose';

export const description = 'A task that runs every night on Kubernetes, and in Compose when it is asked for.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Task(stack, 'cleanup', { image: Image.fromReference('example/api:1.4.2'), command: ['./manage.py', 'cleanup'], schedule: '15 2 * * *' });
  return stack;
}
