import { type App, S3FuseVolume, S3Mount, Stack } from 'cdk8s-compose';

export const description = 'What a driver is to mount is judged at synthesis.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  new S3FuseVolume(stack, 'data', {
    mountPath: '/data',
    mount: S3Mount.csiStatic({ bucket: 'Shop_Data', region: 'Frankfurt', endpoint: 'objects.example.com', prefix: '/results/' }),
  });
  return stack;
}
