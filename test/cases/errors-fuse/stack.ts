import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'FUSE without root, a resource that is no name, a wrapper without a command, and root without a reason are errors.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/mounter:1.0.0');
  new Workload(stack, 'mounter', { image }).allowFuse({ reason: 'mounts an object store', devicePlugin: 'fuse' });
  new Workload(stack, 'wrapped', { image }).wrapCommand(['/bin/sh', '/prepare.sh']);
  new Workload(stack, 'root', { image, user: { uid: 0, gid: 0 } });
  return stack;
}
