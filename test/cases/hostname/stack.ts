import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Host names of their own, for programs that register themselves by what they find: one that both can have, one for Compose alone.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'broker', { image: Image.fromReference('example/broker:3.13.0'), hostname: 'rabbit-1' });
  new Workload(stack, 'mail', { image: Image.fromReference('example/mail:2.4.0'), hostname: 'mail.example.com' });
  return stack;
}
