import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Graphics processors: one that a cluster counts, and all of them, which a pod cannot ask for.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'inference', { image: Image.fromReference('example/inference:1.4.2'), gpus: { count: 1 }, runtimeClass: 'nvidia' });
  new Workload(stack, 'training', { image: Image.fromReference('example/training:1.4.2'), gpus: {} });
  new Workload(stack, 'rocm', { image: Image.fromReference('example/rocm:1.4.2'), gpus: { count: 2, driver: 'amd', resource: 'amd.com/gpu' } });
  return stack;
}
