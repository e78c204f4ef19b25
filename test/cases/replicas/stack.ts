import { type App, Image, Stack, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'Several containers, of which a node drain takes one at a time; and none at all.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), replicas: 3 });
  api.addEndpoint('http', { port: 8080 });
  const cache = new Workload(stack, 'cache', { image: Image.fromReference('example/cache:1.0.0'), kind: WorkloadKind.STATEFUL, replicas: 2 });
  cache.addEndpoint('tcp', { port: 7000 });
  new Workload(stack, 'paused', { image: Image.fromReference('example/worker:1.0.0'), replicas: 0 });
  return stack;
}
