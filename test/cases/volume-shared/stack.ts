import { type App, Image, Size, Stack, Volume, Workload } from 'cdk8s-compose';

export const description = 'A volume that several workloads write to at once: ReadWriteMany, and rolling updates stay possible.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const uploads = new Volume(stack, 'uploads', { size: Size.gibibytes(20), shared: true });
  const user = { uid: 1000, gid: 1000 };
  new Workload(stack, 'api', { image: Image.fromReference('example/api:1.4.2'), user, replicas: 2, mounts: { '/srv/uploads': uploads } });
  new Workload(stack, 'thumbnailer', { image: Image.fromReference('example/thumbnailer:1.0.0'), user, mounts: { '/in': uploads } });
  return stack;
}
