import { type App, Image, Size, Stack, Volume, Workload } from 'cdk8s-compose';

export const description = 'A volume for one writer under a Deployment: the old pod stops before the new one starts.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'worker', {
    image: Image.fromReference('example/worker:1.0.0'),
    mounts: { '/var/lib/worker': new Volume(stack, 'results', { size: Size.gibibytes(5) }) },
  });
  return stack;
}
