import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Two workloads that refer to each other: both get their values, neither waits for the other.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/peer:1.0.0');
  const left = new Workload(stack, 'left', { image });
  const right = new Workload(stack, 'right', { image });
  const leftHttp = left.addEndpoint('http', { port: 8080 });
  left.addEnv('PEER', right.addEndpoint('http', { port: 8080 }).url());
  right.addEnv('PEER', leftHttp.url());
  new Workload(stack, 'observer', { image, env: { LEFT: leftHttp.url() } });
  return stack;
}
