import { type App, Image, Publish, Stack, Workload } from 'cdk8s-compose';

export const description = 'A port for this machine only: Compose binds 127.0.0.1, the cluster keeps it inside.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const admin = new Workload(stack, 'admin', { image: Image.fromReference('example/admin:1.0.0') });
  admin.addEndpoint('http', { port: 8080, publish: Publish.onLoopback(18080) });
  return stack;
}
