import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A program that asks the engine for containers.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'tools');
  new Workload(stack, 'gateway', { image: Image.fromReference('example/gateway:1.0.0'), apiSocket: 'starts its tools in containers' });
  return stack;
}
