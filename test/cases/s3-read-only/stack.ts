import { acknowledge, type App, Image, S3FuseVolume, S3Mount, Size, Stack, Volume, Workload } from 'cdk8s-compose';

export const description = 'A bucket that is only read, over a volume, by a command that takes the place of the script.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const reader = new Workload(stack, 'reader', { image: Image.fromReference('example/reader:1.0.0'), command: ['reader'] });
  new S3FuseVolume(stack, 'data', {
    mountPath: '/data',
    mount: S3Mount.inContainer({ bucket: 'shop-data', unmountOnStop: false, allowOther: false, devicePlugin: 'smarter-devices/fuse' }),
    readOnly: true,
    underneath: new Volume(stack, 'local', { size: Size.gibibytes(1) }),
  }).mountIn(reader);
  acknowledge(reader, 'kubernetes/pod-security', 'the reader mounts its bucket itself');
  return stack;
}
