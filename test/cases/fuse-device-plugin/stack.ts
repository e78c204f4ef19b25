import { acknowledge, type App, Image, Stack, Workload } from 'cdk8s-compose';

export const description = 'FUSE where a device plugin of the cluster offers the device: a capability and a resource in place of a privileged container.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const mounter = new Workload(stack, 'mounter', { image: Image.fromReference('example/mounter:1.0.0') });
  mounter.runAsRoot('mount(2) needs an effective CAP_SYS_ADMIN');
  mounter.allowFuse({ reason: 'mounts an object store', devicePlugin: 'smarter-devices/fuse' });
  acknowledge(mounter, 'kubernetes/pod-security', 'the cluster has a node pool for it');
  return stack;
}
