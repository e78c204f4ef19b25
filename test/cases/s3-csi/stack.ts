import { acknowledge, type App, Image, S3FuseVolume, S3Mount, Size, Stack, Workload } from 'cdk8s-compose';

export const description = 'Buckets that drivers of the cluster mount, one that exists and one that is made: no privilege, and a local volume in Compose.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const worker = new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.0.0') });
  const data = new S3FuseVolume(stack, 'data', {
    mountPath: '/data',
    mount: S3Mount.csiStatic({ bucket: 'shop-data', region: 'eu-central-1', endpoint: 'https://objects.example.com', prefix: 'results' }),
  });
  data.mountIn(worker);
  const scratch = new S3FuseVolume(stack, 'made', { mountPath: '/made', readOnly: true, mount: S3Mount.csiDynamic({ storageClass: 'csi-s3', size: Size.gibibytes(20) }) });
  scratch.mountIn(worker);
  acknowledge(data, 'compose/bucket', 'developers keep their results to themselves');
  return stack;
}
