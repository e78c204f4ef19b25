import { acknowledge, type App, Duration, Image, Parameter, S3FuseVolume, S3Mount, S3MountFailure, Stack, Workload } from 'cdk8s-compose';

export const description = 'A bucket that is mounted inside the container, before the command that it was built for starts.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const worker = new Workload(stack, 'worker', { image: Image.fromReference('example/worker:1.0.0'), entrypoint: ['tini', '--'], command: ['worker', '--out', '/data'] });
  const store = new Workload(stack, 'store', { image: Image.fromReference('example/store:1.0.0') });
  const api = store.addEndpoint('api', { port: 9000 });
  new S3FuseVolume(stack, 'data', {
    mountPath: '/data',
    mount: S3Mount.inContainer({
      bucket: new Parameter(stack, 'BUCKET', { default: 'shop-data', description: 'Bucket for results.' }),
      region: 'eu-central-1',
      endpoint: api.url(),
      prefix: "it's/here",
      owner: { uid: 1000, gid: 1000 },
      umask: 0o027,
      statCacheTtl: Duration.minutes(1),
      onFailure: S3MountFailure.CONTINUE,
    }),
  }).mountIn(worker);
  acknowledge(worker, 'kubernetes/pod-security', 'the worker mounts its bucket itself');
  return stack;
}
