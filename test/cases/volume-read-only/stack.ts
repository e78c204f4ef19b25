import { type App, Image, Size, Stack, Volume, Workload } from 'cdk8s-compose';

export const description = 'One workload writes to a shared volume, another may only read it.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const media = new Volume(stack, 'media', { size: Size.gibibytes(20), shared: true });
  new Workload(stack, 'importer', { image: Image.fromReference('example/importer:1.0.0'), mounts: { '/media': media } });
  new Workload(stack, 'viewer', { image: Image.fromReference('example/viewer:1.0.0'), mounts: { '/usr/share/media': media.readOnly() } });
  return stack;
}
