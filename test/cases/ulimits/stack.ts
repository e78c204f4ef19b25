import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'Limits of the kernel for each process, beside the number of open files, and the number of processes.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'search', {
    image: Image.fromReference('example/search:1.4.2'),
    openFiles: 65536,
    ulimits: { memlock: -1, nproc: { soft: 4096, hard: 8192 } },
    pidsLimit: 512,
  });
  return stack;
}
