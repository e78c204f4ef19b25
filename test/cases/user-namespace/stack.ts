import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Users that are others on the machine: a namespace of their own on Kubernetes, where an engine of Compose has one for all.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const builder = new Workload(stack, 'builder', { image: Image.fromReference('example/builder:1.4.2'), userNamespace: true });
  builder.addSidecar('metrics', { image: Image.fromReference('example/metrics:1.0.0') });
  return stack;
}
