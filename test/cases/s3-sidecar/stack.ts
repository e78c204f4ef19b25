import { acknowledge, type App, Image, Parameter, S3FuseVolume, S3Mount, Stack, Workload } from 'cdk8s-compose';

export const description = 'A bucket that a container beside the reader mounts for it: the reader is not root and has neither the keys nor FUSE.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const worker = new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.0.0'), user: { uid: 1000, gid: 1000 }, command: ['worker', '--out', '/data/results'] });
  const store = new Workload(stack, 'store', { image: Image.fromReference('example/store:1.0.0') });
  const api = store.addEndpoint('api', { port: 9000 });
  const results = new S3FuseVolume(stack, 'results', {
    mountPath: '/data/results',
    mount: S3Mount.bySidecar({
      bucket: new Parameter(stack, 'BUCKET', { default: 'shop-data', description: 'Bucket for results.' }),
      endpoint: api.url(),
      image: Image.fromReference('example/s3fs:1.0.0'),
    }),
  });
  results.mountIn(worker);
  acknowledge(worker, 'kubernetes/pod-security', 'the mounter beside the worker');
  return stack;
}
