import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A host name of its own, for a program that registers itself by what it finds.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'broker', { image: Image.fromReference('example/broker:3.13.0'), hostname: 'rabbit-1' });
  return stack;
}
