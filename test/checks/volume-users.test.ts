import { Size, Volume, type Stack, type VolumeProps } from 'cdk8s-compose';
import { describeRule, IMAGE, workload, type Build } from './rule-cases';

const volume = (stack: Stack, props: Partial<VolumeProps> = {}): Volume => new Volume(stack, 'data', { size: Size.gibibytes(1), ...props });

const beside = (uid: number, props: Partial<VolumeProps> = {}): Build => (stack) => {
  const mounts = { '/data': volume(stack, props) };
  workload(stack, 'api', { mounts }).addSidecar('log', { image: IMAGE, user: { uid, gid: 10001 }, mounts });
};

describeRule('compose/volume-user', 'all who write to a volume are one user', {
  broken: [
    { when: 'a sidecar', build: beside(7), at: 'shop/api/log', says: ['volume data belongs to 10001:10001', 'shop/api'] },
    {
      when: 'an init container that is root without the capability to write everywhere',
      build: (stack) => {
        const mounts = { '/data': volume(stack) };
        workload(stack, 'api', { mounts }).addInitContainer('seed', { image: IMAGE, user: { uid: 0, gid: 0, rootReason: 'it unpacks' }, mounts });
      },
      at: 'shop/api/seed',
      says: ['10001:10001'],
    },
    {
      when: 'another workload',
      build: (stack) => {
        const mounts = { '/data': volume(stack, { shared: true }) };
        workload(stack, 'api', { mounts });
        workload(stack, 'web', { user: { uid: 101, gid: 101 }, mounts });
      },
      at: 'shop/web',
      says: ['10001:10001'],
    },
  ],
  right: [
    { when: 'the same user in both', build: beside(10001) },
    { when: 'a volume that the image owns', build: beside(7, { ownedByImage: true }) },
    {
      when: 'one that only reads',
      build: (stack) => {
        const data = volume(stack);
        workload(stack, 'api', { mounts: { '/data': data } }).addSidecar('log', { image: IMAGE, user: { uid: 7, gid: 7 }, mounts: { '/data': data.readOnly() } });
      },
    },
  ],
});
