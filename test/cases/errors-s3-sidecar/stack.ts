import { type App, Image, S3FuseVolume, S3Mount, Stack, Task, Workload } from 'cdk8s-compose';

export const description = 'Buckets that no container beside can mount: at the root, two below one directory, for a task, and for an unknown command.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/worker:1.0.0');
  const mount = S3Mount.bySidecar({ bucket: 'shop-data', image: Image.fromReference('example/s3fs:1.0.0'), hostDirectoryVariable: 'SHARED-DIR' });
  new S3FuseVolume(stack, 'top', { mountPath: '/top', mount });
  const worker = new Workload(stack, 'worker', { image });
  for (const name of ['a', 'b']) new S3FuseVolume(stack, name, { mountPath: `/data/${name}`, mount }).mountIn(worker);
  new S3FuseVolume(stack, 'seed', { mountPath: '/seed/bucket', mount }).mountIn(new Task(stack, 'seeding', { image, command: ['seed'] }));
  return stack;
}
