import { App, Image, Stack, Workload, type WorkloadProps } from 'cdk8s-compose';
import { expectAgreement } from 'cdk8s-compose/testing';

/*
 * Who says the device of FUSE himself has it as any other device: what `allowFuse` gives is more than that.
 */

const PLUGIN = 'smarter-devices/fuse';
const ADMIN: Partial<WorkloadProps> = { capabilities: [{ name: 'SYS_ADMIN', reason: 'mounts' }] };
const PRIVILEGED: Partial<WorkloadProps> = { privileged: 'mounts' };

test.each<[string, string, string | undefined, Partial<WorkloadProps>]>([
  ['the device alone', '/dev/fuse', undefined, {}],
  ['offered by a plugin', '/dev/fuse', PLUGIN, {}],
  ['with the capability to mount', '/dev/fuse', undefined, ADMIN],
  ['offered by a plugin, with the capability', '/dev/fuse', PLUGIN, ADMIN],
  ['offered by a plugin, with the capability, where AppArmor lets it', '/dev/fuse', PLUGIN, { ...ADMIN, unconfinedAppArmor: 'mounts' }],
  ['with the capability, where AppArmor lets it', '/dev/fuse', undefined, { ...ADMIN, unconfinedAppArmor: 'mounts' }],
  ['another device with that capability', '/dev/kvm', undefined, ADMIN],
  ['privileged', '/dev/fuse', undefined, PRIVILEGED],
  ['privileged, offered by a plugin', '/dev/fuse', PLUGIN, PRIVILEGED],
  ['privileged, where AppArmor lets it', '/dev/fuse', undefined, { ...PRIVILEGED, unconfinedAppArmor: 'mounts' }],
  ['privileged, where AppArmor lets it, offered by a plugin', '/dev/fuse', PLUGIN, { ...PRIVILEGED, unconfinedAppArmor: 'mounts' }],
])('the outputs agree but for what is announced: %s', (_, path, devicePlugin, props) => {
  const stack = new Stack(new App(), 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), devices: [{ path, reason: 'mounts', devicePlugin }], ...props });
  expectAgreement(stack);
});

test.each([['/dev/dri', {}], ['/dev/fuse', {}], ['/dev/dri', PRIVILEGED], ['/dev/fuse', PRIVILEGED]])('the outputs agree of who mounts, has %s as well, and %j', (path, props) => {
  const stack = new Stack(new App(), 'shop');
  const mounter = new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), devices: [{ path, reason: 'draws' }], ...props });
  mounter.runAsRoot('mount(2) needs an effective CAP_SYS_ADMIN');
  mounter.allowFuse({ reason: 'mounts', devicePlugin: PLUGIN });
  expectAgreement(stack);
});
