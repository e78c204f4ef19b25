import { type App, Image, Stack, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'A stateful service without a port still needs a Service on Kubernetes: a headless one.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'scheduler', { image: Image.fromReference('example/scheduler:1.0.0'), kind: WorkloadKind.STATEFUL });
  return stack;
}
