import { HostPath } from 'cdk8s-compose';
import { describeRule, workload, type Build } from './rule-cases';

const of = (props: Parameters<typeof workload>[2]): Build => (stack) => workload(stack, 'api', props);

describeRule('model/no-reason', 'a privilege has a reason', {
  broken: [
    { when: 'a capability', build: of({ capabilities: [{ name: 'CHOWN', reason: '' }] }), at: 'shop/api', says: ['capability.CHOWN'] },
    { when: 'a path of the host', build: of({ mounts: { '/d': HostPath.directory('/srv', { reason: ' ' }) } }), at: 'shop/api', says: ['host-path'] },
    { when: 'all privileges', build: of({ privileged: '' }), at: 'shop/api', says: ['privileged'] },
    { when: 'processes of the host', build: of({ hostPid: '\n' }), at: 'shop/api', says: ['host-pid'] },
    { when: 'root', build: of({ user: { uid: 0, gid: 0, rootReason: '' } }), at: 'shop/api', says: ['root'] },
    { when: 'FUSE', build: (stack) => workload(stack, 'api', { user: { uid: 0, gid: 0, rootReason: 'mounts' } }).allowFuse({ reason: '' }), at: 'shop/api', says: ['fuse'] },
  ],
  right: [{ when: 'a word', build: of({ privileged: 'nested containers', capabilities: [{ name: 'CHOWN', reason: 'x' }] }) }],
});
