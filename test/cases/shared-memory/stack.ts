import { type App, Image, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'A larger /dev/shm: an attribute in Compose, a volume in memory on Kubernetes.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'browser', {
    image: Image.fromReference('example/chromium:1.0.0'),
    sharedMemory: Size.mebibytes(256),
    resources: { memory: { limit: Size.gibibytes(1) } },
  });
  return stack;
}
