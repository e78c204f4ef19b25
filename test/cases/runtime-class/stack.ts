import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Another runtime for all containers of a workload, which engine and cluster know by one name.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const api = new Workload(stack, 'inference', { image: Image.fromReference('example/inference:1.4.2'), runtimeClass: 'nvidia' });
  api.addSidecar('metrics', { image: Image.fromReference('example/metrics:1.0.0') });
  return stack;
}
