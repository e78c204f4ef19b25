import { App, Image, Stack, Workload, type WorkloadProps } from 'cdk8s-compose';
import { expectAgreement } from 'cdk8s-compose/testing';

/*
 * Who says the device of FUSE himself has it as any other device: what `allowFuse` gives is more than that.
 */

const PLUGIN = 'smarter-devices/fuse';
const ADMIN: Partial<WorkloadProps> = { capabilities: [{ name: 'SYS_ADMIN', reason: 'mounts' }] };

test.each<[string, string, string | undefined, Partial<WorkloadProps>]>([
  ['the device alone', '/dev/fuse', undefined, {}],
  ['offered by a plugin', '/dev/fuse', PLUGIN, {}],
  ['with the capability to mount', '/dev/fuse', undefined, ADMIN],
  ['offered by a plugin, with the capability', '/dev/fuse', PLUGIN, ADMIN],
  ['offered by a plugin, with the capability, where AppArmor lets it', '/dev/fuse', PLUGIN, { ...ADMIN, unconfinedAppArmor: 'mounts' }],
  ['another device with that capability', '/dev/kvm', undefined, ADMIN],
])('the outputs agree but for what is announced: %s', (_, path, devicePlugin, props) => {
  const stack = new Stack(new App(), 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), devices: [{ path, reason: 'mounts', devicePlugin }], ...props });
  expectAgreement(stack);
});
