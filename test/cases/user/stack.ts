import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'The image\'s own user and a root file system that can be written to.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'legacy', {
    image: Image.fromReference('example/legacy:0.9.0'),
    user: { uid: 1000, gid: 2000 },
    readOnlyRoot: false,
    tmp: false,
  });
  return stack;
}
