import { type App, Image, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'A port of the Compose host that the engine chooses, one for each replica, and one on a single address of the machine.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  new Workload(stack, 'worker', { image, replicas: 2 }).addEndpoint('metrics', { port: 9100, publish: Publish.onFreePort() });
  new Workload(stack, 'api', { image }).addEndpoint('http', { port: 8000, publish: Publish.onAddress('10.0.0.5', 8000) });
  return stack;
}
