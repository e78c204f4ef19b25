import { type App, Image, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'CPU and memory in the units of each target: 1.5 cores are 1500m, 512 MiB are 512Mi and 512m.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'trainer', {
    image: Image.fromReference('example/trainer:1.0.0'),
    resources: {
      cpu: { request: 0.25, limit: 1.5 },
      memory: { request: Size.kibibytes(150_500), limit: Size.gibibytes(3) },
    },
  });
  new Workload(stack, 'worker', {
    image: Image.fromReference('example/worker:1.0.0'),
    resources: { cpu: { limit: 2 }, memory: { limit: Size.mebibytes(1536) } },
  });
  return stack;
}
