import { type App, CodeSandbox, Image, S3FuseVolume, S3Mount, Stack, Workload } from 'cdk8s-compose';

export const description = 'A sandbox cannot reach a store inside the application.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const store = new Workload(stack, 'store', { image: Image.fromReference('example/store:1.0.0') });
  const endpoint = store.addEndpoint('api', { port: 9000 }).url();
  const bucket = new S3FuseVolume(stack, 'data', { mountPath: '/data', mount: S3Mount.inContainer({ bucket: 'shop-data', endpoint }) });
  new CodeSandbox(stack, 'sandbox', { templateName: 'analysis', bucket });
  return stack;
}
