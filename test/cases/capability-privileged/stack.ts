import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A capability that no Pod Security Standard allows: the namespace enforces nothing, which is a warning.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new Workload(stack, 'mounter', {
    image: Image.fromReference('example/mounter:1.0.0'),
    capabilities: [{ name: 'SYS_ADMIN', reason: 'mounts an object store by FUSE' }],
  });
  return stack;
}
