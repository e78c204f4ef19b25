import { type App, ExistingVolume, Image, type KubernetesProps, Size, Stack, Volume, Workload, WorkloadKind } from 'cdk8s-compose';

export const description = 'Classes of claims, said once for all: for one writer, and for several; a volume that names its own has that.';

export const kubernetes: KubernetesProps = { storageClass: 'fast-ssd', sharedStorageClass: 'nfs' };

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/api:1.4.2');
  const uploads = new Volume(stack, 'uploads', { size: Size.gibibytes(20), shared: true });
  new Workload(stack, 'api', { image, mounts: { '/srv/uploads': uploads, '/srv/old': new ExistingVolume(stack, 'old', { volumeName: 'old', claimName: 'old', shared: true }) } });
  new Workload(stack, 'worker', { image, mounts: { '/srv/uploads': uploads } });
  new Workload(stack, 'store', {
    image,
    kind: WorkloadKind.STATEFUL,
    mounts: { '/data': new Volume(stack, 'data', { size: Size.gibibytes(5) }), '/archive': new Volume(stack, 'archive', { size: Size.gibibytes(50), storageClass: 'cold' }) },
  });
  return stack;
}
