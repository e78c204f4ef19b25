import { type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'A workload that mounts file systems in user space as root: exactly what that takes, and a namespace that allows it.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const mounter = new Workload(stack, 'mounter', { image: Image.fromReference('example/mounter:1.0.0') });
  mounter.runAsRoot('mount(2) needs an effective CAP_SYS_ADMIN');
  mounter.allowFuse({ reason: 'mounts an object store' });
  return stack;
}
