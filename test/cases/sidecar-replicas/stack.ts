import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Several replicas of a workload with a container beside it: Compose runs one of each, since the network is one.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), replicas: 3 });
  api.addEndpoint('http', { port: 8000 });
  api.addSidecar('cache', { image: Image.fromReference('example/cache:1.0.0') });
  return stack;
}
